/**
 * Every run of every check comes out as expected, with the very numbers of states, transitions and levels that are pinned in expected.json; of a bug
 * also the length of its trace.
 * Runs of more than 4,000 states take part only with FAULTLINE_LONG=1; `faultline check`, which CI runs as well, decides them all.
 * After a change that is meant to change the numbers: FAULTLINE_LONG=1 npx vitest run -u test/checks/expected.test.ts
 * For one check: npx vitest run test/checks/expected.test.ts -t 'bugs/b01|pinned' -u
 */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { decideRun } from "../../src/engine/decideRun.js";
import { type RunReport, reportRun } from "../../src/report/runReport.js";
import { ownChecks, runName } from "./checks.js";

interface Counts {
  readonly states: number;
  readonly transitions: number;
  readonly depth: number;
  /** Steps of the shortest trace, for a bug of the catalogue. */
  readonly steps?: number;
}

const LARGE = 4_000;
/** To walk through so few takes less time than to compile. */
const TINY = 1_500;
const file = new URL("expected.json", import.meta.url);

const pinned = JSON.parse(readFileSync(file, "utf8")) as Readonly<Record<string, Counts>>;
const measured = new Map<string, Counts>();

const runs = (await ownChecks()).flatMap((check) => check.runs.map((run) => ({ name: runName(check, run), run })));
const isAsked = ({ name }: { readonly name: string }): boolean => process.env.FAULTLINE_LONG !== undefined || (pinned[name]?.states ?? 0) <= LARGE;

test.each(runs.filter(isAsked))("$name comes out as expected", async ({ name, run }) => {
  const tiny = (pinned[name]?.states ?? Number.POSITIVE_INFINITY) <= TINY;
  const outcome = await decideRun(run, { set: {}, ...(tiny ? { engine: "reference" } : {}) });
  const { states, transitions, depth } = outcome.result;
  const report = reportRun(run, outcome, { set: {}, strict: false });
  measured.set(name, { states, transitions, depth, ...(run.name === "before" ? { steps: traceLength(report) } : {}) });
  expect(report.asExpected).toBe(true);
});

function traceLength({ properties }: RunReport): number {
  return Math.min(...properties.flatMap(({ trace }) => (trace === null ? [] : [trace.steps.length])));
}

/** One line a run; what was not measured this time stays as it is, or is left out if it is new. */
function table(): string {
  const known = runs.filter(({ name }) => measured.has(name) || pinned[name] !== undefined);
  const line = (name: string): string => {
    const { states, transitions, depth, steps } = measured.get(name) ?? (pinned[name] as Counts);
    const length = steps === undefined ? "" : `, "steps": ${steps}`;
    return `  ${JSON.stringify(name)}: { "states": ${states}, "transitions": ${transitions}, "depth": ${depth}${length} }`;
  };
  return `{\n${known.map(({ name }) => line(name)).join(",\n")}\n}\n`;
}

test("every run has the states, transitions and depth that are pinned for it", async () => {
  await expect(table()).toMatchFileSnapshot(file.pathname);
});

test("no two runs share a name", () => {
  const names = runs.map(({ name }) => name);
  expect(names.filter((name, index) => names.indexOf(name) < index)).toEqual([]);
});
