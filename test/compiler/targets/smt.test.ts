import { afterAll, beforeAll, expect, test } from "vitest";
import { compile } from "../../../src/compiler/index.js";
import { SmtModel } from "../../../src/compiler/targets/smt/smtModel.js";
import { Stepper } from "../../../src/engine/interpreter/stepper.js";
import { compose } from "../../../src/language/compose.js";
import type { Model } from "../../../src/language/model.js";
import { type Answer, startZ3, type Z3 } from "../../../src/proof/inductive/z3.js";
import { dieHard } from "../../fixtures/dieHard.js";
import { randomModels } from "../randomModels.js";
import { HeldSteps } from "./heldSteps.js";
import { SmtSuccessors } from "./smtSuccessors.js";

const LONG = process.env.FAULTLINE_LONG === "1";
/** Milliseconds. */
const PATIENCE = LONG ? 900_000 : 120_000;

/** Enough for nearly all of what is asked; what one random model does with products of cells that are not held, z3 would go on about for hours. */
const EFFORT = 3_000_000;

let z3: Z3;

beforeAll(async () => {
  z3 = await startZ3();
});

afterAll(() => z3.stop());

/** Every initial state, and every successor of the first reachable states, as the specification's own functions give them and as z3 finds them. */
async function expectSameStates(model: Model, states: number): Promise<void> {
  const composed = compose(model);
  const stepper = new Stepper(composed);
  const smt = new SmtSuccessors(z3.open(), new SmtModel(compile(composed)));
  const initial = new Set<string>();
  stepper.initialStates((violation) => violation === undefined && initial.add(stepper.slots.join()));
  expect(await smt.initialStates()).toEqual([...initial].sort());
  const queue = [...initial];
  for (let index = 0; index < Math.min(queue.length, states); index++) {
    const state = Int32Array.from((queue[index] as string).split(","), Number);
    const successors = new Set<string>();
    stepper.successors(state, (_, violation) => violation === undefined && successors.add(stepper.slots.join()));
    expect(await smt.successors(state)).toEqual([...successors].sort());
    for (const successor of successors) if (!queue.includes(successor)) queue.push(successor);
  }
}

test("z3 finds the states of die hard that the reference engine finds", async () => {
  await expectSameStates(dieHard, LONG ? 16 : 6);
});

test(
  "z3 finds the initial states and the successors of random models that the reference engine finds",
  async () => {
    for (const model of await randomModels(LONG ? 7 : 4, LONG ? 30 : 5)) await expectSameStates(model, LONG ? 12 : 3);
  },
  PATIENCE,
);

/** Every transition and every initial state of a model is among those that are allowed where of each vector one cell is held, whichever it is. */
async function expectHeldCellsToAllow(model: Model, states: number, seen: Answer[]): Promise<void> {
  const composed = compose(model);
  const stepper = new Stepper(composed);
  const held = new HeldSteps(z3.open({ effort: EFFORT }), new SmtModel(compile(composed), 1));
  const initial: Int32Array[] = [];
  stepper.initialStates((violation) => violation === undefined && initial.push(stepper.slots.slice()));
  for (const byte of [0, 1, 2]) {
    for (const state of initial.slice(0, states)) {
      seen.push(await held.allowsInitial(state, byte));
      const successors: Int32Array[] = [];
      stepper.successors(state, (_, violation) => violation === undefined && successors.push(stepper.slots.slice()));
      for (const successor of successors.slice(0, 6)) seen.push(await held.allows(state, successor, byte));
    }
  }
}

test(
  "of random models, too, everything that a step does is allowed where one cell of each vector is held",
  async () => {
    const seen: Answer[] = [];
    for (const model of await randomModels(LONG ? 8 : 5, LONG ? 30 : 4)) await expectHeldCellsToAllow(model, LONG ? 6 : 2, seen);
    expect(seen).not.toContain("unsat");
    expect(seen.filter((answer) => answer === "unknown").length).toBeLessThan(seen.length / 20);
  },
  PATIENCE,
);

test("where one cell is held, what is not done to it is not allowed", async () => {
  const composed = compose(dieHard);
  const held = new HeldSteps(z3.open(), new SmtModel(compile(composed), 1));
  expect(await held.allows(Int32Array.of(0, 0, 0), Int32Array.of(5, 0, 0), 0)).toBe("sat");
  expect(await held.allows(Int32Array.of(0, 0, 0), Int32Array.of(4, 0, 0), 0)).toBe("unsat");
});
