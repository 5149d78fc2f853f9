import { check } from "../engine/check.js";
import type { Kernel, Model, ParameterValues, Scenario, Verdict } from "../language/index.js";
import type { Pair } from "./finding.js";
import { differs } from "./member.js";
import { type MutantOutcome, type MutationQuestion, mutationScore } from "./mutation.js";
import type { Strength, Survivor } from "./strength.js";

/** States after which a probe is given up. */
const PROBE_STATES = 200_000;

/** How mutants are tried. */
export interface StrengthOptions {
  /** Bounds that win over those of the members. */
  readonly set: ParameterValues;
  /** Situations that are asked besides the members: those of them in which the kernels differ, unless somebody sets bounds, for they are made for their own. */
  readonly probes?: readonly Scenario[];
  readonly maxSeconds?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Tries mutants of the functions in which two kernels differ, on the patched one: a mutant is noticed where some property comes out otherwise than without it, in a model of the
 * usual bounds or in a probe.
 */
export async function strengthOf(before: Kernel, after: Kernel, pairs: readonly Pair[], { probes = [], ...options }: StrengthOptions): Promise<Strength> {
  const functions = Object.keys(after.links).filter((name) => after.links[name] !== before.links[name]);
  if (functions.length === 0) return { asked: false, why: "not asked: the patch replaces no function" };
  const usual = pairs.filter(({ member, after: found }) => member.isUsual && found.reason === null);
  const touched = isEmpty(options.set) ? probes.filter((probe) => probe.applies(before) && probe.applies(after) && differs(probe, before, after)) : [];
  const questions = [
    ...usual.map(({ member: { name, scenario, size }, after: { properties } }) => questionOf(name, scenario.model(after, size), properties)),
    ...(await Promise.all(touched.map((probe) => probeQuestion(probe, after)))).flat(),
  ];
  if (questions.length === 0) return { asked: false, why: "not asked: no model of the usual bounds was explored to its end" };
  const { mutants, killed, survived, equivalent, incomplete } = await mutationScore(questions, { functions, ...options });
  const survivors = mutants.filter(({ fate }) => fate === "survived").map(survivorOf);
  return { asked: true, killed, survived, equivalent, undecided: incomplete, survivors };
}

function isEmpty(set: ParameterValues): boolean {
  return Object.keys(set).length === 0;
}

interface Decided {
  readonly name: string;
  readonly verdict: Verdict;
}

function questionOf(name: string, model: Model, properties: readonly Decided[]): MutationQuestion {
  const verdicts = properties.map((property) => [property.name, expected(property.verdict)] as const);
  const expect = properties.some(({ verdict }) => verdict === "violated") ? "violated" : "holds";
  return { check: name, run: { model, expect, properties: Object.fromEntries(verdicts) } };
}

/** What a probe finds of the patched kernel itself is what is expected of it. None, where it finds no end. */
async function probeQuestion({ name, model, sizes: [size = {}] }: Scenario, kernel: Kernel): Promise<MutationQuestion[]> {
  const asked = model(kernel, size);
  const { properties, reason } = await check(asked, { maxStates: PROBE_STATES });
  return reason === undefined ? [questionOf(name, asked, properties)] : [];
}

/** Of a model that was explored to its end. */
function expected(verdict: Verdict): "holds" | "violated" {
  return verdict === "violated" ? "violated" : "holds";
}

function survivorOf({ mutant: { operator, site, before, after, ...mutant } }: MutantOutcome): Survivor {
  const change = after === "" ? `${operator}: ${before}` : `${operator}: ${before}, now ${after}`;
  return { change, function: mutant.function, file: site.file, line: site.line, column: site.column };
}
