import { expect } from "vitest";
import { compile } from "../../src/compiler/index.js";
import type { ModelProgram } from "../../src/compiler/ir.js";
import { compose } from "../../src/language/compose.js";
import { type Model, type ParameterValues, SpecError } from "../../src/language/index.js";
import { Interpreter } from "../compiler/interpret.js";
import { explore } from "../fixtures/explore.js";
import type { Counted, Peer } from "./peer.js";

/**
 * Expects a peer to find as many states and transitions in our export of a model as the reference engine finds in the model itself.
 * @returns what both found; nothing was compared, and undefined is returned, if the model has more than `most` states, or no initial state
 */
export function expectSameCounts(peer: Peer, whole: Model, { set = {}, most = 100_000 }: { set?: ParameterValues; most?: number } = {}): Counted | undefined {
  // Counts do not depend on properties, and those of a random model may break rules themselves.
  const model = { ...whole, properties: [] };
  const ours = countsOf(model, set, most);
  if (ours !== undefined) expectCounts(peer, model, ours, set);
  return ours;
}

function countsOf(model: Model, set: ParameterValues, most: number): Counted | undefined {
  try {
    const { states, transitions, reason } = explore(model, set, { maxStates: most });
    return reason === undefined ? { states, transitions } : undefined;
  } catch (error) {
    if (error instanceof SpecError && error.code === "FL111") return undefined;
    throw error;
  }
}

/** Expects a peer to count in our export of a model what we are known to count in the model. */
export function expectCounts(peer: Peer, model: Model, ours: Counted, set: ParameterValues = {}): void {
  const program = compile(compose(model, set));
  expect(peer.count(program, initialLeaves(program)), `${peer.name} on ${model.name}`).toEqual(ours);
}

/** How many ways there are to choose an initial state, twins included. */
function initialLeaves(program: ModelProgram): number {
  return new Interpreter(program).initialStates().filter(({ after }) => typeof after !== "string").length;
}
