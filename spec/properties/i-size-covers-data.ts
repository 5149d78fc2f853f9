import { all, implies } from "../../src/language/index.js";
import { isValid } from "../page-cache/cell.js";
import { contentAt } from "../page-cache/file.js";
import { writePath } from "../write-path.js";

/** No lock excuses a violation: i_size is read without any. */
export const iSizeCoversData = writePath.always(
  "i_size never passes written or zeroed data",
  {
    about: "i_size grows only over cells that hold data, or zero: first the data, then its size.",
    source: "the comment in generic_write_end(), fs/buffer.c; 1dedde690303 (ext4: i_disksize)",
  },
  (s, p) => implies(s.i_size > s.ghost.size_before, () => all(s.ghost.size_before, s.i_size, (cell) => isValid(contentAt(s, cell, p)))),
);
