import fc from "fast-check";
import { expect, test } from "vitest";
import { findViolation } from "../../src/liveness/findViolation.js";
import type { Lasso } from "../../src/liveness/lasso.js";
import { hasViolation, isFair, isFalseOf, isRun } from "./bruteForce.js";
import { drawn, numberOf, type Question, questionOf } from "./randomQuestion.js";

const RUNS = process.env.FAULTLINE_LONG === "1" ? 100_000 : 1_000;
/** About how many runs are tried for each question. */
const TRIED = 500;

/** How long runs may be for all of them to be tried. */
function longest({ graph: { firstEdge, states } }: Question): number {
  const most = Math.max(...Array.from({ length: states }, (_, state) => (firstEdge[state + 1] as number) - (firstEdge[state] as number)));
  return most === 1 ? 2 * states : Math.floor(Math.log(TRIED) / Math.log(most));
}

function violationOf({ graph, letters, formula, assumptions }: Question): Lasso | undefined {
  const search = findViolation(graph, letters, formula, numberOf, assumptions);
  for (;;) {
    const { done, value } = search.next();
    if (done) return value;
  }
}

test(`${RUNS} random questions have the answers that trying all short runs gives`, () => {
  const seen = { violated: 0, holds: 0 };
  const agrees = fc.property(drawn, (made) => {
    const question = questionOf(made);
    const lasso = violationOf(question);
    seen[lasso === undefined ? "holds" : "violated"]++;
    if (lasso === undefined) {
      expect(hasViolation(question, longest(question))).toBe(false);
      return;
    }
    expect(isRun(question, lasso)).toBe(true);
    expect(isFair(question, lasso.loop)).toBe(true);
    expect(isFalseOf(question, lasso)).toBe(true);
  });
  fc.assert(agrees, { numRuns: RUNS });
  expect(seen.violated).toBeGreaterThan(RUNS / 10);
  expect(seen.holds).toBeGreaterThan(RUNS / 10);
}, 3_600_000);

test("the counterexample does not depend on how states are numbered", () => {
  const leavesOf = ({ graph }: Question, lasso: Lasso | undefined): unknown =>
    lasso && [lasso.stem, lasso.loop].map((part) => part.map(({ state, edge }) => edge - (graph.firstEdge[state] as number)));
  const shuffled = drawn.chain((made) => {
    const states = made.letters.map((_, state) => state);
    return fc.tuple(fc.constant(made), fc.shuffledSubarray(states, { minLength: states.length }));
  });
  fc.assert(
    fc.property(shuffled, ([made, renumbered]) => {
      const [one, other] = [questionOf(made), questionOf(made, renumbered)];
      expect(leavesOf(other, violationOf(other))).toEqual(leavesOf(one, violationOf(one)));
    }),
    { numRuns: RUNS },
  );
}, 3_600_000);
