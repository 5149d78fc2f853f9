/**
 * What somebody who reads the file could be shown at this very moment. Not only what a reader of the model does read: a property
 * that asks this sees an exposure in the state in which it begins, whichever actors a check runs.
 *
 * - **read(2)** of a cached cell takes no lock. It looks at the uptodate bits, of the folio or of the block, and copies up to
 *   i_size (filemap_read(), mm/filemap.c). It makes no difference who holds the folio lock, i_rwsem or a glock: there are file
 *   systems whose readers take none of them, and gfs2 has a first pass without a glock.
 * - **Everything else** has to get locks first. A cell that is not cached must be read from disk, under invalidate_lock (shared) and
 *   the folio lock; a page that is not mapped yet is mapped under the folio lock. On gfs2 both want the glock (shared) before that.
 *   So a writer that has the folio locked, or that holds the glock for good, keeps such a reader out; a weak holder does not, as it
 *   gives way.
 * - **A mapping** shows whole pages: also the cells past i_size in the page that holds the end of the file. A page that is mapped
 *   already needs no lock at all; a page that lies wholly past i_size cannot be mapped.
 */
import type { DeepReadonly } from "../../src/language/index.js";
import { NONE } from "../page-cache/bounds.js";
import { isCached, roundUp } from "../page-cache/file.js";
import { pageOf } from "../page-cache/folio.js";
import type { Bounds, State } from "../write-path.js";

/** The state, as properties see it. */
export type Seen = DeepReadonly<State>;

/** Whether a cell can be read now, from the page cache or from disk. */
export function isReadable(s: Seen, pos: number, p: Bounds): boolean {
  return isCached(s, pos, p) ? isReadableInCache(s, pos, p) : isReadableOnDisk(s, pos, p);
}

/** Below i_size nothing stands between an uptodate cell and its reader. Past it only a mapping shows it. */
function isReadableInCache(s: Seen, pos: number, p: Bounds): boolean {
  const page = pageOf(pos, p);
  if (pos < s.i_size) return true;
  return page * p.PAGE < s.i_size && (s.ptes[page] !== "none" || canLockToRead(s, page));
}

/** The block that holds the end of the file is read as a whole. */
function isReadableOnDisk(s: Seen, pos: number, p: Bounds): boolean {
  return pos < roundUp(s.i_size, p) && canLockToRead(s, pageOf(pos, p));
}

/** Whether a reader could take what it needs to fill or to map a page: the glock, invalidate_lock, the folio lock. */
function canLockToRead(s: Seen, page: number): boolean {
  const glockIsFree = !keepsReadersOut(s.glock.writer) && !keepsReadersOut(s.glock.truncater) && s.glock.remote !== "EX";
  const folioIsFree = s.page_cache[page] === NONE || s.folios[s.page_cache[page]].lock === "nobody";
  return glockIsFree && s.invalidate_lock === "nobody" && folioIsFree;
}

function keepsReadersOut(holder: Seen["glock"]["writer"]): boolean {
  return holder.state === "holding" && holder.mode === "EX" && !holder.weak;
}
