/** What day it is, for tests that take turns: FAULTLINE_ROTATE=N repeats day N; with FAULTLINE_LONG=1 all take part, always. */
export const TURN = Number(process.env.FAULTLINE_ROTATE ?? Math.floor(Date.now() / 86_400_000));
const LONG = process.env.FAULTLINE_LONG !== undefined;

/** One in `stride`, others each day: every one has its turn before any has its second. */
export function thisTurn<T>(all: readonly T[], stride: number): readonly T[] {
  return all.filter((_, index) => isTurn(index, stride));
}

/** Whether it is the turn of test `index` of `stride`. */
export function isTurn(index: number, stride: number): boolean {
  return LONG || index % stride === TURN % stride;
}
