import { implies } from "../../src/language/index.js";
import { writePath } from "../write-path.js";

/** For iomap: the file system learns from the mapping that the inode is dirty. */
export const sizeChangeIsFlagged = writePath.step(
  "a mapping says that the file has grown under it, and only then",
  {
    about: "IOMAP_F_SIZE_CHANGED is set in the mapping that is held at the moment when i_size grows: without it, gfs2 does not mark the inode dirty.",
    source: "iomap_write_end() and gfs2_iomap_end(): behaviour.md §1c and §1e",
  },
  (before, after) =>
    implies(before.iomap.held && after.iomap.held, () => after.iomap.size_changed === (before.iomap.size_changed || after.i_size > before.i_size)),
);

/** A truncation excepted. */
export const iSizeNeverShrinks = writePath.step(
  "a write never makes the file shorter",
  {
    about: "While nobody truncates the file, i_size stays or grows.",
    source: "iomap_write_end() and generic_write_end(), which compare before they move i_size",
  },
  (before, after) => after.ghost.truncated || after.i_size >= before.i_size,
);
