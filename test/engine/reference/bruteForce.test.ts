import fc from "fast-check";
import { expect, it } from "vitest";
import { DOMAINS, NO_DEADLOCK } from "../../../src/engine/result.js";
import { bool, type Choose, div, type Model, mod, oneOf, parameters, range, record, system, type ValueOf, vector, when } from "../../../src/language/index.js";
import { bruteForce } from "../../fixtures/bruteForce.js";
import { counts, explore, resultOf } from "../../fixtures/explore.js";

const COLOURS = ["red", "green", "blue"] as const;
const [A_LEAST, A_MOST, SLOTS] = [-1, 2, 2];

/** What a step does, drawn at random: it reads one number off the state and its choices, and everything follows from that. */
interface Table {
  /** How many answers its choice has. */
  readonly options: number;
  /** The leaf is disabled where this remainder comes up. */
  readonly disabled: number;
  /** What is added to `a`: it may leave the domain. */
  readonly push: number;
  readonly colour: number;
  readonly flag: boolean;
  readonly second: number;
  readonly next: number;
}

const table: fc.Arbitrary<Table> = fc.record({
  options: fc.integer({ min: 1, max: 3 }),
  disabled: fc.integer({ min: 0, max: 4 }),
  push: fc.integer({ min: -1, max: 1 }),
  colour: fc.nat(2),
  flag: fc.boolean(),
  second: fc.nat(1),
  next: fc.nat(3),
});
const processes = fc.array(fc.array(table, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 });

interface Plain {
  readonly a: number;
  readonly cells: readonly { readonly colour: number; readonly flag: boolean }[];
  readonly at: readonly number[];
}

const sumOf = (a: number, colour: number, flag: boolean, answer: number): number => a - A_LEAST + colour * 2 + (flag ? 1 : 0) + answer * 3;

const variables = { a: range(A_LEAST, A_MOST), cells: vector(SLOTS, record({ colour: oneOf(...COLOURS), flag: bool })) };

/** The model, in the language. */
function written(tables: readonly (readonly Table[])[]): Model {
  const sys = system("random", { parameters: parameters({}), variables });
  const running = tables.map((steps, process) => {
    const exit = `s${steps.length}`;
    const bodies = steps.map((step, index) => [`s${index}`, bodyOf(step, process % SLOTS, `s${step.next % (steps.length + 1)}`)] as const);
    return sys.process(`p${process}`, sys.actor("random", { source: "this test", exits: [exit], steps: Object.fromEntries(bodies) }));
  });
  return sys.model("random", { processes: running });
}

function bodyOf({ options, disabled, push, colour, flag, second }: Table, own: number, next: string) {
  return (s: ValueOf<typeof variables>, _: object, __: object, choose: Choose): string => {
    const answer = choose.number("answer", 0, options - 1);
    const cell = s.cells[own];
    const sum = sumOf(s.a, COLOURS.indexOf(cell.colour), cell.flag, answer);
    when(mod(sum, 5) !== disabled);
    s.a += push;
    cell.colour = COLOURS[mod(colour + div(sum, 2), 3)];
    // Only some branches reach the second choice.
    cell.flag = answer === second ? choose.flag("second") : flag;
    return next;
  };
}

/** The successors of a state, on plain objects; `undefined` for a leaf that leaves the domain of `a`. */
function byHand(tables: readonly (readonly Table[])[], { a, cells, at }: Plain): (Plain | undefined)[] {
  return tables.flatMap((steps, process) => {
    const step = steps[at[process] ?? 0];
    const cell = cells[process % SLOTS];
    if (step === undefined || cell === undefined) return [];
    return Array.from({ length: step.options }, (_, answer) => answer).flatMap((answer) => {
      const sum = sumOf(a, cell.colour, cell.flag, answer);
      if (sum % 5 === step.disabled) return [];
      if (a + step.push < A_LEAST || a + step.push > A_MOST) return [undefined];
      const colour = (step.colour + Math.floor(sum / 2)) % 3;
      const flags = answer === step.second ? [false, true] : [step.flag];
      return flags.map((flag) => ({
        a: a + step.push,
        cells: cells.map((old, index) => (index === process % SLOTS ? { colour, flag } : old)),
        at: at.map((old, index) => (index === process ? step.next % (steps.length + 1) : old)),
      }));
    });
  });
}

it("random models have the states, transitions and depth that brute force finds, and break their domains where it says", () => {
  fc.assert(
    fc.property(processes, (tables) => {
      const result = explore(written(tables));
      const start: Plain = { a: A_LEAST, cells: Array.from({ length: SLOTS }, () => ({ colour: 0, flag: false })), at: tables.map(() => 0) };
      let firstBroken = Number.POSITIVE_INFINITY;
      const known: Plain[] = [];
      const able: boolean[][] = [];
      const expected = bruteForce(
        [start],
        (state) => byHand(tables, state).filter((next) => next !== undefined),
        (state, depth) => {
          known.push(state);
          able.push(tables.map((steps, process) => state.at[process] === steps.length || byHand(only(tables, process), state).length > 0));
          if (byHand(tables, state).includes(undefined)) firstBroken = Math.min(firstBroken, depth + 1);
        },
      );
      expect(counts(result)).toEqual(expected);
      expect(resultOf(result, DOMAINS).trace?.steps.length ?? Number.POSITIVE_INFINITY).toBe(firstBroken);
      expect(resultOf(result, NO_DEADLOCK).verdict).toBe(someoneIsStuck(tables, known, able) ? "violated" : "holds");
    }),
    { numRuns: 200 },
  );
});

/** The tables of one process; the others have no steps. */
function only(tables: readonly (readonly Table[])[], process: number): readonly (readonly Table[])[] {
  return tables.map((steps, index) => (index === process ? steps : []));
}

/** By the definition: in some state a process can neither move now nor in any future, and has not ended. */
function someoneIsStuck(tables: readonly (readonly Table[])[], known: readonly Plain[], able: readonly (readonly boolean[])[]): boolean {
  const indexOf = new Map(known.map((state, index) => [JSON.stringify(state), index]));
  const edges = known.map((state) => byHand(tables, state).flatMap((next) => (next === undefined ? [] : [indexOf.get(JSON.stringify(next)) ?? -1])));
  return tables.some((_, process) => {
    const saved = able.map((each) => each[process] === true);
    for (let changed = true; changed; ) {
      changed = false;
      edges.forEach((targets, state) => {
        if (!saved[state] && targets.some((target) => saved[target])) changed = saved[state] = true;
      });
    }
    return saved.includes(false);
  });
}
