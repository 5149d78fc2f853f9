import { expect, test } from "vitest";
import { check, run } from "./reports.js";

test("a claim is violated if any run is, else incomplete if any is, else it holds", () => {
  const [holds, violated, incomplete] = [run(), run({ verdict: "violated" }), run({ verdict: "incomplete" })];
  expect(check([holds, incomplete, violated]).verdict).toBe("violated");
  expect(check([holds, incomplete]).verdict).toBe("incomplete");
  expect(check([holds, holds]).verdict).toBe("holds");
});

test("what a claim is contrasted with does not change its verdict, but has to come out as expected", () => {
  const contrast = run({ role: "contrast", verdict: "violated", expected: "violated" });
  expect(check([run(), contrast])).toMatchObject({ verdict: "holds", asExpected: true });
  expect(check([run(), { ...contrast, verdict: "holds", asExpected: false }])).toMatchObject({ verdict: "holds", asExpected: false });
});

test("counts are sums, and the depth is the greatest", () => {
  expect(check([run({ depth: 3 }), run({ depth: 7 }), run({ depth: 5 })])).toMatchObject({
    states: 30,
    transitions: 60,
    initialStates: 3,
    seconds: 1.5,
    depth: 7,
  });
});

test("a dispute is a flag with its evidence beside it", () => {
  expect(check([run()], { disputed: "the table is older than the kernel" })).toMatchObject({ disputed: true, evidence: "the table is older than the kernel" });
  expect(check([run()])).toMatchObject({ disputed: false, evidence: null });
});

test("the content hash names the runs together, and there is none where a run has none", () => {
  const other = run({ contentHash: "1".repeat(64) });
  expect(check([run()]).contentHash).not.toBe(check([other]).contentHash);
  expect(check([run()]).contentHash).toBe(check([run()]).contentHash);
  expect(check([run(), run({ contentHash: null })]).contentHash).toBeNull();
});
