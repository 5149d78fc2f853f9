import { any } from "../../src/language/index.js";
import { faultIn, residencyAt } from "../page-cache/user-buffer.js";
import type { Bounds, State } from "../write-path.js";

/**
 * fault_in_iov_iter_readable(), lib/iov_iter.c, for the writer, from where its iterator stands. Gives the residue in cells.
 * Keeps note of a fault that is served while the writer holds what the fault handler may need.
 */
export function faultInIovIterReadable(s: State, length: number, p: Bounds): number {
  const serves = !s.pagefault_disabled && any(0, length, (offset) => residencyAt(s.user, s.iov.position + offset, p) === "absent");
  const holdsFolio = any(0, p.FOLIOS, (folio) => s.folios[folio].lock === "writer");
  const holdsGlock = s.glock.writer.state === "holding" && !s.glock.writer.weak;
  s.ghost.fault_under_lock = s.ghost.fault_under_lock || (serves && (holdsFolio || holdsGlock));
  return faultIn(s.user, s.iov.position, length, s.pagefault_disabled, p);
}
