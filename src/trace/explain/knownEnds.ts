import type { RunEnd } from "./rerun.js";

/** Beyond so many nothing more is remembered: what is not known is run again. */
const MOST = 100_000;

/** How runs came out that were at a turn in a state: all others that come there come out alike. */
export class KnownEnds {
  private readonly ends = new Map<string, RunEnd>();
  /** Where the present run was, since its end is not known yet. */
  private readonly open: string[] = [];

  /** The end of a run that comes to this turn in this state; undefined where none was there before. */
  endAt(turn: number, state: Int32Array): RunEnd | undefined {
    const key = `${turn} ${state.join()}`;
    const end = this.ends.get(key);
    if (end === undefined) this.open.push(key);
    return end;
  }

  /** The present run came out so. Where one was given up, another may have come further. */
  settle(end: RunEnd): void {
    for (const key of this.open) if (end !== "long" && this.ends.size < MOST) this.ends.set(key, end);
    this.open.length = 0;
  }
}
