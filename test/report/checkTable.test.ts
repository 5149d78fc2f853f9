import { expect, test } from "vitest";
import type { CheckReport } from "../../src/report/checkReport.js";
import { checkTable } from "../../src/report/checkTable.js";
import { paintFor } from "../../src/report/paint.js";
import type { TraceDocument } from "../../src/trace/traceDocument.js";
import { check, property, run } from "./reports.js";

const style = { paint: paintFor({}), width: Number.POSITIVE_INFINITY, verbose: false };

test("a check with one run is one row; one with several has a row for each under it", () => {
  expect(
    checkTable(
      [check([run({ states: 4040 })]), check([run({ name: "old" }), run({ name: "new", role: "contrast", verdict: "violated" })], { id: "c/d" })],
      style,
    ),
  ).toBe(
    `check  claim             verdict   expected  states  seconds
a/b    It works          holds     ✓          4,040     0.50
c/d    It works          holds     ✗             20      1.0
       · old             holds     ✓             10     0.50
       · new (contrast)  violated  ✗             10     0.50`,
  );
});

test("the title is cut to the width of the terminal", () => {
  const lines = checkTable([check([run()], { title: "A claim that goes on and on, and has no end in sight, and on" })], { ...style, width: 70 }).split("\n");
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(70);
  expect(lines[1]).toMatch(/^a\/b +A claim that goes on.*… +holds/);
});

test("an incomplete run is neither ✓ nor ✗, and says why", () => {
  const table = checkTable([check([run({ verdict: "incomplete", reason: "interrupted" })])], style);
  expect(table).toMatch(/incomplete +\? /);
  expect(table).toContain("incomplete: interrupted");
});

test("a disputed check is marked as that", () => {
  expect(checkTable([check([run({ verdict: "violated" })], { disputed: "why" })], style)).toMatch(/violated +disputed/);
});

test("a vacuous property is always told; evidence and steps that never fired are when asked", () => {
  const checks = [check([run({ properties: [property({ vacuous: true })], evidence: ["seen at f.ts"], unreached: ["writer.copy"] })])];
  expect(checkTable(checks, style)).toContain("vacuous: nothing put 'p' to the test");
  expect(checkTable(checks, style)).not.toContain("seen at");
  const verbose = checkTable(checks, { ...style, verbose: true });
  expect(verbose).toContain("seen at f.ts");
  expect(verbose).toContain("never fired: writer.copy");
});

test("a vacuous property that the check knows of says so, and a stale list is told under its check", () => {
  const known = { kind: "property", pattern: "p", excuses: ["p"], tested: [] } as const;
  const stale = { kind: "step", pattern: "*.copy", excuses: [], tested: ["writer.copy"] } as const;
  const table = checkTable([check([run({ properties: [property({ vacuous: true })], excuses: [known, stale] })])], style);
  expect(table).toContain("vacuous: nothing put 'p' to the test, as the check knows");
  expect(table).toContain("stale: '*.copy' need not be in the list unreached: writer.copy fires");
});

test("what could not be had, and what was done instead, stands under the run", () => {
  const table = checkTable([check([run({ fallbacks: ["one worker explored it, not 4"] })])], style);
  expect(table).toMatch(/^a\/b .*\n {6}one worker explored it, not 4$/m);
});

const trace = (steps: number, loop?: number): TraceDocument => ({
  property: { name: "p", about: "", source: "" },
  failure: { message: "", where: [], site: null },
  initial: { changes: [] },
  steps: Array.from({ length: steps }, () => ({ process: "w", path: "w", function: "f", step: "s", source: "", choices: [], changes: [] })),
  ...(loop === undefined ? {} : { loop }),
});

const bug = (trace: TraceDocument): CheckReport => {
  const before = run({ name: "before", verdict: "violated", expected: "violated", properties: [property({ verdict: "violated", trace })] });
  return check([before, run({ name: "after", role: "contrast", states: 4040 })], { expect: "violated" });
};

test("a bug is one row, which says how long its trace is and how many states the fix was asked in", () => {
  expect(checkTable([bug(trace(31))], style)).toBe(
    `check  claim     verdict   expected  states  seconds
a/b    It works  violated  ✓          4,050      1.0
      before: violated in 31 steps; after: holds in 4,040 states`,
  );
});

test("a report says what the table says of a bug, and nothing of a check that is none", () => {
  expect(bug(trace(31)).fix).toEqual({ before: "violated in 31 steps", after: "holds in 4,040 states" });
  expect(check([run({ name: "old" }), run({ name: "new" })]).fix).toBeNull();
});

test("what a check asks beside the two has a row each", () => {
  const { runs } = bug(trace(31));
  const table = checkTable([check([...runs, run({ name: "half of the fix", role: "contrast" })], { expect: "violated" })], style);
  expect(table).toMatch(/before: violated in 31 steps; after: holds in 4,040 states\n +· half of the fix \(contrast\) +holds/);
});

test("a bug that goes round for ever says how much of its trace does", () => {
  expect(checkTable([bug(trace(31, 21))], style)).toContain("before: violated in 31 steps, 10 of them for ever; after");
});

test("a bug that is not decided is not said to be found, or to be fixed", () => {
  const undecided = check([run({ name: "before", verdict: "incomplete", reason: "interrupted" }), run({ name: "after", verdict: "incomplete" })]);
  expect(checkTable([undecided], style)).toContain("before: incomplete; after: incomplete\n      incomplete: interrupted");
});
