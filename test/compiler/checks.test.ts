import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { checkSubset, typeCheck } from "../../src/compiler/index.js";
import { isCheck } from "../../src/language/check.js";
import { compose } from "../../src/language/compose.js";
import { isSweep, type Size, type Sweep } from "../../src/language/sweep.js";
import { jobsOf } from "../../src/sweep/sweepJob.js";
import { TURN } from "../turns.js";
import { expectAgreement } from "./agree.js";

const CHECKS = fileURLToPath(new URL("../../checks/", import.meta.url));
const LONG = process.env.FAULTLINE_LONG !== undefined;
const TRANSITIONS = LONG ? 20_000 : 200;

const files = readdirSync(CHECKS, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
const sweeps = files.filter((file) => file.startsWith("sweeps/"));

test("every check is well-typed", { timeout: 1_200_000 }, () => {
  expect(typeCheck(files.map((file) => `${CHECKS}${file}`))).toEqual([]);
});

describe.each(files.filter((file) => !sweeps.includes(file)))("checks/%s", (file) => {
  test("is within the subset, and means the same to the compiler as to the reference engine", { timeout: 1_200_000 }, async () => {
    const checks = Object.values((await import(`${CHECKS}${file}`)) as object).filter(isCheck);
    expect(checks).not.toEqual([]);
    for (const { model } of checks.flatMap(({ runs }) => taking(runs))) expectAgreement(model, TRANSITIONS);
  });
});

describe.each(sweeps)("checks/%s", (file) => {
  test("is within the subset at its smallest and its largest size, with each subject", async () => {
    const [sweep] = Object.values((await import(`${CHECKS}${file}`)) as object).filter(isSweep);
    const { subjects, over, within } = sweep as Sweep;
    const jobs = jobsOf([""], over, within);
    for (const size of [jobs[0]?.size, jobs.at(-1)?.size]) for (const { model } of subjects) expect(checkSubset(compose(model(size as Size)))).toEqual([]);
  });
});

/** Every day another run of each check takes part; with FAULTLINE_LONG=1 all do. */
function taking<Run>(runs: readonly Run[]): readonly Run[] {
  return LONG ? runs : runs.filter((_, index) => index === TURN % runs.length);
}
