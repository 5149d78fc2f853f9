import { contentHash, refinementHash } from "../engine/contentHash.js";
import { decideRun } from "../engine/decideRun.js";
import { type ComposedModel, compose } from "../language/compose.js";
import type { ParameterValues, Run } from "../language/index.js";
import type { MutationQuestion } from "./mutation.js";
import { namesChoices } from "./mutationGraph.js";
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

/** Asks the runs of the original: what it is that mutants are compared with. */
export async function askOriginals(
  questions: readonly MutationQuestion[],
  functions: readonly string[],
  options: OriginalOptions,
): Promise<{ readonly originals: readonly Original[]; readonly leftOut: readonly LeftOut[] }> {
  const originals: Original[] = [];
  const leftOut: LeftOut[] = [];
  const asked = new Map<string, string>();
  for (const question of questions) {
    const name = `${question.check}: ${question.run.name ?? question.run.model.name}`;
    const composed = compose(question.run.model, options.set);
    const hash = hashOf(question.run, composed);
    const twin = asked.get(hash);
    asked.set(hash, twin ?? name);
    const why = obstacleTo(question.run, composed, functions) ?? (twin === undefined ? undefined : `it asks what ${twin} asks`);
    const original = why === undefined ? await askOriginal({ question, name, composed }, options) : { name, why };
    if ("composed" in original) originals.push(original);
    else leftOut.push(original);
  }
  return { originals, leftOut };
}

/** Names what is asked of what: another run with the same hash would say the same of every mutant. */
function hashOf({ refines, expect, properties }: Run, composed: ComposedModel): string {
  const hash = refines === undefined ? contentHash(composed) : refinementHash(composed, refines);
  return JSON.stringify([hash, expect, properties]);
}

function obstacleTo(run: Run, composed: ComposedModel, functions: readonly string[]): string | undefined {
  if (run.decide !== undefined) return "it is decided by structure, not by a search";
  if (namesChoices(composed)) return "it asks what was chosen, which is not known of mutants";
  return composed.instances.some(({ machine }) => functions.includes(machine.prototype.name)) ? undefined : "it runs none of the functions";
}

type Asked = Pick<Original, "question" | "name" | "composed">;

async function askOriginal(asked: Asked, { set, maxStates, signal }: OriginalOptions): Promise<Original | LeftOut> {
  const { name, question } = asked;
  const { result } = await decideRun(question.run, { set, maxStates }, signal === undefined ? {} : { signal });
  if (result.reason !== undefined) return { name, why: result.reason };
  const answers = result.properties.map(({ name: property, verdict, trace }) => ({
    property,
    verdict,
    transitions: trace?.steps.length ?? Number.POSITIVE_INFINITY,
  }));
  const surprise = surpriseIn(question.run, { answers, broken: undefined, complete: true });
  if (surprise !== undefined) return { name, why: `it does not come out as expected without a mutant either: ${surprise.property}` };
  return { ...asked, states: result.states, fired: result.fired };
}
