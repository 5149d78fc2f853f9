import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { comparable, type SweepResult } from "../../src/sweep/sweepResult.js";
import { validateSweep, validateSweepResult } from "../report/schemas.js";
import { captureCli } from "./captureCli.js";
import { fixture } from "./runCli.js";

const folder = mkdtempSync(join(tmpdir(), "faultline-sweep-"));
afterAll(() => rmSync(folder, { recursive: true }));

const TANKS = `${fixture("tank.sweep.ts")}#tanks`;
const POISONED = `${fixture("tank.sweep.ts")}#poisoned`;
const JOBS = 22;

/** What is remembered elsewhere plays no part. */
async function inFolder(name: string, act: () => Promise<void>): Promise<void> {
  const before = process.env.XDG_CACHE_HOME;
  process.env.XDG_CACHE_HOME = join(folder, name);
  try {
    await act();
  } finally {
    process.env.XDG_CACHE_HOME = before;
  }
}

function linesOf(file: string): SweepResult[] {
  const lines = readFileSync(file, "utf8").split("\n").slice(0, -1);
  return lines.map((line) => JSON.parse(line) as SweepResult);
}

function byJob(results: readonly SweepResult[]): unknown[] {
  return results.map((result) => JSON.stringify(comparable(result))).sort();
}

describe("a sweep", () => {
  const out = join(folder, "whole.ndjson");

  test("asks every subject at every size, and a verdict that is not as expected exits with 1", async () => {
    const { status, out: text } = await captureCli(["sweep", TANKS, "--json", "--out", out, "--no-cache"]);
    const document = JSON.parse(text);
    expect(validateSweep(document)).toEqual([]);
    expect(status).toBe(1);
    expect(document).toMatchObject({ jobs: JOBS, done: JOBS, known: 0, complete: true, asExpected: false });
    expect(document.subjects[0]).toMatchObject({
      holds: 7,
      violated: 4,
      firstViolation: { bounds: { size: 5, endless: 1 }, property: "never at 5", steps: 5 },
    });
    expect(document.subjects[0].holdsUpTo).toEqual([{ size: 4, endless: 2 }]);
    const results = linesOf(out);
    expect(results.flatMap((result) => validateSweepResult(result))).toEqual([]);
    expect(new Set(results.map(({ subject, bounds }) => JSON.stringify([subject, bounds]))).size).toBe(JOBS);
  });

  test("is not searched again where its results are known, and gives the same", async () => {
    await inFolder("known", async () => {
      const [first, second] = [join(folder, "first.ndjson"), join(folder, "second.ndjson")];
      const before = JSON.parse((await captureCli(["sweep", TANKS, "--json", "--out", first])).out);
      const after = JSON.parse((await captureCli(["sweep", TANKS, "--json", "--out", second])).out);
      // Two subjects ask the same where the clock's bound is its usual one, and the other subject asks some of it twice.
      expect(before.known).toBeLessThan(JOBS);
      expect(after.known).toBe(JOBS);
      expect(byJob(linesOf(second))).toEqual(byJob(linesOf(first)));
      expect(byJob(linesOf(first))).toEqual(byJob(linesOf(out)));
    });
  });

  test("goes on where its time was up: what was decided is known", async () => {
    await inFolder("continued", async () => {
      const first = await captureCli(["sweep", TANKS, "--json", "--max-time", "1ms"]);
      expect(first.status).toBe(3);
      expect(JSON.parse(first.out)).toMatchObject({ complete: false });
      expect(JSON.parse((await captureCli(["sweep", TANKS, "--json"])).out)).toMatchObject({ complete: true, done: JOBS });
    });
  });

  test("in shards, merged, is what it is in one", async () => {
    const files = [1, 2, 3].map((index) => join(folder, `shard${index}.ndjson`));
    for (const [index, file] of files.entries()) await captureCli(["sweep", TANKS, "--json", "--no-cache", "--shard", `${index + 1}/3`, "--out", file]);
    const shards = files.map(linesOf);
    expect(shards.every((shard) => shard.length > 0)).toBe(true);
    const merged = join(folder, "merged.ndjson");
    const { status, out: text } = await captureCli(["merge", ...files, "--sweep", TANKS, "--out", merged]);
    expect(status).toBe(1);
    expect(text).toContain("22 of 22 jobs done");
    expect(byJob(linesOf(merged))).toEqual(byJob(linesOf(out)));
    await captureCli(["merge", merged, ...files, "--sweep", TANKS, "--out", merged]);
    expect(linesOf(merged)).toHaveLength(JOBS);
  });

  test("a job that kills every process that decides it is incomplete after its attempts, and costs no other its verdict", async () => {
    const { status, out: text } = await captureCli(["sweep", POISONED, "--no-cache", "--out", join(folder, "poisoned.ndjson"), "--attempts", "2"]);
    const results = linesOf(join(folder, "poisoned.ndjson"));
    expect(status).toBe(3);
    expect(text).toContain("3 of 3 jobs done");
    expect(results.map(({ bounds, verdict, reason }) => [bounds.size, verdict, reason]).sort()).toEqual([
      [1, "holds", null],
      [2, "incomplete", "its process was killed by SIGKILL, 2 times"],
      [3, "holds", null],
    ]);
  });

  test("its page needs nothing else, and shows a dot for each result", async () => {
    const page = join(folder, "page.html");
    await captureCli(["merge", out, "--sweep", TANKS, "--html", page]);
    const html = readFileSync(page, "utf8");
    expect(html.match(/<circle /g)).toHaveLength(JOBS);
    expect(html).not.toMatch(/<script|src=|href=/);
  });
});

describe("what a sweep is not", () => {
  const strange = join(folder, "strange.ndjson");
  writeFileSync(strange, '{"verdict":"holds"}\n');
  const cut = join(folder, "cut.ndjson");

  test.each([
    ["an unknown sweep", ["sweep", "sweeps/nothing"], "FL301"],
    ["a file that is not there", ["sweep", "./no.sweep.ts"], "FL301"],
    ["a file without a sweep", ["sweep", fixture("tank.check.ts")], "FL306"],
    ["a file with several, none of which is named", ["sweep", fixture("tank.sweep.ts")], "FL301"],
    ["no part of a whole", ["sweep", TANKS, "--shard", "4/3"], "FL302"],
    ["a result file that cannot be written", ["sweep", TANKS, "--out", join(folder, "no/such/folder.ndjson")], "FL307"],
    ["a file that holds no results", ["merge", strange, "--sweep", TANKS], "FL307"],
  ])("%s is a coded error", async (_, args, code) => {
    const { status, err } = await captureCli(args);
    expect(status).toBe(2);
    expect(err).toContain(`error ${code}`);
    expect(err).toContain("hint");
  });

  test("a last line that was cut off while it was written is left out", async () => {
    const whole = readFileSync(join(folder, "whole.ndjson"), "utf8");
    writeFileSync(cut, whole.slice(0, -40));
    expect((await captureCli(["merge", cut, "--sweep", TANKS])).out).toContain("21 of 22 jobs done");
  });

  test("two results of a job that contradict each other are refused (FL313)", async () => {
    const lines = linesOf(join(folder, "whole.ndjson"));
    writeFileSync(cut, lines.map((line) => `${JSON.stringify({ ...line, states: line.states + 1 })}\n`).join(""));
    const { status, err } = await captureCli(["merge", join(folder, "whole.ndjson"), cut, "--sweep", TANKS]);
    expect(status).toBe(2);
    expect(err).toContain("error FL313");
    expect(err).toContain("differ in 'states'");
  });
});
