import { all, implies } from "../../src/language/index.js";
import { blockOf, contentAt, isCached, onDisk } from "../page-cache/file.js";
import { pageOf } from "../page-cache/folio.js";
import { type Bounds, writePath } from "../write-path.js";
import { isBlockDirty } from "./dirty-implies-backed.js";
import type { Seen } from "./readable.js";

/**
 * Since 6.6 only blocks that took accepted data are dirty. A block that was marked uptodate for any other reason, and is not what is
 * on disk, will never be written: readers see one thing before reclaim, and another after it. Asked while no write is under way,
 * of cells below i_size.
 */
export const cacheAndDiskAgree = writePath.always(
  "what is cached and clean is what is on disk",
  {
    about: "A cell that is uptodate, and that writeback has no reason to visit, reads the same once its folio was dropped.",
    source: "4ce02c679722 (per-block dirty state, 6.6); short copies seen on Debian's 6.12",
  },
  (s, p) => all(0, s.i_size, (cell) => implies(isAtRest(s, cell, p), () => contentAt(s, cell, p) === onDisk(s, cell, p))),
);

function isAtRest(s: Seen, pos: number, p: Bounds): boolean {
  if (s.i_rwsem !== "nobody" || !isCached(s, pos, p)) return false;
  const folio = s.folios[s.page_cache[pageOf(pos, p)]];
  return folio.lock === "nobody" && !folio.writeback && !isBlockDirty(s, blockOf(pos, p), p);
}
