import { describe, expect, test } from "vitest";
import { decideRun } from "../../src/engine/decideRun.js";
import { apply, type Check, type Kernel, type Patch, type Run, type Verdict } from "../../src/language/index.js";
import { thisTurn } from "../turns.js";
import { ownChecks } from "./checks.js";

const checks = await ownChecks();

/** The verdict of a check with a patch applied to the kernels of the runs that it rests on. One run that is violated decides it. */
async function verdictUnder(patch: Patch, { runs }: Check): Promise<Verdict> {
  for (const run of runs.filter(({ role }) => role !== "contrast")) {
    const mutated: Run = { ...run, properties: {}, model: { ...run.model, kernel: apply(run.model.kernel as Kernel, patch) } };
    const { result } = await decideRun(mutated, { set: {}, stopOnFirst: true });
    if (result.verdict !== "holds") return result.verdict;
  }
  return "holds";
}

const mutable = checks.filter(({ mutant }) => mutant !== undefined);

describe.each(thisTurn(mutable, 2))("$id", (check) => {
  const { patch, turns } = check.mutant as NonNullable<Check["mutant"]>;

  test(`its verdict turns under the mutant '${patch.name}'`, async () => {
    expect(turns).not.toBe(check.expect);
    expect(await verdictUnder(patch, check)).toBe(turns);
  });
});

test("every claim names a mutant", () => {
  const claims = checks.filter(({ id }) => id.startsWith("claims/"));
  expect(claims.length).toBeGreaterThan(0);
  expect(claims.filter(({ mutant }) => mutant === undefined).map(({ id }) => id)).toEqual([]);
});
