import { all, implies } from "../../src/language/index.js";
import { contentAt } from "../page-cache/file.js";
import { writePath } from "../write-path.js";
import { isReadable } from "./readable.js";

/** Who can read what, and when, is stated in readable.ts. */
export const noStaleReadable = writePath.always(
  "no stale disk content is ever readable",
  {
    about: "Nobody who reads or maps the file is ever shown what somebody else once wrote to its blocks.",
    source: "the comment on publishing i_size in iomap_write_end(); d031a8866e70 (gfs2: filesystem block deallocation for short writes)",
  },
  (s, p) => all(0, p.FILE, (cell) => implies(isReadable(s, cell, p), () => contentAt(s, cell, p) !== "stale")),
);
