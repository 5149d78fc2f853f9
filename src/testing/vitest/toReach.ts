import { replay } from "../../engine/interpreter/replay.js";
import { Stepper } from "../../engine/interpreter/stepper.js";
import type { Trace } from "../../engine/result.js";
import { glob } from "../../language/glob.js";
import { type Model, type Property, SpecError } from "../../language/index.js";
import { NOTHING_FAILED } from "../../trace/replay/nothingFailed.js";
import { wayToStep } from "../paths/wayToStep.js";
import { type Answer, type Asking, answer, undecided } from "./matching.js";
import { type Answered, ask, composed, type QuestionOptions, showModel } from "./question.js";
import { showSteps, tellRun } from "./tellRun.js";

/** How something is to be reached. */
export interface ReachOptions extends QuestionOptions {
  /** How many steps a shortest run to it has. */
  readonly steps?: number;
}

/**
 * What is to be reached: a step that is to be taken, by a glob of control states (`writer/iomap_write_iter.copy`, `**.copy`); a property of the kind `sometimes`; or a predicate over the shared state and the
 * parameters. One that sees more than these and its file's constants cannot be compiled, and is asked by the slower engine.
 */
// biome-ignore lint/suspicious/noExplicitAny: of the system of whatever model is given.
export type Goal = string | Property | ((s: any, p: any) => boolean);

/** Whether some run of a model comes to something; with `steps`, whether a shortest one does in so many. */
export async function toReach(asking: Asking, received: unknown, goal: Goal, options: ReachOptions): Promise<Answer> {
  const { steps, ...asked } = options;
  const { answered, name, run } = typeof goal === "string" ? await reachStep(received, goal, asked) : await reachState(received, goal, asked);
  const model = showModel(answered);
  if (run !== undefined) {
    const pass = steps === undefined || steps === run.steps.length;
    const wanted = pass ? "" : `, and was to be in ${steps}`;
    return answer(asking, pass, () => `${model}: ${name} is reached ${showSteps(run)}${wanted}:\n\n${tellRun(answered, run)}`);
  }
  if (answered.found.reason !== undefined)
    return undecided(asking, `${model}: incomplete, so it is not known whether ${name} can be reached: ${answered.found.reason}`);
  return answer(asking, false, () => `${model}: ${name} is never reached`);
}

/** What came of it: a shortest run, if there is one. */
interface Reached {
  readonly answered: Answered;
  readonly name: string;
  readonly run: Trace | undefined;
}

async function reachState(received: unknown, goal: Exclude<Goal, string>, options: QuestionOptions): Promise<Reached> {
  const model = received as Model;
  const property = typeof goal === "function" ? model?.system?.sometimes?.("what is to be reached", {}, goal) : goal;
  if (property === undefined || property.kind !== "sometimes")
    throw new SpecError("FL302", "what is to be reached is neither a step, nor a predicate, nor a property of the kind 'sometimes'", "write (s) => s.done");
  const answered = await ask(typeof received === "object" && received !== null ? { ...model, properties: [property] } : received, options);
  const [result] = answered.found.properties.filter(({ name }) => name === property.name);
  return { answered, name: typeof goal === "function" ? "such a state" : `'${property.name}'`, run: result?.witness };
}

async function reachStep(received: unknown, goal: string, options: QuestionOptions): Promise<Reached> {
  const answered = await ask(received, options);
  const model = composed(answered);
  const pattern = glob(goal);
  const states = model.processes.flatMap((process) => process.states.filter(({ body }) => body !== undefined));
  const meant = new Set(states.filter(({ name }) => name === goal || pattern.test(name)).map(({ name }) => name));
  if (meant.size === 0)
    throw new SpecError("FL309", `${model.model.name} has no step '${goal}'`, `its steps: ${states.map(({ name }) => name).join(", ")}`, model.model.site);
  const way = await wayToStep(answered.model, { ...options, engine: answered.found.engine }, meant);
  const run = way && replay(new Stepper(model), way.initial, way.leaves, NOTHING_FAILED);
  return { answered, name: `step '${goal}'`, run };
}
