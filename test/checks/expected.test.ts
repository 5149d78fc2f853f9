/**
 * Every run of every check comes out as expected, with the very numbers of states, transitions and levels that are pinned in expected.json.
 * Runs of more than 8,000 states take part only with FAULTLINE_LONG=1; `faultline check`, which CI runs as well, decides them all.
 * After a change that is meant to change the numbers: FAULTLINE_LONG=1 npx vitest run -u test/checks/expected.test.ts
 */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { decideRun } from "../../src/engine/decideRun.js";
import { reportRun } from "../../src/report/runReport.js";
import { ownChecks, runName } from "./checks.js";

interface Counts {
  readonly states: number;
  readonly transitions: number;
  readonly depth: number;
}

const LARGE = 8_000;
const file = new URL("expected.json", import.meta.url);

const pinned = JSON.parse(readFileSync(file, "utf8")) as Readonly<Record<string, Counts>>;
const measured = new Map<string, Counts>();

const runs = (await ownChecks()).flatMap((check) => check.runs.map((run) => ({ name: runName(check, run), run })));
const isAsked = ({ name }: { readonly name: string }): boolean => process.env.FAULTLINE_LONG !== undefined || (pinned[name]?.states ?? 0) <= LARGE;

test.each(runs.filter(isAsked))("$name comes out as expected", async ({ name, run }) => {
  const outcome = await decideRun(run, { set: {} });
  const { states, transitions, depth } = outcome.result;
  measured.set(name, { states, transitions, depth });
  expect(reportRun(run, outcome, { set: {}, strict: false }).asExpected).toBe(true);
});

/** One line a run; what was not measured this time stays as it is. */
function table(): string {
  const line = (name: string): string => {
    const { states, transitions, depth } = measured.get(name) ?? (pinned[name] as Counts);
    return `  ${JSON.stringify(name)}: { "states": ${states}, "transitions": ${transitions}, "depth": ${depth} }`;
  };
  return `{\n${runs.map(({ name }) => line(name)).join(",\n")}\n}\n`;
}

test("every run has the states, transitions and depth that are pinned for it", async () => {
  await expect(table()).toMatchFileSnapshot(file.pathname);
});

test("no two runs share a name", () => {
  const names = runs.map(({ name }) => name);
  expect(names.filter((name, index) => names.indexOf(name) < index)).toEqual([]);
});
