import fc from "fast-check";
import { expect, test } from "vitest";
import { expectAgreement } from "./agree.js";
import { randomModels } from "./randomModels.js";

const LONG = process.env.FAULTLINE_LONG !== undefined;
const MODELS_A_SEED = 30;
const SEEDS = LONG ? 100 : 10;

test("programs and the specification's own functions agree on random models", async () => {
  const seen = new Set<string>();
  let states = 0;
  const agree = async (seed: number): Promise<void> => {
    for (const model of await randomModels(seed, MODELS_A_SEED)) {
      const walked = expectAgreement(model, 150);
      for (const violation of walked.violations) seen.add(violation);
      states += walked.states;
    }
  };
  await fc.assert(fc.asyncProperty(fc.integer(), agree), { numRuns: SEEDS, endOnFailure: true, ...(LONG ? {} : { seed: 2022 }) });
  expect(states).toBeGreaterThan(3000);
  expect([...seen].sort()).toEqual(["division by zero", "domain", "empty choice", "index", "overflow"]);
}, 1_200_000);
