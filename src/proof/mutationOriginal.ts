import { contentHash, refinementHash } from "../engine/contentHash.js";
import { decideRun } from "../engine/decideRun.js";
import type { SearchResult } from "../engine/result.js";
import { type ComposedModel, compose } from "../language/compose.js";
import { glob } from "../language/glob.js";
import type { Model, ParameterValues, Run } from "../language/index.js";
import type { MutationQuestion } from "./mutation.js";
import { namesChoices } from "./mutationGraph.js";
import type { Baseline } from "./mutationSurprise.js";

/** A run of the original, which came out as expected. */
export interface Original extends Baseline {
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
  const verdicts = new Map(result.properties.map((property) => [property.name, property.verdict]));
  const unexpected = unexpectedIn(question.run, verdicts);
  if (unexpected !== undefined) return { name, why: `it does not come out as expected without a mutant either: ${unexpected}` };
  const { states, fired } = result;
  return { ...asked, states, fired, verdicts, untested: untestedIn(question.run.model, result) };
}

/** A property of which the run says another verdict, by the rules of `check`. */
function unexpectedIn({ expect, properties = {} }: Run, verdicts: Baseline["verdicts"]): string | undefined {
  const violated = [...verdicts.keys()].filter((name) => verdicts.get(name) === "violated");
  if (expect === "violated" && violated.length === 0) return "nothing is violated";
  return [...verdicts.keys()].find((name) => {
    const expected = properties[name] ?? (expect === "holds" ? "holds" : undefined);
    return expected !== undefined && verdicts.get(name) !== expected;
  });
}

/** What a run did not put to the test, and what its check knows it need not: nobody is surprised to find it so under a mutant. */
function untestedIn({ unreached = [], vacuous = [] }: Model, { fired, properties }: SearchResult): ReadonlySet<string> {
  const matches = (patterns: readonly string[], name: string): boolean => patterns.some((pattern) => glob(pattern).test(name));
  return new Set([
    ...Object.keys(fired).filter((step) => fired[step] === 0 || matches(unreached, step)),
    ...properties.filter((property) => property.vacuous || matches(vacuous, property.name)).map(({ name }) => name),
  ]);
}
