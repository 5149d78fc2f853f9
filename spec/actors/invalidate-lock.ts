import { any } from "../../src/language/index.js";
import type { Bounds, State } from "../write-path.js";

/**
 * filemap_invalidate_lock(): whether it can be had exclusively. Readers and page faults hold it (shared) for as long as they have a
 * folio locked, and are not counted otherwise.
 */
export function mayInvalidate(s: State, p: Bounds): boolean {
  const isShared = any(0, p.FOLIOS, (folio) => s.folios[folio].lock === "reader" || s.folios[folio].lock === "faulter");
  return s.invalidate_lock === "nobody" && !isShared;
}
