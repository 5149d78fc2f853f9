import { describe, expect, test } from "vitest";
import { decideRun } from "../../src/engine/decideRun.js";
import { apply, type Check, type Kernel, type Run, type Verdict } from "../../src/language/index.js";
import { claims } from "./claims.js";

/** The verdict of a claim with its mutant applied to the kernels of the runs that it rests on. */
async function verdictOfMutant({ runs, mutant }: Check): Promise<Verdict> {
  const patch = mutant?.patch;
  if (patch === undefined) throw new Error("no mutant");
  const mutated = runs
    .filter(({ role }) => role !== "contrast")
    .map((run): Run => ({ ...run, properties: {}, model: { ...run.model, kernel: apply(run.model.kernel as Kernel, patch) } }));
  const verdicts: Verdict[] = [];
  for (const run of mutated) verdicts.push((await decideRun(run, { set: {} })).result.verdict);
  return verdicts.includes("violated") ? "violated" : "holds";
}

describe.each((await claims()).filter(({ mutant }) => mutant !== undefined))("$id", (claim) => {
  test(`its verdict turns under the mutant '${claim.mutant?.patch.name}'`, async () => {
    expect(claim.mutant?.turns).not.toBe(claim.expect);
    expect(await verdictOfMutant(claim)).toBe(claim.mutant?.turns);
  });
});

test("every claim names a mutant", async () => {
  expect((await claims()).filter(({ mutant }) => mutant === undefined).map(({ id }) => id)).toEqual([]);
});
