import { expect, test } from "vitest";
import type { Size } from "../../src/language/index.js";
import { summarize } from "../../src/sweep/summarize.js";
import type { SweepResult } from "../../src/sweep/sweepResult.js";

const sizes: readonly Size[] = [1, 2, 3].flatMap((x) => [1, 2].map((y) => ({ x, y })));

function result(bounds: Size, verdict: SweepResult["verdict"], steps: number | null = null): SweepResult {
  const properties = verdict === "incomplete" ? [] : [{ name: "p", kind: "always", verdict, vacuous: false, steps }];
  const search = { states: 1, transitions: 0, depth: 0, initialStates: 1, seconds: 0, exact: true, reason: null };
  return { faultline: "0", sweep: "s", key: null, subject: "a", bounds, verdict, properties, ...search };
}

const summaryOf = (results: readonly SweepResult[]) => summarize(["a"], sizes, results)[0];

test("it holds up to a size only if every size within it was decided, and holds", () => {
  const all = sizes.map((size) => result(size, "holds"));
  expect(summaryOf(all)?.holdsUpTo).toEqual([{ x: 3, y: 2 }]);
  const withoutOne = all.filter(({ bounds }) => bounds.x !== 2 || bounds.y !== 1);
  expect(summaryOf(withoutOne)?.holdsUpTo).toEqual([{ x: 1, y: 2 }]);
  const withBudget = [...withoutOne, result({ x: 2, y: 1 }, "incomplete")];
  expect(summaryOf(withBudget)).toMatchObject({ holdsUpTo: [{ x: 1, y: 2 }], incomplete: 1, left: 0 });
});

test("the first violation is that of the smallest bounds, with the length of its trace", () => {
  const results = [result({ x: 3, y: 2 }, "violated", 9), result({ x: 2, y: 1 }, "violated", 4), result({ x: 1, y: 1 }, "holds")];
  expect(summaryOf(results)).toMatchObject({ violated: 2, left: 3, firstViolation: { bounds: { x: 2, y: 1 }, property: "p", steps: 4 } });
});

test("outcomes stop changing where all larger bounds have the same verdicts, and not where the largest differs", () => {
  const verdicts = sizes.map((size) => result(size, size.x === 1 ? "holds" : "violated"));
  expect(summaryOf(verdicts)?.sameFrom).toEqual({ x: 2, y: 1 });
  expect(summaryOf([...verdicts.slice(0, -1), result({ x: 3, y: 2 }, "holds")])?.sameFrom).toBeNull();
});

test("a step never fired only if it fired at no size, and every size was searched to its end", () => {
  const searched = sizes.map((size) => ({ ...result(size, "holds"), unreached: size.x === 1 ? ["retry", "fail"] : ["fail"] }));
  expect(summaryOf(searched)?.unreached).toEqual(["fail"]);
  expect(summaryOf(searched.slice(1))?.unreached).toEqual([]);
  expect(summaryOf([...searched.slice(1), result({ x: 1, y: 1 }, "incomplete")])?.unreached).toEqual([]);
});

test("why jobs are incomplete is said once for each reason", () => {
  const cut = sizes.map((size, index) => ({
    ...result(size, index === 0 ? "holds" : "incomplete"),
    reason: index === 0 ? null : index === 1 ? "late" : "large",
  }));
  expect(summaryOf(cut)).toMatchObject({ incomplete: 5, reasons: ["late", "large"] });
});
