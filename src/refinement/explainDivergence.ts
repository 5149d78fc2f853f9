import type { Seen } from "../language/index.js";
import type { AbstractState } from "./abstractState.js";
import { differences, disagreements } from "./differences.js";
import type { Standing } from "./standing.js";

/** Where a model and its abstract model part. */
export interface Parting {
  /** The abstract model. */
  readonly name: string;
  /** What is seen of the model there; of its initial state, if the abstract model could not begin. */
  readonly before: Seen;
  /** How the model went on: what was seen next, or how its run stands there, or nothing, if the abstract model could not begin. */
  readonly next: { readonly seen: Seen } | { readonly standing: Standing } | undefined;
  /** In which states the abstract model may be there, or begin. */
  readonly abstract: readonly AbstractState[];
}

/** Why the abstract model could not follow, in a sentence, and in full. */
export interface Explanation {
  readonly message: string;
  readonly evidence: readonly string[];
}

/** How much a sentence tells, and how much its evidence. */
const TOLD = 2;
const LISTED = 12;

/** Says how what the model did differs from what the abstract model could have done, and what that is. */
export function explainDivergence({ name, before, next, abstract }: Parting): Explanation {
  if (next === undefined) return { message: `${name} cannot begin so: ${nearest(before, seenIn(abstract))}`, evidence: [] };
  const allowed = unique(abstract.flatMap(({ seen, next: steps }) => steps.map((after) => differences(seen, after).join(", "))));
  const did =
    "seen" in next
      ? `allows no such step: ${nearest(next.seen, [...abstract.flatMap((state) => state.next), ...seenIn(abstract)])}`
      : `can go on where this run is ${next.standing}`;
  const instead = allowed.length === 0 ? "it allows nothing that can be seen" : `it allows ${listed(allowed, TOLD, " or ")}`;
  return {
    message: `${name} ${did}; ${instead}`,
    evidence: [
      ...unique(abstract.map(({ inside }) => inside)).map((inside) => `before it, ${name} may be at ${inside}`),
      ...allowed.map((change) => `it allows ${change}`),
    ].slice(0, LISTED),
  };
}

function seenIn(states: readonly AbstractState[]): readonly Seen[] {
  return states.map(({ seen }) => seen);
}

/** In what something differs from that which is most like it. */
function nearest(seen: Seen, others: readonly Seen[]): string {
  const all = others.map((other) => disagreements(seen, other)).sort((one, other) => one.length - other.length);
  return `${listed(all[0] ?? [], TOLD)}, where it comes nearest`;
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].filter((text) => text !== "").sort();
}

function listed(texts: readonly string[], most: number, between = ", "): string {
  const rest = texts.length - most;
  return texts.slice(0, most).join(between) + (rest > 0 ? `${between}${rest} more` : "");
}
