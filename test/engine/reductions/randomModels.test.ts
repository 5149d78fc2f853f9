import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { TURN } from "../../turns.js";

const LONG = process.env.FAULTLINE_LONG === "1";
const MODELS_A_SEED = 30;
const [SLICES, SEEDS_A_SLICE] = LONG ? [10, 10] : [1, 1];

const VERDICTS = ["always", "never", "sometimes", "domain", "deadlock"].flatMap((kind) => [`${kind} holds`, `${kind} violated`]);

/** What the models have to come to, if it is to mean anything that verdicts stay. Few models need not come to all of it. */
const WANTED = LONG ? ["fewer states by dead", "fewer states by por", "fewer states by por,dead", ...VERDICTS] : ["domain violated"];

describe(`reductions keep every verdict of ${SLICES * SEEDS_A_SLICE * MODELS_A_SEED} random models`, () => {
  const seen = new Set<string>();

  test.each(Array.from({ length: SLICES }, (_, slice) => slice))(
    "slice %i",
    async (slice) => {
      // What is compiled stays in memory with the compiler's modules; those of a slice that is over are let go.
      if (slice > 0) vi.resetModules();
      const { expectVerdictsKept } = await import("./expectVerdictsKept.js");
      const isKept = fc.asyncProperty(fc.noBias(fc.integer()), (seed) => expectVerdictsKept(seed, MODELS_A_SEED, seen));
      await fc.assert(isKept, { numRuns: SEEDS_A_SLICE, endOnFailure: true, seed: TURN * SLICES + slice });
    },
    3_600_000,
  );

  test("of each kind of property, whether it holds or is violated", () => {
    expect(WANTED.filter((mark) => !seen.has(mark))).toEqual([]);
  });
});
