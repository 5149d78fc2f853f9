import { expect, test } from "vitest";
import type { Budget } from "../../src/engine/engine.js";
import type { StateGraph } from "../../src/engine/search/stateGraph.js";
import { mapping } from "../../src/index.js";
import { compose } from "../../src/language/compose.js";
import { decideRefinement } from "../../src/refinement/decideRefinement.js";
import { counters } from "../fixtures/counters.js";
import { explore } from "../fixtures/explore.js";

const model = counters(3, 12);
const composed = compose(model);
const refinement = { abstract: model, through: mapping(model.system, "the counters", {}, ({ at }) => ({ at: [at[0], at[1], at[2]] })) };

/** Decides whether the counters refine themselves, and interrupts it after so many of its turns. */
function decided(turns: number, budget: Budget = {}) {
  let graph: StateGraph | undefined;
  const found = explore(
    model,
    {},
    {
      ...budget,
      onGraph: (explored) => {
        graph = explored;
      },
    },
  );
  const work = decideRefinement(composed, composed, refinement, graph as StateGraph, found, budget);
  for (let turn = 0; ; turn++) {
    const { done, value } = work.next(turn > turns);
    if (done) return { reason: value.result.reason, whole: value.result.verdict, verdict: value.result.properties.at(-1)?.verdict };
  }
}

test("a refinement that nobody interrupts is decided", () => {
  expect(decided(Number.POSITIVE_INFINITY)).toEqual({ reason: undefined, whole: "holds", verdict: "holds" });
});

test("an interrupted one is incomplete", () => {
  expect(decided(0)).toEqual({ reason: "interrupted", whole: "incomplete", verdict: "incomplete" });
});

test("it can be interrupted after a search that was cut short, whose reason stands", () => {
  expect(decided(0, { maxStates: 1500 })).toEqual({ reason: "more than 1500 states", whole: "incomplete", verdict: "incomplete" });
});

test("a time that the search has used up ends it", () => {
  expect(decided(Number.POSITIVE_INFINITY, { maxSeconds: 0 })).toMatchObject({ whole: "incomplete", verdict: "incomplete" });
});
