import { expect, test } from "vitest";
import { LARGEST } from "../../src/cli/bench/measureStart.js";
import { compose } from "../../src/language/compose.js";
import type { Model } from "../../src/language/index.js";
import { ownChecks } from "../checks/checks.js";

/** Hundreds of models are composed for it. */
const LONG = process.env.FAULTLINE_LONG === "1";

test.runIf(LONG)("the check whose start is measured is the largest: no model has more control states", async () => {
  const controlStates = (model: Model): number => compose(model).processes.reduce((sum, { states }) => sum + states.length, 0);
  const sizes = (await ownChecks()).map(({ id, runs }) => ({ id, size: Math.max(...runs.map(({ model }) => controlStates(model))) }));
  expect(sizes.reduce((largest, each) => (each.size > largest.size ? each : largest)).id).toBe(LARGEST);
});
