import type { Schedule } from "./schedule.js";

/** What a candidate comes to, if it still does what the schedule does: itself without what was not taken. */
export type Try = (candidate: Schedule) => Schedule | undefined;

/**
 * Makes a schedule shorter, and then its answers smaller, as long as it still does what it did: delta debugging (Zeller and Hildebrandt, "Simplifying and isolating
 * failure-inducing input", 2002), by complements. No single turn can be left out of the result. Before each try it yields what it has come to.
 */
export function* shrink(schedule: Schedule, attempt: Try): Generator<Schedule, Schedule, void> {
  let least = schedule;
  for (;;) {
    const shorter: Schedule = yield* withFewerTurns(least, attempt);
    const smaller: Schedule = yield* withSmallerAnswers(shorter, attempt);
    if (smaller.turns.length === least.turns.length) return smaller;
    least = smaller;
  }
}

function* withFewerTurns(schedule: Schedule, attempt: Try): Generator<Schedule, Schedule, void> {
  let { turns } = schedule;
  let initial = schedule.initial;
  for (let size = turns.length; size >= 1; size = Math.floor(size / 2)) {
    for (let from = 0; from < turns.length; ) {
      yield { initial, turns };
      const rest = attempt({ initial, turns: [...turns.slice(0, from), ...turns.slice(from + size)] });
      if (rest === undefined || rest.turns.length >= turns.length) from += size;
      else ({ initial, turns } = rest);
    }
  }
  return { initial, turns };
}

function* withSmallerAnswers(schedule: Schedule, attempt: Try): Generator<Schedule, Schedule, void> {
  let least = schedule;
  for (let row = -1; row < least.turns.length; row++) {
    for (let at = 0; at < answersOf(least, row).length; at++) {
      // The answer comes down by as much as it can, then by half of that, and so on.
      for (let by = answersOf(least, row)[at] ?? 0; by >= 1; ) {
        yield least;
        const lower = attempt(lowered(least, row, at, by));
        if (lower === undefined || !isSmaller(lower, least)) by = Math.floor(by / 2);
        else {
          least = lower;
          by = Math.min(by, answersOf(least, row)[at] ?? 0);
        }
      }
    }
  }
  return least;
}

/** The answers of a turn, or, of row -1, those that chose the initial state. */
function answersOf({ initial, turns }: Schedule, row: number): readonly number[] {
  return row < 0 ? initial : (turns[row]?.answers ?? []);
}

function lowered({ initial, turns }: Schedule, row: number, at: number, by: number): Schedule {
  const lower = (answers: readonly number[]): number[] => answers.map((answer, index) => (index === at ? Math.max(0, answer - by) : answer));
  if (row < 0) return { initial: lower(initial), turns };
  return { initial, turns: turns.map((turn, index) => (index === row ? { ...turn, answers: lower(turn.answers) } : turn)) };
}

/** Fewer turns; of as many, the first answer in which they differ is less. It is what ends the shrinking. */
function isSmaller(one: Schedule, other: Schedule): boolean {
  if (one.turns.length !== other.turns.length) return one.turns.length < other.turns.length;
  const [left, right] = [one, other].map(({ initial, turns }) => [initial, ...turns.map(({ answers }) => answers)].flat()) as [number[], number[]];
  const differing = left.findIndex((answer, at) => answer !== right[at]);
  return differing >= 0 && (left[differing] as number) < (right[differing] ?? Number.POSITIVE_INFINITY);
}
