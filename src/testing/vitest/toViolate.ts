import { type Answer, type Asking, answer, undecided } from "./matching.js";
import { ask, type QuestionOptions, resultsOf, showModel } from "./question.js";
import { showSteps, tellViolation } from "./tellRun.js";

/** How a model is to be violated. */
export interface ViolationOptions extends QuestionOptions {
  /** How many steps the shortest counterexample has. */
  readonly steps?: number;
}

/** Whether a model violates a property, any or those that a name means; with `steps`, whether a shortest counterexample has so many. */
export async function toViolate(asking: Asking, received: unknown, property: string | undefined, { steps, ...options }: ViolationOptions): Promise<Answer> {
  const answered = await ask(received, options);
  const results = resultsOf(answered, property);
  const model = showModel(answered);
  const violated = results.filter(({ verdict }) => verdict === "violated");
  const wanted = violated.find(({ trace }) => steps === undefined || trace?.steps.length === steps);
  if (wanted !== undefined) return answer(asking, true, async () => `${model}: ${await tellViolation(answered, wanted)}`);
  const [first] = violated;
  if (first !== undefined) {
    const ends = first.trace === undefined ? "" : `it ends ${showSteps(first.trace)}; `;
    return answer(asking, false, async () => `${model}: the counterexample was to have ${steps} steps; ${ends}${await tellViolation(answered, first)}`);
  }
  if (results.some(({ verdict }) => verdict === "incomplete"))
    return undecided(asking, `${model}: incomplete, so it is not known whether it is violated: ${answered.found.reason}`);
  const vacuous = results.filter((result) => result.vacuous).map(({ name }) => `\n'${name}' was never put to the test`);
  return answer(asking, false, () => `${model}: ${property === undefined ? "nothing is" : `'${property}' is not`} violated${vacuous.join("")}`);
}
