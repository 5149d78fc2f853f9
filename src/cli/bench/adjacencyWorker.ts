/** The program that {@link adjacency} measures: builds the adjacency map of a check's first model, and prints what it counted. */
import { getAdjacencyMap } from "@xstate/graph";
import { fromTransition } from "xstate";
import { Stepper } from "../../engine/interpreter/stepper.js";
import { compose } from "../../language/compose.js";
import { type Model, type ParameterValues, SpecError } from "../../language/index.js";
import { findChecks } from "../findChecks.js";
import { settingOption } from "../options.js";

/** What the program prints, as JSON. */
export interface AdjacencyCounts {
  readonly states: number;
  readonly transitions: number;
  readonly seconds: number;
}

/** The slots of a state: an actor's context has to be an object that JSON can hold. */
interface Context {
  readonly slots: readonly number[];
}

function counted(model: Model, bounds: ParameterValues): AdjacencyCounts {
  const stepper = new Stepper(compose(model, bounds));
  const began = performance.now();
  const map = getAdjacencyMap(logicOf(stepper), { events: ({ context }) => successorsOf(stepper, context).map((_, leaf) => ({ type: String(leaf) })) });
  const seconds = (performance.now() - began) / 1000;
  const edges = Object.values(map).map(({ transitions }) => Object.keys(transitions).length);
  return { states: edges.length, transitions: edges.reduce((sum, each) => sum + each, 0), seconds };
}

/** An event is the number of a leaf: the same event always leads to the same state, as it has to. */
function logicOf(stepper: Stepper) {
  return fromTransition((context: Context, { type }: { type: string }) => ({ slots: successorsOf(stepper, context)[Number(type)] ?? [] }), {
    slots: theInitialState(stepper),
  });
}

const known = new WeakMap<Context, readonly (readonly number[])[]>();

function successorsOf(stepper: Stepper, context: Context): readonly (readonly number[])[] {
  const before = known.get(context);
  if (before !== undefined) return before;
  const successors: number[][] = [];
  stepper.successors(Int32Array.from(context.slots), (_, violation) => {
    if (violation === undefined) successors.push([...stepper.slots]);
  });
  known.set(context, successors);
  return successors;
}

function theInitialState(stepper: Stepper): readonly number[] {
  const initial: number[][] = [];
  stepper.initialStates(() => initial.push([...stepper.slots]));
  const [only] = initial;
  if (only === undefined || initial.length > 1) throw new SpecError("FL310", "an actor of XState starts in one state", "bench it on a check with one");
  return only;
}

const [check = "", ...rest] = process.argv.slice(2);
const set = rest.filter((word) => word !== "--set").reduce<ParameterValues>((values, text) => settingOption(text, values), {});
const { checks } = await findChecks([check]);
process.stdout.write(`${JSON.stringify(counted(checks[0]?.check.runs[0]?.model as Model, set))}\n`);
