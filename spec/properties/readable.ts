/**
 * What somebody who reads the file could be shown at this very moment. Not only what a reader of the model does read: a property
 * that asks this sees an exposure in the state in which it begins, whichever actors a check runs.
 *
 * - **read(2) of an uptodate folio** takes no lock: filemap_read() looks at the folio's flag and copies up to i_size. It makes no
 *   difference who holds the folio lock, i_rwsem or a glock: there are file systems whose readers take none of them, and gfs2 has a
 *   first pass without a glock.
 * - **read(2) of an uptodate block** in a folio that is not: filemap_update_page() looks at the block's bit under invalidate_lock
 *   (shared) and the folio lock. (mm/filemap.c, 5.15 and later.)
 * - **Everything else** needs a glock, too, on file systems that have one. A cell that is not cached is read from disk, and a page
 *   that is not mapped yet is mapped, under the folio lock. A writer that has the folio locked, or that holds the glock for good,
 *   keeps such a reader out; a weak holder of a glock does not, as it gives way.
 * - **A mapping** shows whole pages: also the cells past i_size of the page that holds the end of the file. A page that is mapped
 *   already needs no lock at all; a page that lies wholly past i_size cannot be mapped.
 */
import type { DeepReadonly } from "../../src/language/index.js";
import { NONE } from "../page-cache/bounds.js";
import { isCached, roundUp } from "../page-cache/file.js";
import { pageOf } from "../page-cache/folio.js";
import type { Bounds, State } from "../write-path.js";

/** The state, as properties see it. */
export type Seen = DeepReadonly<State>;

/** Whether a cell can be read now, from the page cache or from disk. What it would show is contentAt(). */
export function isReadable(s: Seen, pos: number, p: Bounds): boolean {
  const page = pageOf(pos, p);
  if (!isCached(s, pos, p)) return pos < roundUp(s.i_size, p) && canFill(s, page);
  if (pos < s.i_size) return s.folios[s.page_cache[page]].uptodate || canLock(s, page);
  return page * p.PAGE < s.i_size && (s.ptes[page] !== "none" || canFill(s, page));
}

/** Whether the folio lock of a page is to be had, and invalidate_lock with it. */
function canLock(s: Seen, page: number): boolean {
  return s.invalidate_lock === "nobody" && (s.page_cache[page] === NONE || s.folios[s.page_cache[page]].lock === "nobody");
}

/** Whether a page could be read from disk, or mapped. */
function canFill(s: Seen, page: number): boolean {
  return canLock(s, page) && !keepsReadersOut(s.glock.writer) && !keepsReadersOut(s.glock.truncater) && s.glock.remote !== "EX";
}

function keepsReadersOut(holder: Seen["glock"]["writer"]): boolean {
  return holder.state === "holding" && holder.mode === "EX" && !holder.weak;
}
