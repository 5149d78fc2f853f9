import type { Patch } from "../language/index.js";
import { type Fallback, fallbacksIn } from "./fallback.js";
import { fateOf, type PropertyFate } from "./fates.js";
import type { Pair } from "./finding.js";
import { propertiesAsked } from "./finding.js";
import { type Kept, keptOf } from "./kept.js";
import type { Member } from "./member.js";
import { casesIn, type Damage, damageIn, type OutcomeRow, outcomeRows } from "./outcomeCounts.js";
import { type OutcomeChange, outcomeChanges, type TellOutcome } from "./outcomeDifference.js";
import { isStrong, type Strength } from "./strength.js";
import { type FurtherSweep, type ScenarioSweep, sweepOf } from "./sweep.js";
import { type FoundIn, type Violation, violationOf } from "./violations.js";

/** An answer to one of the five questions. */
export type Answer = "yes" | "no" | "incomplete";

/**
 * What a patch does to what was wrong, in a word: it fixes it all; fixes it unless something happens that need not; makes the most frequent lasting damage rarer; hides it, for something
 * is gone and that damage is as frequent as before; or does nothing to it.
 */
export type Effect = "fixes" | "fixes unless" | "makes rarer" | "hides" | "none";

/** A model that was explored on both kernels. */
export interface ModelReport {
  readonly name: string;
  readonly scenario: string;
  readonly usual: boolean;
  /** It was asked only because the sweep was to go on. */
  readonly further: boolean;
  /** How many of its two searches were made at another time, and kept. */
  readonly known: number;
  readonly states: { readonly before: number; readonly after: number };
  readonly cases: number;
  readonly seconds: number;
  /** Why it was not explored to its end; null where it was. */
  readonly reason: string | null;
}

/** The five answers about a patch, each with its evidence. */
export interface Proof {
  /** The kernel that is patched, with the patches that it had. */
  readonly kernel: string;
  readonly patches: readonly Pick<Patch, "name" | "title" | "source">[];
  /** It fixes what it is asked to fix, breaks nothing, and the models would notice if it did not. */
  readonly proved: Answer;
  readonly effect: Effect;
  readonly models: readonly ModelReport[];
  /** Scenarios in which the patch changes nothing that runs. */
  readonly untouched: readonly string[];
  /** Why no larger bounds were asked; null where the whole sweep was. */
  readonly unswept: string | null;
  /** How far a sweep beyond those bounds went; null where none was asked. */
  readonly further: FurtherSweep | null;
  /** What could not be had in some searches, and what was done instead. */
  readonly fallbacks: readonly Fallback[];
  /** 1: does the kernel violate something? The soonest violation first. */
  readonly bug: { readonly answer: Answer; readonly violations: readonly Violation[]; readonly shortest: FoundIn | null };
  /** 2: is that gone, within the bounds and at every larger bound of the sweep? */
  readonly gone: { readonly answer: Answer; readonly asked: string; readonly properties: readonly PropertyFate[]; readonly sweep: readonly ScenarioSweep[] };
  /** 3: is everything kept that was held? */
  readonly kept: Omit<Kept, "unknown"> & { readonly answer: Answer };
  /** 4: which outcomes come about on one of the kernels alone? */
  readonly outcomes: {
    readonly cases: number;
    readonly damage: readonly Damage[];
    readonly rows: readonly OutcomeRow[];
    readonly changes: readonly OutcomeChange[];
  };
  /** 5: would the models notice? */
  readonly strong: { readonly answer: Answer; readonly strength: Strength };
}

/** What a proof is about, and what was found. */
export interface Evidence extends Pick<Proof, "kernel" | "patches" | "untouched" | "unswept" | "further"> {
  readonly pairs: readonly Pair[];
  /** What the further sweep did not come to. */
  readonly unreached: readonly Member[];
  /** Which properties the patch is meant to fix: a glob, and whether it names one. */
  readonly fixes: { readonly glob: string; readonly test: (property: string) => boolean };
  readonly tell: TellOutcome;
}

/** Puts four answers together; the fifth, {@link withStrength}, is worth asking where these are no reason to refuse the patch. */
export function prove({ kernel, patches, untouched, unswept, further, pairs, unreached, fixes, tell }: Evidence): Proof {
  const names = propertiesAsked(pairs).filter(fixes.test);
  const fates = names.flatMap((name) => fateOf(name, pairs) ?? []);
  const violations = names.flatMap((name) => violationOf(name, pairs, "before") ?? []).sort((a, b) => length(a) - length(b));
  const kept = keptOf(pairs);
  const damage = damageIn(pairs);
  const wasCut = pairs.some(({ before, after }) => before.reason !== null || after.reason !== null);
  const bug: Answer = violations.length > 0 ? "yes" : wasCut ? "incomplete" : "no";
  const gone = goneAnswer(fates, bug, wasCut || unswept !== null);
  const keeps: Answer = kept.broken.length > 0 ? "no" : kept.undecided.length > 0 || kept.unknown ? "incomplete" : "yes";
  return {
    kernel,
    patches: patches.map(({ name, title, source }) => ({ name, title, source })),
    proved: all([bug, gone, keeps, "incomplete"]),
    effect: effectOf(fates, damage),
    models: pairs.map(describeModel),
    untouched,
    unswept,
    further,
    fallbacks: fallbacksIn(pairs),
    bug: { answer: bug, violations, shortest: violations[0]?.shortest ?? null },
    gone: { answer: gone, asked: fixes.glob, properties: fates, sweep: sweepOf(pairs, unreached) },
    kept: { answer: keeps, broken: kept.broken, held: kept.held, undecided: kept.undecided, untested: kept.untested },
    outcomes: { cases: casesIn(pairs), damage, rows: outcomeRows(pairs), changes: outcomeChanges(pairs, tell) },
    strong: { answer: "incomplete", strength: { asked: false, why: "not asked" } },
  };
}

/** A proof with the answer to the fifth question. */
export function withStrength(proof: Proof, strength: Strength): Proof {
  const answer = ({ true: "yes", false: "no", undefined: "incomplete" } as const)[`${isStrong(strength)}`];
  return { ...proof, proved: all([proof.bug.answer, proof.gone.answer, proof.kept.answer, answer]), strong: { answer, strength } };
}

function length({ shortest }: Violation): number {
  return shortest?.trace.steps.length ?? Number.POSITIVE_INFINITY;
}

function all(answers: readonly Answer[]): Answer {
  return (["no", "incomplete"] as const).find((answer) => answers.includes(answer)) ?? "yes";
}

/** Where nothing was wrong there is nothing to be gone. */
function goneAnswer(fates: readonly PropertyFate[], bug: Answer, isPartial: boolean): Answer {
  if (bug !== "yes") return bug;
  if (fates.some(({ fate }) => fate !== "gone" && fate !== "undecided")) return "no";
  return isPartial || fates.some(({ fate }) => fate === "undecided") ? "incomplete" : "yes";
}

function effectOf(fates: readonly PropertyFate[], [main]: readonly Damage[]): Effect {
  const has = (...wanted: readonly PropertyFate["fate"][]): boolean => fates.some(({ fate }) => wanted.includes(fate));
  if (fates.length > 0 && fates.every(({ fate }) => fate === "gone")) return "fixes";
  if (fates.length > 0 && fates.every(({ fate }) => fate === "gone" || fate === "gone unless")) return "fixes unless";
  if (main === undefined || main.before === 0) return has("rarer", "gone", "gone unless") ? "makes rarer" : "none";
  if (main.after < main.before) return "makes rarer";
  return has("rarer", "gone", "gone unless") ? "hides" : "none";
}

/** What was explored of a member. */
export function describeModel({ member: { name, scenario, isUsual, isFurther }, before, after }: Pair): ModelReport {
  return {
    name,
    scenario: scenario.name,
    usual: isUsual,
    further: isFurther,
    known: [before, after].filter(({ known }) => known).length,
    states: { before: before.states, after: after.states },
    cases: after.initialStates,
    seconds: before.seconds + after.seconds,
    reason: before.reason ?? after.reason,
  };
}
