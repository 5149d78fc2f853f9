import { all, implies } from "../../src/language/index.js";
import { writePath } from "../write-path.js";

/** For file systems that take their blocks at once, as ext2 does. A reservation that is made ahead of a growing file is another thing. */
export const noBlockBeyondEof = writePath.always(
  "no block lies beyond the end of the file",
  {
    about:
      "When a write has returned, every block that it allocated holds some cell of the file: fsck takes another one for a size that is wrong, and puts it right.",
    source: "0f64415d4276 (fs: truncate blocks outside i_size after O_DIRECT write error)",
  },
  (s, p) => all(0, p.BLOCKS, (block) => implies(s.result.returned && s.ghost.allocated[block], () => s.blocks[block] === "hole" || block * p.BLOCK < s.i_size)),
);
