import type { Action } from "./action.js";
import { callSite, type Site } from "./site.js";

/**
 * An assumption about schedulers and the environment: of all infinite runs, temporal properties are asked of the fair ones only.
 * It is stated for each process, step or choice that the action's globs mean, one by one.
 */
export interface Fairness {
  /** `weak`: what stays enabled for ever is taken again and again. `strong`: so is what is enabled again and again. */
  readonly strength: "weak" | "strong";
  readonly of: Action;
  readonly site: Site | undefined;
}

/**
 * Weak fairness, TLA's WF: an action that is enabled for ever from some moment on is taken infinitely often. What a scheduler does that forgets nobody.
 * @example weaklyFair({ process: "writer" })
 */
export function weaklyFair(of: Action): Fairness {
  return { strength: "weak", of, site: callSite() };
}

/**
 * Strong fairness, TLA's SF: an action that is enabled infinitely often is taken infinitely often, even if it is disabled in between. What a
 * lock does that starves nobody, and what luck does: a choice that may go well does not go wrong for ever.
 * @example stronglyFair({ step: "iomap_write_iter.copy", choice: "copied", value: 4 })
 */
export function stronglyFair(of: Action): Fairness {
  return { strength: "strong", of, site: callSite() };
}
