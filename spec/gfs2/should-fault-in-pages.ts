import { min, mod } from "../../src/language/index.js";
import { offsetInPage } from "../page-cache/folio.js";
import { addressOf } from "../page-cache/user-buffer.js";
import type { Bounds, State } from "../write-path.js";

/**
 * The window of should_fault_in_pages(), fs/gfs2/file.c, 5.16-rc1 to 5.18-rc5, in cells: to the end of the user page. (A variable
 * that shadows another keeps it from ever being more.) The kernel's window may pass the end of the buffer, and counts what is
 * beyond as out of reach.
 */
export function userPageWindow(s: State, p: Bounds): number {
  return min(p.PAGE - mod(addressOf(s.user, s.iov.position, p), p.PAGE), s.iov.count);
}

/**
 * The window of should_fault_in_pages(), fs/gfs2/file.c, 5.18 (324d116c5a5c), in cells: aligned with the page cache; many pages,
 * which is all that is left of a write of our size, and one page if the last attempt got nowhere.
 */
export function cachePageWindow(s: State, written: number, prevCount: number, p: Bounds): number {
  if (s.iov.count !== prevCount) return s.iov.count;
  return min(p.PAGE - offsetInPage(s.request.pos + written, p), s.iov.count);
}
