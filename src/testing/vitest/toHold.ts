import { type Answer, type Asking, answer, undecided } from "./matching.js";
import { ask, type QuestionOptions, resultsOf, showModel } from "./question.js";
import { tellViolation } from "./tellRun.js";

/** Whether a model holds: all of it, or the properties that a name means. */
export async function toHold(asking: Asking, received: unknown, property: string | undefined, options: QuestionOptions): Promise<Answer> {
  const answered = await ask(received, options);
  const results = resultsOf(answered, property);
  const model = showModel(answered);
  const violated = results.filter(({ verdict }) => verdict === "violated");
  const [first] = [...violated].sort((one, other) => length(one) - length(other));
  if (first !== undefined) {
    const others = violated.filter((one) => one !== first).map(({ name }) => `\nalso violated: '${name}'`);
    return answer(asking, false, async () => `${model}: ${await tellViolation(answered, first)}${others.join("")}`);
  }
  if (results.some(({ verdict }) => verdict === "incomplete"))
    return undecided(asking, `${model}: incomplete, so it is not known whether it holds: ${answered.found.reason}`);
  return answer(asking, true, () => `${model}: ${property === undefined ? "it" : `'${property}'`} holds, and ought not to`);
}

function length({ trace }: { readonly trace: { readonly steps: readonly unknown[] } | undefined }): number {
  return trace?.steps.length ?? Number.POSITIVE_INFINITY;
}
