import type { Budget } from "../../../src/engine/engine.js";
import { randomModels } from "../../compiler/randomModels.js";
import { expectSameResults } from "./agree.js";

/** Expects both engines to say the same of so many random models, drawn from a seed. */
export async function agreeOnModels(seed: number, count: number, budget: Budget): Promise<void> {
  for (const model of await randomModels(seed, count)) await expectSameResults(model, budget);
}
