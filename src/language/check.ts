import { SpecError } from "./errors.js";
import type { Patch } from "./kernel.js";
import type { Model } from "./model.js";
import { type Refinement, refuseStrangeMappings } from "./refinement.js";
import { callSite, type Site } from "./site.js";
import type { Structure } from "./structure.js";

/** What a search can say. `incomplete` is never a pass. */
export type Verdict = "holds" | "violated" | "incomplete";

/** One model of a check, with what is expected of it. */
export interface Run {
  /** A few words, where a check has several runs. */
  readonly name?: string;
  readonly model: Model;
  readonly expect: "holds" | "violated";
  /** The verdict of single properties, where the run's own verdict does not say it all. */
  readonly properties?: Readonly<Record<string, "holds" | "violated">>;
  /** A `contrast` is what the claim is compared with: it must come out as expected, but the claim's verdict does not rest on it. */
  readonly role?: "claim" | "contrast";
  /** Decides the run on the model's shape, without a search. */
  readonly decide?: (structure: Structure) => StructuralFinding;
  /** Also asks whether the model does only what an abstract model allows: one more property of the run. */
  readonly refines?: Refinement;
}

/** A question decided on the shape of the specification, not by a search: `evidence` says what was found and where. */
export interface StructuralFinding {
  readonly holds: boolean;
  readonly evidence: readonly string[];
}

/** What a check is made of. */
export interface CheckShape {
  /** Unique, with the folder's name first: `claims/c10`. */
  readonly id: string;
  readonly title: string;
  /** Who said it, and when. */
  readonly by?: string;
  /** What observation would refute it. */
  readonly refutedBy?: string;
  readonly expect: "holds" | "violated";
  /** The models, where there are several or one of them needs more words. */
  readonly runs?: readonly Run[];
  /** The model, where there is one. */
  readonly model?: Model;
  /** Evidence that the expectation of the source is wrong, or that the model cannot settle it. */
  readonly disputed?: string;
  /** Steps that some run is known never to fire, as globs of control states, such as `**.punch_hole`. One that excuses no step of any run is told as stale. */
  readonly unreached?: readonly string[];
  /** Properties that some run is known not to put to the test, as globs of their names; told as stale likewise. */
  readonly vacuous?: readonly string[];
  /** A change under which the verdict turns: shows that the check can fail. */
  readonly mutant?: { readonly patch: Patch; readonly turns: "holds" | "violated" };
}

/** A question with its models, bounds, properties and expected verdict. */
export interface Check extends Omit<CheckShape, "model" | "unreached" | "vacuous"> {
  readonly runs: readonly Run[];
  readonly kind: "search" | "structural";
  readonly site: Site | undefined;
}

const checks = new WeakSet<object>();

/** States a question. Export it from a file; the command line finds it there. @throws SpecError FL112 when it is ill-formed. */
export function defineCheck({ model, unreached, vacuous, ...shape }: CheckShape): Check {
  const site = callSite();
  if (!/^[a-z0-9][a-z0-9._-]*(\/[a-z0-9][a-z0-9._-]*)*$/i.test(shape.id)) {
    throw new SpecError("FL112", `'${shape.id}' is no id for a check`, "use letters, digits, '.', '_', '-' and '/' between the parts", site);
  }
  const given = [...(model === undefined ? [] : [{ model, expect: shape.expect }]), ...(shape.runs ?? [])];
  const runs = given.map((run) => ({ ...run, model: excusing(run.model, unreached, vacuous) }));
  if (runs.length === 0) throw new SpecError("FL112", `${shape.id} has no model`, "give it a model, or runs: [{ model, expect }]", site);
  for (const { model, refines, decide } of runs) {
    if (refines === undefined) continue;
    if (decide !== undefined) throw new SpecError("FL112", `${shape.id} has a run with 'decide' and 'refines'`, "make two runs of it", site);
    refuseStrangeMappings(model, refines);
  }
  const structural = runs.every((run) => run.decide !== undefined);
  const made: Check = { ...shape, runs, kind: structural ? "structural" : "search", site };
  checks.add(made);
  return made;
}

/** The model with what its check knows not to be tested. */
function excusing(model: Model, unreached: readonly string[] = [], vacuous: readonly string[] = []): Model {
  if (unreached.length === 0 && vacuous.length === 0) return model;
  return { ...model, unreached: [...(model.unreached ?? []), ...unreached], vacuous: [...(model.vacuous ?? []), ...vacuous] };
}

/** Whether a value was made by {@link defineCheck}. */
export function isCheck(value: unknown): value is Check {
  return typeof value === "object" && value !== null && checks.has(value);
}
