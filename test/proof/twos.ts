import {
  type Annotation,
  all,
  any,
  bool,
  type InductiveClaim,
  mod,
  type PredicateProperty,
  parameters,
  prototype,
  range,
  system,
  vector,
} from "../../src/language/index.js";
import type { InductiveProof } from "../../src/proof/inductive/inductiveProof.js";

const sys = system("twos", { parameters: parameters({}), variables: { count: range(0, 100), marks: vector(101, bool) } });

const counter = sys.machine(prototype("counter", { exits: ["done"] }), {
  source: "counts by twos, and marks where it has been",
  locals: { turns: range(0, 50) },
  steps: {
    add(s, me) {
      s.marks[s.count] = true;
      if (s.count === 100) return "done";
      s.count += 2;
      me.turns += 1;
      return "add";
    },
  },
});

const model = sys.model("twos", { processes: [sys.process("counter", counter)] });

export function claim(
  goals: readonly PredicateProperty[],
  strengthening: readonly PredicateProperty[] = [],
  annotations: readonly Annotation[] = [],
): InductiveClaim {
  return { name: "twos", about: "", model, goals, strengthening, annotations };
}

/** True, but five and two are seven. */
export const isNeverSeven = sys.always("the count is never seven", {}, (s) => s.count !== 7);
export const isEven = sys.always("the count is even", {}, (s) => mod(s.count, 2) === 0);
export const isBeyondItsRange = sys.always("the count is beyond its range", {}, (s) => s.count > 100);
/** About each of more marks than are held. */
export const oddOnesAreBlank = sys.always("no odd number is marked", {}, (s) => all(0, 101, (number) => mod(number, 2) === 0 || !s.marks[number]));
export const nothingIsMarked = sys.always("nothing is marked", {}, (s) => all(0, 101, (number) => !s.marks[number]));
export const somethingIsMarked = sys.always("something is marked", {}, (s) => any(0, 101, (number) => s.marks[number]));
/** Two questions about every mark, of which one has to be true. */
export const allOrNothing = sys.always("everything is marked, or nothing", {}, (s) => all(0, 101, (n) => s.marks[n]) || all(0, 101, (n) => !s.marks[n]));
export const countsTurns = sys.annotate("turns", counter, { at: { add: (s, me) => 2 * me.turns === s.count } });

/** The steps that break an invariant, with the parts that they break. */
export function brokenSteps({ initial, steps }: InductiveProof): readonly (readonly [string, readonly string[] | undefined])[] {
  return [initial, ...steps].filter(({ outcome }) => outcome === "broken").map(({ step, counterexample }) => [step, counterexample?.broken] as const);
}
