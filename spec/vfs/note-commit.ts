import type { State } from "../write-path.js";

/** Keeps note of a copy that is committed although it came up short: `ret` of `len` cells. */
export function noteCommit(s: State, folio: number, ret: number, len: number): void {
  s.ghost.partial_commit = s.ghost.partial_commit || ret < len;
  s.ghost.short_commit = s.ghost.short_commit || (ret < len && !s.folios[folio].uptodate);
}
