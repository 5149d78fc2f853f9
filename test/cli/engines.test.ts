/** Which engine explores, with how many workers, and what the command line does where what was wished cannot be had. */
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Report } from "../../src/report/report.js";
import { validateReport } from "../report/schemas.js";
import { captureCli } from "./captureCli.js";
import { fixture } from "./runCli.js";

const TANK = fixture("tank.check.ts");
const LOCK = fixture("lock.check.ts");
const DOOR = fixture("door.check.ts");
const BIG = fixture("big.check.ts");

async function reportOf(args: readonly string[]): Promise<Report> {
  const report = JSON.parse((await captureCli(["check", "--json", ...args])).out) as Report;
  expect(validateReport(report)).toEqual([]);
  return report;
}

test("the compiled engine explores, and the report says so", async () => {
  const { checks } = await reportOf([`${TANK}#tank/holds`]);
  expect(checks[0]?.runs).toMatchObject([{ engine: "compiled", verdict: "holds", states: 5, fallbacks: [] }]);
});

test("a model outside the subset is explored by the reference engine, and the table and a trace say why", async () => {
  const { status, out } = await captureCli(["check", LOCK]);
  expect(out).toMatch(/^lock\/rude .* violated +✓ .*\n +the reference engine explored it, for it cannot be compiled: FL202, /m);
  expect(status).toBe(0);
  const trace = await captureCli(["trace", LOCK]);
  expect(trace.err).toMatch(/^note: lock\/rude, peterson: the reference engine explored it, .*FL202/);
  expect(trace.out).toContain("both inside");
  expect(trace.status).toBe(0);
});

test("a machine of another library is explored by the reference engine, and the report says why", async () => {
  const { checks, errors } = await reportOf([DOOR]);
  expect(errors).toEqual([]);
  expect(checks[0]?.runs).toMatchObject([
    { engine: "reference", workers: 1, fallbacks: [expect.stringMatching(/^the reference engine explored it.* FL310, /)] },
  ]);
});

test.each(["check", "trace"])(
  "%s --engine compiled of such a model names every place that cannot be compiled, and --engine reference none",
  async (command) => {
    const compiled = await captureCli([command, LOCK, "--engine", "compiled"]);
    expect(compiled.err.match(/^error FL202: /gm)?.length).toBeGreaterThan(1);
    expect(compiled.status).toBe(2);
    const reference = await captureCli([command, LOCK, "--engine", "reference"]);
    expect(reference).toMatchObject({ err: "", status: 0 });
    expect(reference.out).not.toContain("cannot be compiled");
  },
);

test("a state that is too wide to be compiled is a coded error at its model, and the reference engine takes it", async () => {
  const { status, err } = await captureCli(["check", `${BIG}#big/wide`]);
  expect(err).toMatch(
    /^error FL115: big\/wide: a state of wide takes 5000 bits; 4096 is the most that is compiled\n {2}at test\/cli\/fixtures\/big\.check\.ts:\d+/,
  );
  expect(err).toContain("'cells' takes 4999 of them");
  expect(status).toBe(2);
  expect((await captureCli(["check", `${BIG}#big/wide`, "--engine", "reference"])).status).toBe(0);
});

test.each(["compiled", "reference"])("more initial states than the budget has room for are incomplete, with the reason: %s", async (engine) => {
  const { status, out } = await captureCli(["check", `${BIG}#big/start`, "--max-states", "99", "--engine", engine]);
  expect(out).toMatch(/^big\/start .* incomplete +\? .*\n +incomplete: more than 99 states/m);
  expect(status).toBe(3);
});

test("a run that was compiled leaves the text of its module, named after its check and its number; another leaves none", async () => {
  const folder = join(mkdtempSync(join(tmpdir(), "faultline-")), "modules");
  const { status } = await captureCli(["check", `${TANK}#tank/compared`, DOOR, "--emit", folder]);
  expect(status).toBe(0);
  expect(readdirSync(folder).sort()).toEqual(["tank-compared.1.ts", "tank-compared.2.ts"]);
  const exported = await captureCli(["export", `${TANK}#tank/compared`, "--run", "2", "--to", "asc"]);
  expect(readFileSync(join(folder, "tank-compared.2.ts"), "utf8")).toBe(exported.out);
});

test("a cache entry that is cut short is made anew and never trusted", async () => {
  const usual = process.env.XDG_CACHE_HOME;
  process.env.XDG_CACHE_HOME = mkdtempSync(join(tmpdir(), "faultline-"));
  const folder = join(process.env.XDG_CACHE_HOME, "faultline");
  const counts = async () => (await reportOf([`${TANK}#tank/holds`])).checks.map(({ verdict, states }) => ({ verdict, states }));
  try {
    const before = await counts();
    const file = join(folder, readdirSync(folder)[0] as string);
    const whole = readFileSync(file);
    writeFileSync(file, whole.subarray(0, whole.length / 2));
    expect(await counts()).toEqual(before);
    expect(readFileSync(file).equals(whole)).toBe(true);
  } finally {
    process.env.XDG_CACHE_HOME = usual;
  }
});

test.each(["0", "-1", "1.5", "abc"])("--workers %s is a coded error with a hint", async (workers) => {
  for (const command of ["check", "trace"]) {
    const { status, err } = await captureCli([command, `${TANK}#tank/refuted`, "--workers", workers]);
    expect(err).toMatch(/^error FL302: --workers \S+ is not a count\n {2}hint: write a whole number, 1 or more/);
    expect(status).toBe(2);
  }
});
