import { bool, oneOf, type ValueOf } from "../../src/language/index.js";
import { errno, fileOffset, writeLength } from "../page-cache/bounds.js";

/** IOMAP_HOLE, IOMAP_DELALLOC, IOMAP_UNWRITTEN, IOMAP_MAPPED. */
export const iomapType = oneOf("hole", "delalloc", "unwritten", "mapped");

/** struct iomap: the mapping that a write holds from iomap_begin to iomap_end. */
export const iomapFields = {
  /** A mapping is held (the kernel tests iomap.length). */
  held: bool,
  offset: fileOffset,
  length: fileOffset,
  type: iomapType,
  /** IOMAP_F_NEW: its blocks were allocated by this very iomap_begin. */
  isNew: bool,
  /** IOMAP_F_STALE: found out of date under the folio lock. */
  stale: bool,
  /** IOMAP_F_SIZE_CHANGED */
  size_changed: bool,
  /** The validity cookie still matches: nobody has changed the extent map since iomap_begin. */
  current: bool,
};
/** struct iomap, as steps see it. */
export type Iomap = ValueOf<typeof iomapFields>;

/** struct iomap_iter: where a write stands, and what the last mapping did for it. */
export const iterFields = {
  pos: fileOffset,
  len: writeLength,
  /** Cells that iomap_write_iter() advanced; 0 with an error in `error`. */
  processed: writeLength,
  error: errno,
};
