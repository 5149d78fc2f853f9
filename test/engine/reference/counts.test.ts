import { describe, expect, it } from "vitest";
import { benchWriteLoop } from "../../../checks/bench/write-loop.js";
import { NO_DEADLOCK } from "../../../src/engine/result.js";
import { type Model, parameters, range, rigid, system, when } from "../../../src/language/index.js";
import { bruteForce } from "../../fixtures/bruteForce.js";
import { counters } from "../../fixtures/counters.js";
import { dieHard } from "../../fixtures/dieHard.js";
import { counts, explore, resultOf, traceOf } from "../../fixtures/explore.js";
import { peterson } from "../../fixtures/peterson.js";
import { philosophers } from "../../fixtures/philosophers.js";

describe("counts that can be worked out by hand", () => {
  it.each([
    [1, 2],
    [2, 7],
    [3, 4],
    [5, 3],
  ])("%i independent counters modulo %i have M ** N states, N transitions each, and are at most N × (M - 1) away", (count, modulus) => {
    const states = modulus ** count;
    expect(counts(explore(counters(count, modulus)))).toEqual({ states, transitions: states * count, depth: count * (modulus - 1), initialStates: 1 });
  });

  it("a self-loop is a transition", () => {
    expect(counts(explore(counters(1, 1)))).toEqual({ states: 1, transitions: 1, depth: 0, initialStates: 1 });
  });

  it("die hard has TLC's 16 states, and its 97 generated states less the initial one", () => {
    const result = explore(dieHard);
    expect(counts(result)).toMatchObject({ states: 16, transitions: 96, depth: 7 });
    expect(traceOf(result, "four gallons")).toHaveLength(6);
  });

  it.each([2, 3, 4, 6])("%i dining philosophers have as many states as the transfer matrix says, and starve in N steps", (count) => {
    const result = explore(philosophers(count));
    expect(result.states).toBe(arrangements(count));
    expect(resultOf(result, NO_DEADLOCK).verdict).toBe("violated");
    expect(traceOf(result, NO_DEADLOCK)).toEqual(Array.from({ length: count }, (_, left) => `philosopher ${left}.think()`));
  });

  it("Peterson's lock excludes, and does not if each takes the turn for himself", () => {
    const result = explore(peterson);
    expect(result.verdict).toBe("holds");
    expect(counts(result)).toEqual(bruteForce([{ at: [0, 0], turn: 0 }], petersonByHand));
    expect(traceOf(explore(peterson, { polite: false }), "both inside")).toHaveLength(6);
  });

  it("the benchmark's write loop counts as Rumur counts it", () => {
    const [run] = benchWriteLoop.runs;
    expect(counts(explore(run?.model as Model))).toEqual({ states: 4040, transitions: 15778, depth: 31, initialStates: 1 });
  });
});

describe("initial states", () => {
  const sys = system("many starts", { parameters: parameters({ most: 4 }), variables: { start: rigid(range(0, 9)), at: range(0, 9) } });
  const walk = sys.actor("walk", {
    source: "this test",
    exits: ["there"],
    steps: {
      go(s) {
        if (s.at === s.start) return "there";
        s.at += 1;
        return "go";
      },
    },
  });

  it("each choice multiplies, when() narrows, and twins count once", () => {
    const model = sys.model("many starts", {
      processes: [sys.process("walk", walk)],
      initial: sys.initial((s, { most }, choose) => {
        const start = choose.number("start", 0, most);
        choose.flag("a coin that changes nothing");
        when(start !== 3);
        s.start = start;
      }),
    });
    // From start n the process takes n steps to n, and one more to its end.
    expect(counts(explore(model))).toEqual({ states: 2 + 3 + 4 + 6, transitions: 1 + 2 + 3 + 5, depth: 5, initialStates: 4 });
  });
});

/** The lock once more, on plain values: 0 wants, 1 yields, 2 waits, 3 is inside. */
function petersonByHand({ at, turn }: { at: readonly number[]; turn: number }): { at: readonly number[]; turn: number }[] {
  return [0, 1].flatMap((me) => {
    const other = 1 - me;
    if (at[me] === 2 && at[other] !== 0 && turn !== me) return [];
    const moved = at.map((place, task) => (task === me ? (place + 1) % 4 : place));
    return [{ at: moved, turn: at[me] === 1 ? other : turn }];
  });
}

/** Reachable states of N philosophers who think, hold their left fork or eat: who eats has a right neighbour that thinks. */
function arrangements(count: number): number {
  const allowed = [
    [1, 1, 1],
    [1, 1, 1],
    [1, 0, 0],
  ];
  const times = (a: number[][], b: number[][]): number[][] =>
    a.map((row) => row.map((_, column) => row.reduce((sum, cell, index) => sum + cell * (b[index]?.[column] ?? 0), 0)));
  let power = allowed;
  for (let length = 1; length < count; length++) power = times(power, allowed);
  return power.reduce((trace, row, index) => trace + (row[index] ?? 0), 0);
}
