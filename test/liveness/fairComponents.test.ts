import { expect, test } from "vitest";
import { at, eventually } from "../../src/language/ltl.js";
import { findViolation } from "../../src/liveness/findViolation.js";
import type { Lasso } from "../../src/liveness/lasso.js";
import { type Drawn, numberOf, questionOf } from "./randomQuestion.js";

type Edge = readonly [from: number, to: number, ...actions: number[]];

/** The states of a run that never comes to the last state, as stem and loop; nothing, if every fair run comes there. */
function avoiding(edges: readonly Edge[], assumptions: Drawn["assumptions"]): { stem: number[]; loop: number[] } | undefined {
  const states = Math.max(...edges.map(([from, to]) => Math.max(from, to))) + 1;
  const { graph, letters, formula } = questionOf({
    letters: Array.from({ length: states }, (_, state) => (state === states - 1 ? 1 : 0)),
    initial: [0],
    edges: edges.map(([from, to, ...actions]) => ({ from, to, marked: false, actions })),
    formula: eventually(at("a")),
    assumptions,
  });
  const search = findViolation(graph, letters, formula, numberOf, assumptions);
  let lasso: Lasso | undefined;
  for (let next = search.next(); ; next = search.next()) {
    if (!next.done) continue;
    lasso = next.value;
    break;
  }
  return lasso && { stem: lasso.stem.map(({ state }) => state), loop: lasso.loop.map(({ state }) => state) };
}

const strong = (action: number) => ({ strength: "strong", action }) as const;
const weak = (action: number) => ({ strength: "weak", action }) as const;

test("strong fairness is kept by avoiding the states that enable the action", () => {
  // 0 may stay where it is, or go to 1, where the way to the end is enabled.
  const edges: readonly Edge[] = [
    [0, 1],
    [1, 0],
    [0, 0],
    [1, 2, 0],
  ];
  expect(avoiding(edges, [strong(0)])).toEqual({ stem: [], loop: [0] });
  expect(
    avoiding(
      [
        [0, 1],
        [1, 0],
        [1, 2, 0],
      ],
      [strong(0)],
    ),
  ).toBeUndefined();
});

test("what avoids one action may have to avoid another one as well", () => {
  // The loop 0 1 2 enables action 0 at 1; without 1, the loop 0 2 enables action 1 at 2; without 2, 0 has a loop of its own.
  const edges: readonly Edge[] = [
    [0, 1],
    [1, 2],
    [2, 0],
    [0, 2],
    [0, 0],
    [1, 3, 0],
    [2, 3, 1],
  ];
  expect(avoiding(edges, [strong(0), strong(1)])).toEqual({ stem: [], loop: [0] });
  expect(
    avoiding(
      edges.filter(([from, to]) => from !== 0 || to !== 0),
      [strong(0), strong(1)],
    ),
  ).toBeUndefined();
});

test("weak fairness is kept by coming by a state that disables the action", () => {
  expect(
    avoiding(
      [
        [0, 1],
        [1, 0],
        [1, 2, 0],
      ],
      [weak(0)],
    ),
  ).toEqual({ stem: [], loop: [0, 1] });
  expect(
    avoiding(
      [
        [0, 1],
        [1, 0],
        [1, 2, 0],
        [0, 2, 0],
      ],
      [weak(0)],
    ),
  ).toBeUndefined();
});

test("a loop does all that fairness asks of it, and no more", () => {
  const edges: readonly Edge[] = [
    [0, 0, 2],
    [0, 1],
    [1, 0, 0],
    [0, 2],
  ];
  expect(avoiding(edges, [])).toEqual({ stem: [], loop: [0] });
  expect(avoiding(edges, [strong(0)])).toEqual({ stem: [], loop: [0] });
  expect(avoiding([...edges, [0, 1, 0]], [strong(0)])).toEqual({ stem: [], loop: [0, 1] });
});
