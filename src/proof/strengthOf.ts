import type { Kernel, ParameterValues, Verdict } from "../language/index.js";
import type { Pair } from "./finding.js";
import { type MutantOutcome, type MutationQuestion, mutationScore } from "./mutation.js";
import type { Strength, Survivor } from "./strength.js";

/** How mutants are tried. */
export interface StrengthOptions {
  /** Bounds that win over those of the members. */
  readonly set: ParameterValues;
  readonly maxSeconds?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Tries mutants of the functions in which two kernels differ, on the patched one: a mutant is noticed where some property comes out otherwise than without it, in a model of the
 * usual bounds.
 */
export async function strengthOf(before: Kernel, after: Kernel, pairs: readonly Pair[], options: StrengthOptions): Promise<Strength> {
  const functions = Object.keys(after.links).filter((name) => after.links[name] !== before.links[name]);
  if (functions.length === 0) return { asked: false, why: "not asked: the patch replaces no function" };
  const questions = pairs.filter(({ member, after: found }) => member.isUsual && found.reason === null).map((pair) => questionOf(pair, after));
  if (questions.length === 0) return { asked: false, why: "not asked: no model of the usual bounds was explored to its end" };
  const { mutants, killed, survived, equivalent, incomplete } = await mutationScore(questions, { functions, ...options });
  const survivors = mutants.filter(({ fate }) => fate === "survived").map(survivorOf);
  return { asked: true, killed, survived, equivalent, undecided: incomplete, survivors };
}

function questionOf({ member, after: { properties } }: Pair, kernel: Kernel): MutationQuestion {
  const verdicts = properties.map(({ name, verdict }) => [name, expected(verdict)] as const);
  const expect = properties.some(({ verdict }) => verdict === "violated") ? "violated" : "holds";
  return { check: member.name, run: { model: member.scenario.model(kernel, member.size), expect, properties: Object.fromEntries(verdicts) } };
}

/** Of a model that was explored to its end. */
function expected(verdict: Verdict): "holds" | "violated" {
  return verdict === "violated" ? "violated" : "holds";
}

function survivorOf({ mutant: { operator, site, before, after, ...mutant } }: MutantOutcome): Survivor {
  const change = after === "" ? `${operator}: ${before}` : `${operator}: ${before}, now ${after}`;
  return { change, function: mutant.function, file: site.file, line: site.line, column: site.column };
}
