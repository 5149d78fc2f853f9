import { describe, expect, test } from "vitest";
import { benchWriteLoop } from "../../checks/bench/write-loop.js";
import { compile } from "../../src/compiler/index.js";
import type { ModelProgram } from "../../src/compiler/ir.js";
import { compose } from "../../src/language/compose.js";
import type { Model } from "../../src/language/index.js";
import { dieHard } from "../fixtures/dieHard.js";
import { rumur, runRumur } from "./rumur.js";
import { runSpin, spin } from "./spin.js";

const holds = compile(compose(benchWriteLoop.runs[0]?.model as Model, { pages: 2, cells: 2 }));
const violated = compile(compose(dieHard));

/** The model with its property about transitions, "the big jug is never emptied at once", which it violates. */
const steps: ModelProgram = compile(
  compose({ ...dieHard, properties: [dieHard.system.step("the big jug never loses five", {}, (before, after) => before.big - after.big < 5)] }),
);

const PATIENCE = 120_000;

describe.skipIf(spin.missing.length > 0)("SPIN, asked for the properties of an export,", () => {
  test("finds none violated where they hold", () => expect(runSpin(holds, true)).toMatch(/errors: 0/), PATIENCE);
  test("finds the state that violates one", () => expect(runSpin(violated, true)).toMatch(/four gallons[\s\S]*errors: 1/), PATIENCE);
  test("finds the transition that violates one", () => expect(runSpin(steps, true)).toMatch(/the big jug never loses five[\s\S]*errors: 1/), PATIENCE);
});

describe.skipIf(rumur.missing.length > 0)("Rumur, asked for the properties of an export,", () => {
  test("finds none violated where they hold", () => expect(runRumur(holds, true)).toMatch(/No error found/), PATIENCE);
  test("finds the state that violates one", () => expect(runRumur(violated, true)).toMatch(/four gallons/), PATIENCE);
});
