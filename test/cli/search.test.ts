/** Searches that are not breadth first: what the command line asks for, and what it says of them. */
import { describe, expect, test } from "vitest";
import type { Report } from "../../src/report/report.js";
import { validateReport } from "../report/schemas.js";
import { captureCli } from "./captureCli.js";
import { fixture } from "./runCli.js";

const TANK = fixture("tank.check.ts");
const HOLDS = `${TANK}#tank/holds`;
const REFUTED = `${TANK}#tank/refuted`;

async function runOf(args: readonly string[]): Promise<{ readonly status: number | null; readonly run: Report["checks"][number]["runs"][number] }> {
  const { status, out } = await captureCli(["check", "--json", ...args]);
  const report = JSON.parse(out) as Report;
  expect(validateReport(report)).toEqual([]);
  expect(report.errors).toEqual([]);
  return { status, run: report.checks[0]?.runs[0] as Report["checks"][number]["runs"][number] };
}

test("a depth-first search that comes to its end decides as breadth first does", async () => {
  const [dfs, bfs] = [await runOf([HOLDS, "--search", "dfs"]), await runOf([HOLDS])];
  expect(dfs.status).toBe(0);
  expect(dfs.run).toMatchObject({ verdict: "holds", exact: true, engine: "reference", search: { name: "dfs", seed: null, swarm: 1, omission: null } });
  expect([dfs.run.states, dfs.run.transitions, dfs.run.depth]).toEqual([bfs.run.states, bfs.run.transitions, bfs.run.depth]);
  expect(bfs.run).not.toHaveProperty("search");
});

test.each(["bitstate", "compact", "simulate"])("a %s search is incomplete at best: exact is false, the reason is told, the status is 3", async (search) => {
  const { status, run } = await runOf([HOLDS, "--search", search]);
  expect(status).toBe(3);
  expect(run).toMatchObject({
    verdict: "incomplete",
    exact: false,
    search: { name: search, seed: 1 },
    reason: expect.stringMatching(/probability|random runs/),
  });
});

test.each(["bitstate", "compact", "simulate"])("a violation that a %s search finds is one", async (search) => {
  const { status, run } = await runOf([REFUTED, "--search", search]);
  expect(status).toBe(0);
  expect(run).toMatchObject({ verdict: "violated", fallbacks: [expect.stringContaining("may not be the shortest")] });
});

describe("--swarm", () => {
  const members = async (): Promise<unknown> => {
    const { run } = await runOf([HOLDS, "--search", "simulate", "--runs", "7", "--steps", "4", "--swarm", "3", "--seed", "5", "--workers", "2"]);
    return { ...run, seconds: 0 };
  };

  test("is one row of so many searches, with counts that are sums", async () => {
    expect(await members()).toMatchObject({ initialStates: 21, reason: expect.stringContaining("swarm of 3"), search: { seed: 5, swarm: 3 } });
  });

  test("finds the same again", async () => {
    expect(await members()).toEqual(await members());
  });

  test("is as expected where one of its members finds what is expected", async () => {
    const { status, run } = await runOf([REFUTED, "--search", "simulate", "--runs", "1", "--swarm", "4"]);
    expect([status, run.verdict, run.asExpected]).toEqual([0, "violated", true]);
  });
});

test("--depth is told as what it leaves out", async () => {
  const { status, run } = await runOf([HOLDS, "--depth", "1"]);
  expect([status, run.verdict, run.reason]).toEqual([3, "incomplete", "states at depth 1 were not expanded"]);
});

test.each([
  [["--search", "bsf"], "there is no search 'bsf'"],
  [["--search", "dfs", "--runs", "3"], "--search dfs does not go with --runs"],
  [["--seed", "3"], "--search bfs does not go with --seed"],
  [["--search", "simulate", "--engine", "compiled"], "--search simulate does not go with --engine compiled"],
  [["--search", "bitstate", "--reduce", "auto"], "--search bitstate does not go with --reduce"],
  [["--search", "simulate", "--emit", "never-made"], "--search simulate makes none"],
  [["--search", "dfs", "--seed", "-1"], "--seed -1 is not a seed"],
])("%j is refused once, with what to do instead", async (options, message) => {
  const { status, out, err } = await captureCli(["check", TANK, ...options]);
  expect([status, out]).toEqual([2, ""]);
  expect(err).toMatch(/^error FL302: /);
  expect(err).toContain(message);
  expect(err.match(/hint:/g)).toHaveLength(1);
});

test("strictly, what a lossy search has not come to is nobody's mistake", async () => {
  const strict = await runOf([`${TANK}#tank/vacuous`, "--strict"]);
  expect(strict.run.untested).not.toEqual([]);
  const lossy = await runOf([`${TANK}#tank/vacuous`, "--strict", "--search", "simulate", "--runs", "2"]);
  expect([lossy.status, lossy.run.untested]).toEqual([3, []]);
});
