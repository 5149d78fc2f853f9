import type { MutantFinding } from "../engine/compiled/mutantSearch.js";
import { DOMAINS, NO_DEADLOCK } from "../engine/result.js";
import type { Verdict } from "../language/index.js";

/** In what a run of a mutant comes out otherwise than that of the original. */
export interface Surprise {
  /** A property; or a step, by its control state. */
  readonly what: string;
  readonly how: "violated" | "not violated" | "breaks a rule of the language" | "not put to the test" | "never taken";
  /** Transitions on a shortest path to the violation; null where no path shows it. */
  readonly transitions: number | null;
}

/** How the run of the original came out. */
export interface Baseline {
  /** The verdict of each property, by name. */
  readonly verdicts: ReadonlyMap<string, Verdict>;
  /** Properties that were not put to the test, and steps that were never taken: those, and what the model says that it knows not to be. */
  readonly untested: ReadonlySet<string>;
}

/**
 * The first thing in which a mutant is told from the original: a property that held and does not, or the other way round; or else, as `check --strict` minds it, one that is vacuous by now
 * and a step that nobody takes any more.
 */
export function surpriseIn(
  { verdicts, untested }: Baseline,
  { answers, broken, complete, vacuous, untaken }: Pick<MutantFinding, "answers" | "broken" | "complete" | "vacuous" | "untaken">,
): Surprise | undefined {
  if (broken !== undefined) return { what: broken, how: "breaks a rule of the language", transitions: null };
  const held = heldIn({ verdicts });
  const [first] = answers.filter(({ property, verdict }) => verdict === "violated" && held.has(property)).sort((a, b) => a.transitions - b.transitions);
  if (first !== undefined) return { what: first.property, how: "violated", transitions: Number.isFinite(first.transitions) ? first.transitions : null };
  if (!complete) return undefined;
  const cured = answers.find(({ property, verdict }) => verdict === "holds" && verdicts.get(property) === "violated");
  if (cured !== undefined) return { what: cured.property, how: "not violated", transitions: null };
  const idle = vacuous.find((property) => !untested.has(property));
  if (idle !== undefined) return { what: idle, how: "not put to the test", transitions: null };
  const dead = untaken.find((step) => !untested.has(step));
  return dead === undefined ? undefined : { what: dead, how: "never taken", transitions: null };
}

/** The properties of which one violation is enough to tell a mutant. */
export function heldIn({ verdicts }: Pick<Baseline, "verdicts">): ReadonlySet<string> {
  return new Set([...verdicts.keys(), DOMAINS, NO_DEADLOCK].filter((property) => (verdicts.get(property) ?? "holds") === "holds"));
}
