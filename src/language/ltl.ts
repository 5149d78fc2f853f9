import type { Action } from "./action.js";
import type { Formula } from "./formula.js";

/** From now on, always: `[] of`. */
export function globally(of: Formula): Formula {
  return { op: "globally", of };
}

/** Now or at some later moment: `<> of`. */
export function eventually(of: Formula): Formula {
  return { op: "eventually", of };
}

/** `right` comes, and until then `left` holds: `left U right`. */
export function until(left: Formula, right: Formula): Formula {
  return { op: "until", left, right };
}

/** `left` holds until `right` comes, or for ever if it never does: `left W right`. */
export function weakUntil(left: Formula, right: Formula): Formula {
  return { op: "weakUntil", left, right };
}

/** `right` holds up to and including the moment at which `left` does, or for ever: `left R right`. */
export function release(left: Formula, right: Formula): Formula {
  return { op: "release", left, right };
}

export function not(of: Formula): Formula {
  return { op: "not", of };
}

export function and(first: Formula, ...others: readonly Formula[]): Formula {
  return others.reduce((left, right) => ({ op: "and", left, right }), first);
}

export function or(first: Formula, ...others: readonly Formula[]): Formula {
  return others.reduce((left, right) => ({ op: "or", left, right }), first);
}

/** `left -> right`. A property whose left sides are never true is vacuous. */
export function implies(left: Formula, right: Formula): Formula {
  return { op: "implies", left, right };
}

export function equivalent(left: Formula, right: Formula): Formula {
  return { op: "equivalent", left, right };
}

/** The step that is taken now belongs to the action. */
export function taken(action: Action): Formula {
  return { op: "atom", atom: { kind: "taken", action } };
}

/** Some process stands at a control state; a glob over their names: `writer/iomap_write_iter.copy`, or `iomap_write_iter.copy` of any caller. */
export function at(place: string): Formula {
  return { op: "atom", atom: { kind: "at", place } };
}

/** A process is at an end: one of its machine's exits. */
export function ended(process: string): Formula {
  return { op: "atom", atom: { kind: "ended", process } };
}
