import { check } from "../engine/check.js";
import { type ComposedModel, compose } from "../language/compose.js";
import type { ParameterValues } from "../language/index.js";
import type { MutationQuestion } from "./mutation.js";
import { surpriseIn } from "./mutationSurprise.js";

/** A run of the original, which came out as expected. */
export interface Original {
  readonly question: MutationQuestion;
  /** `claims/c10: before the fix`. */
  readonly name: string;
  readonly composed: ComposedModel;
  readonly states: number;
  /** How often each step fired, by control state. */
  readonly fired: Readonly<Record<string, number>>;
}

/** A run that tells nothing of mutants, and why. */
export interface LeftOut {
  readonly name: string;
  readonly why: string;
}

interface OriginalOptions {
  readonly set: ParameterValues;
  readonly maxStates: number;
  readonly signal: AbortSignal | undefined;
}

/** Asks a run of the original: what it is that a mutant is compared with. */
export async function askOriginal(
  question: MutationQuestion,
  functions: readonly string[],
  { set, maxStates, signal }: OriginalOptions,
): Promise<Original | LeftOut> {
  const { check: id, run } = question;
  const name = `${id}: ${run.name ?? run.model.name}`;
  if (run.decide !== undefined) return { name, why: "it is decided by structure, not by a search" };
  if (run.refines !== undefined) return { name, why: "it asks for a refinement, which is decided on the whole graph" };
  const composed = compose(run.model, set);
  if (composed.temporal.length > 0) return { name, why: "it asks temporal properties, which are decided on the whole graph" };
  if (!composed.instances.some(({ machine }) => functions.includes(machine.prototype.name))) return { name, why: "it runs none of the functions" };
  const { states, fired, properties, reason } = await check(run.model, { set, maxStates, signal });
  if (reason !== undefined) return { name, why: reason };
  const answers = properties.map(({ name: property, verdict, trace }) => ({ property, verdict, transitions: trace?.steps.length ?? Number.POSITIVE_INFINITY }));
  const surprise = surpriseIn(run, { answers, broken: undefined, complete: true });
  if (surprise !== undefined) return { name, why: `it does not come out as expected without a mutant either: ${surprise.property}` };
  return { question, name, composed, states, fired };
}

/** Whether a run can be asked of mutants. */
export function isAnswer(original: Original | LeftOut): original is Original {
  return "composed" in original;
}
