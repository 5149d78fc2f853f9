import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { XMLParser } from "fast-xml-parser";
import { expect, test } from "vitest";
import type { Report } from "../../src/report/report.js";
import { validateReport, validateTrace } from "../report/schemas.js";
import { captureCli } from "./captureCli.js";
import { fixture, runCli } from "./runCli.js";

const TANK = fixture("tank.check.ts");

test("everything as expected exits with 0, and the table says what was found", async () => {
  const { status, out, err } = await runCli(["check", "bench/write-*"]);
  expect(out).toMatch(/^bench\/write-loop .* holds +✓ +4,040 +\d/m);
  expect(out).toMatch(/1 check: 1 as expected · 4,040 states/);
  expect({ status, err }).toEqual({ status: 0, err: "" });
});

test("a verdict that is not as expected exits with 1, even beside an incomplete one, and its trace is shown", async () => {
  const { status, out } = await captureCli(["check", TANK, "--max-states", "1000"]);
  expect(status).toBe(1);
  expect(out).toContain("tank/surprise: expected holds, is violated");
  expect(out).toMatch(/ 3 {2}pump {2}fill {3}level: 2 → 3\n\n {2}✗ {2}never full/);
  expect(out).not.toContain("tank/refuted: expected");
  expect(out).not.toContain("tank/disputed: expected");
  expect(out).toContain("9 checks: 6 as expected (1 vacuous), 1 not as expected, 1 incomplete, 1 disputed");
});

test("an incomplete check exits with 3 and says why", async () => {
  const { status, out } = await captureCli(["check", "bench/write-*", "--max-states", "100"]);
  expect(status).toBe(3);
  expect(out).toMatch(/incomplete +\? /);
  expect(out).toContain("incomplete: more than 100 states");
});

test("a mistake exits with 2, whatever else came out, and the other checks are reported", async () => {
  const { status, out, err } = await captureCli(["check", "bench/write-*", "bench/writeloop"]);
  expect(status).toBe(2);
  expect(out).toContain("4,040");
  expect(err).toContain("error FL301: no check is called 'bench/writeloop'\n  hint: did you mean bench/write-loop?");
});

test("Ctrl-C exits with 130: what was done stands, what ran is incomplete with what was learned, the rest is incomplete", async () => {
  const args = ["check", fixture("interrupted.check.ts"), "--workers", "1", "--json"];
  // What is compiled already, by the same program, is explored as soon as the thread is ready.
  await runCli([...args, "--max-states", "10"]);
  const { status, out } = await runCli(args, (child) => {
    child.stderr.once("data", () => setTimeout(() => child.kill("SIGINT"), 2000));
  });
  const { checks } = JSON.parse(out) as Report;
  expect(status).toBe(130);
  expect(checks).toMatchObject([
    { verdict: "holds", asExpected: true },
    { verdict: "incomplete", asExpected: false, runs: [{ reason: "interrupted" }] },
    { verdict: "incomplete", asExpected: false, states: 0, runs: [{ reason: "interrupted" }] },
  ]);
  expect(checks[1]?.states).toBeGreaterThan(0);
});

test("the JSON document follows its schema, and every file that is asked for is written", async () => {
  const folder = mkdtempSync(join(tmpdir(), "faultline-"));
  const junit = join(folder, "junit.xml");
  const { status, out } = await captureCli([
    "check",
    `${TANK}#tank/s*`,
    "bench/write-*",
    "--set",
    "pages=2",
    "--json",
    "--save",
    join(folder, "traces"),
    "--junit",
    junit,
  ]);
  const report = JSON.parse(out) as Report;
  expect(status).toBe(1);
  expect(validateReport(report)).toEqual([]);
  expect(report.checks.map(({ id }) => id)).toEqual(["tank/surprise", "bench/write-loop"]);
  expect(report.checks[1]?.runs[0]?.bounds).toEqual({ pages: 2, cells: 4 });
  const files = readdirSync(join(folder, "traces"));
  expect(files).toEqual(["tank-surprise.1.never-full.json"]);
  expect(validateTrace(JSON.parse(readFileSync(join(folder, "traces", files[0] as string), "utf8")))).toEqual([]);
  const suite = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: "" }).parse(readFileSync(junit, "utf8")).testsuites.testsuite;
  expect(suite).toMatchObject({ tests: "2", failures: "1", errors: "0" });
});

test("--strict takes a vacuous property for not as expected; without it the table only says so", async () => {
  const vacuous = `${TANK}#tank/vacuous`;
  const [lenient, strict] = [await captureCli(["check", vacuous]), await captureCli(["check", vacuous, "--strict"])];
  expect(lenient.status).toBe(0);
  expect(lenient.out).toContain("vacuous: nothing put 'at 5 it is full' to the test");
  expect(strict.status).toBe(1);
});

test("a machine of XState is checked by the reference engine, and the compiled one says that it cannot", async () => {
  const { status, out } = await captureCli(["check", fixture("door.check.ts"), "--engine", "reference"]);
  expect(status).toBe(0);
  expect(out).toMatch(/^door\/opens .* violated +✓ +2 /m);
  const compiled = await captureCli(["check", fixture("door.check.ts"), "--engine", "compiled"]);
  expect(compiled.status).toBe(2);
  expect(compiled.err).toContain("error FL310");
  expect(compiled.err).toContain("--engine reference");
});
