import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { poolJob, questionKey } from "../../src/cli/sweepJobs.js";
import { sweepOfFlags } from "../../src/cli/sweepOfFlags.js";
import type { SweepJob } from "../../src/sweep/sweepJob.js";
import { comparable, type SweepResult } from "../../src/sweep/sweepResult.js";
import { validateReport, validateSweep, validateSweepResult } from "../report/schemas.js";
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

describe("a sweep in shares of its initial states", () => {
  const HALL = `${fixture("hall.sweep.ts")}#halls`;
  const sweep = (name: string, ...more: string[]) => captureCli(["sweep", HALL, "--no-cache", "--json", "--out", join(folder, name), ...more]);
  const verdictsIn = (name: string): unknown[] =>
    linesOf(join(folder, name))
      .filter(({ share }) => share === undefined)
      .map(({ subject, bounds, verdict, properties }) => JSON.stringify({ subject, bounds, verdict, properties }))
      .sort();

  test("comes to what it comes to whole: split as asked, or where it runs out of its budget", async () => {
    expect((await sweep("uncut.ndjson")).status).toBe(1);
    const split = await sweep("split.ndjson", "--split", "3");
    expect(split.status).toBe(1);
    expect(validateSweep(JSON.parse(split.out))).toEqual([]);
    expect(linesOf(join(folder, "split.ndjson")).flatMap((result) => validateSweepResult(result))).toEqual([]);
    expect(verdictsIn("split.ndjson")).toEqual(verdictsIn("uncut.ndjson"));
    const halved = await sweep("halved.ndjson", "--split", "--max-states", "20");
    expect(halved.status).toBe(1);
    expect(JSON.parse(halved.out)).toMatchObject({ complete: true, shares: 0 });
    expect(verdictsIn("halved.ndjson")).toEqual(verdictsIn("uncut.ndjson"));
    expect((await sweep("cut.ndjson", "--max-states", "20")).status).toBe(3);
    expect(verdictsIn("cut.ndjson")).not.toEqual(verdictsIn("uncut.ndjson"));
  });

  test("on several machines is decided once their files are merged, and not before", async () => {
    const files = [1, 2].map((index) => `part${index}.ndjson`);
    for (const [index, file] of files.entries()) {
      const { out } = await sweep(file, "--split", "4", "--shard", `${index + 1}/2`);
      expect(JSON.parse(out)).toMatchObject({ complete: true });
      expect(JSON.parse(out).shares).toBeGreaterThan(0);
    }
    const merged = await captureCli(["merge", ...files.map((file) => join(folder, file)), "--sweep", HALL, "--json", "--out", join(folder, "together.ndjson")]);
    expect(JSON.parse(merged.out)).toMatchObject({ complete: true, shares: 0 });
    expect(verdictsIn("together.ndjson")).toEqual(verdictsIn("uncut.ndjson"));
    const half = await captureCli(["merge", join(folder, "part1.ndjson"), "--sweep", HALL]);
    expect(half.out).toContain("faultline merge joins them with others");
  });
});

test("check --share searches one share, says so in its row and its report, and is incomplete", async () => {
  const check = ["check", `${fixture("tank.check.ts")}#tank/holds`, "--share", "2/2"];
  const { status, out: text } = await captureCli(check);
  expect([status, text]).toEqual([3, expect.stringContaining("share 2/2 of the initial states holds; the others were not searched")]);
  const report = JSON.parse((await captureCli([...check, "--json"])).out);
  expect(validateReport(report)).toEqual([]);
  expect(report.checks[0]).toMatchObject({ verdict: "incomplete", runs: [{ verdict: "incomplete", share: { index: 2, of: 2, verdict: "holds" } }] });
});

describe("a sweep that flags describe", () => {
  const CHECK = `${fixture("tank.check.ts")}#tank/holds`;

  test("asks what a file would, of the checks that it names, and merges by what its results say", async () => {
    const file = join(folder, "flags.ndjson");
    const { status, out: text } = await captureCli(["sweep", CHECK, "--over", "size=1..5", "--over", "endless=2,1", "--no-cache", "--json", "--out", file]);
    expect([status, JSON.parse(text).jobs]).toEqual([1, 10]);
    const keys = new Set(linesOf(join(folder, "whole.ndjson")).map(({ key }) => key));
    const asked = linesOf(file).filter(({ bounds }) => (bounds.endless ?? 0) <= (bounds.size ?? 0));
    expect(asked).toHaveLength(9);
    for (const { key } of asked) expect(keys).toContain(key);
    expect((await captureCli(["merge", file])).out).toContain("10 of 10 jobs done");
  });

  test("is not answered for a refinement by what is known of its model alone", async () => {
    const { jobs, fileOf, sweep } = await sweepOfFlags({ checks: ["refinement/d031a8866e70"], over: {}, kernels: [], patches: [] });
    const [job] = jobs as readonly [SweepJob];
    expect(await questionKey(poolJob({ sweep, fileOf }, job, { set: {} }))).toBeUndefined();
  });

  test("of kernels and patches names each combination", async () => {
    const args = ["sweep", "bugs/b01", "--kernel", "5.17", "--patch", "none,d031a8866e70", "--max-states", "1", "--no-cache", "--json"];
    const { subjects } = JSON.parse((await captureCli(args)).out);
    expect(subjects.map(({ subject }: { subject: string }) => subject.replace(/^bugs\/b01 \S+, /, ""))).toEqual(
      expect.arrayContaining(["5.17", "5.17 + d031a8866e70"]),
    );
  });

  test.each([
    ["no bound", ["--over", "size"], "FL302"],
    ["no values", ["--over", "size=3..1"], "FL302"],
    ["a value that is no number", ["--over", "size=1,two"], "FL302"],
    ["a bound twice", ["--over", "size=1", "--over", "size=2"], "FL302"],
    ["a bound that the model does not have", ["--over", "depth=1"], "FL106"],
    ["a kernel for a model without one", ["--kernel", "5.17"], "FL302"],
    ["a name that is missing", ["--patch", "none,"], "FL302"],
    ["no number of shares", ["--split", "0"], "FL302"],
  ])("%s is a coded error", async (_, args, code) => {
    const { status, err } = await captureCli(["sweep", CHECK, ...args]);
    expect(status).toBe(2);
    expect(err).toContain(`error ${code}`);
  });

  test("an unknown kernel, or a check that is decided by its structure, is a coded error", async () => {
    expect((await captureCli(["sweep", "bugs/b01", "--kernel", "5.99"])).err).toContain("error FL303");
    expect((await captureCli(["sweep", "bugs/b01", "no/such", "--over", "PAGE=4"])).err).toContain("error FL301");
  });
});

test("JUnit has a test for each job: what was not expected failed, what is incomplete is an error, what was not asked is skipped", async () => {
  const junit = join(folder, "sweep.xml");
  await captureCli(["merge", join(folder, "whole.ndjson"), "--sweep", TANKS, "--junit", junit]);
  expect(readFileSync(junit, "utf8")).toContain('tests="22" failures="8" errors="0" skipped="0"');
  await captureCli(["merge", join(folder, "poisoned.ndjson"), "--sweep", POISONED, "--junit", junit]);
  expect(readFileSync(junit, "utf8")).toMatch(/tests="3" failures="0" errors="1" skipped="0"[\s\S]*its process was killed by SIGKILL, 2 times/);
});

test("a search that --max-time cut short is incomplete for that reason, and nothing was interrupted", async () => {
  const file = join(folder, "timed.ndjson");
  const { status, out } = await captureCli([
    "sweep",
    `${fixture("tank.check.ts")}#tank/endless`,
    "--over",
    "endless=100000000",
    "--max-time",
    "3s",
    "--no-cache",
    "--out",
    file,
  ]);
  expect(status).toBe(3);
  expect(out).toContain("incomplete: the sweep's time was up: --max-time 3s");
  expect(linesOf(file)).toMatchObject([{ verdict: "incomplete", reason: "the sweep's time was up: --max-time 3s" }]);
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

  test("a type error in a file that a sweep imports is the sweep's (FL208)", async () => {
    writeFileSync(join(folder, "part.ts"), 'export const most: number = "six";\n');
    writeFileSync(join(folder, "whole.sweep.ts"), 'export { most } from "./part.js";\n');
    const { status, err } = await captureCli(["sweep", join(folder, "whole.sweep.ts")]);
    expect([status, err]).toEqual([2, expect.stringMatching(/part\.ts:1:14[\s\S]*FL208|FL208[\s\S]*part\.ts:1:14/)]);
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
