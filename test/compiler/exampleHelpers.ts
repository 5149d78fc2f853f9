import { type Choose, max, min, type Vector } from "../../src/language/index.js";

interface Folio {
  busy: boolean;
  at: number;
  bits: Vector<boolean>;
  inner: { order: number };
}

/** A helper that is one expression. */
export const clamp = (value: number, least: number, greatest: number): number => max(least, min(value, greatest));

/** A helper that reads through a reference. */
export function isBusy({ busy, inner }: Readonly<Folio>): boolean {
  return busy || inner.order === 2;
}

/** A helper that leaves a loop early. */
export function firstFree(folios: Readonly<Vector<{ readonly busy: boolean }>>, length: number): number {
  for (let index = 0; index < length; index++) {
    if (!(folios[index] as { readonly busy: boolean }).busy) return index;
  }
  return -1;
}

/** A helper that chooses and writes, and calls another. */
export function raise(folio: Folio, choose: Choose): void {
  const by = choose.number("raise by", 0, 1);
  if (by === 0) return;
  const { inner } = folio;
  inner.order = clamp(inner.order + by, 0, 2);
  folio.busy = inner.order > 1;
}

/** A helper that counts with a variable of its own and jumps about. */
export function shout(s: { cells: Vector<number>; on: boolean }, from: number): void {
  let room = 3;
  for (let index = from; index < s.cells.length; index++) {
    if (s.cells[index] === 2) continue;
    if (room === 0) break;
    room--;
    s.cells[index] = min(5, (s.cells[index] as number) + 1);
    if (s.cells[index] === 4) {
      s.on = true;
      return;
    }
  }
  s.on = false;
}
