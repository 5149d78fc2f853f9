import { all, implies } from "../../src/language/index.js";
import { contentAt } from "../page-cache/file.js";
import { writePath } from "../write-path.js";

const source = "the pattern of short writes on gfs2: d031a8866e70 and what it leaves open";

/** The lasting damage: it is in the file for everybody, whatever the locks. */
export const noStaleLeft = writePath.always(
  "no stale data is left when the write has returned",
  { about: "After write(2) has returned, no cell of the file reads as what somebody else once wrote to the disk.", source },
  (s, p) => implies(s.result.returned, () => all(0, s.i_size, (cell) => contentAt(s, cell, p) !== "stale")),
);

/** The lasting damage of uninitialised memory. */
export const noGarbageLeft = writePath.always(
  "no uninitialised memory is left when the write has returned",
  { about: "After write(2) has returned, no cell of the file reads as what the last owner of a page left in it.", source },
  (s, p) => implies(s.result.returned, () => all(0, s.i_size, (cell) => contentAt(s, cell, p) !== "garbage")),
);
