import type { Seen } from "../language/index.js";
import type { AbstractState } from "./abstractState.js";
import { differences, disagreements } from "./differences.js";
import type { Standing } from "./standing.js";

/** Where a model and its abstract model part. */
export interface Parting {
  /** The abstract model. */
  readonly name: string;
  /** What is seen of the model's last state that the abstract model could follow to; of its initial state, if it could not begin. */
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
const TOLD = 3;
const LISTED = 12;

/** Says what the model did, where the abstract model was, and what it would have allowed. */
export function explainDivergence({ name, before, next, abstract }: Parting): Explanation {
  if (next === undefined) {
    const nearest = abstract.map(({ seen }) => disagreements(before, seen)).sort((a, b) => a.length - b.length)[0] ?? [];
    return { message: `${name} cannot begin so: ${listed(nearest, TOLD)} where it comes nearest`, evidence: [] };
  }
  const allowed = unique(abstract.flatMap(({ seen, next: steps }) => steps.map((after) => differences(seen, after).join(", "))));
  const did = "seen" in next ? `does not allow this step (${listed(differences(before, next.seen), TOLD)})` : `goes on where this run is ${next.standing}`;
  const instead = allowed.length === 0 ? "it allows nothing that can be seen" : `it allows ${listed(allowed, TOLD, " or ")}`;
  return {
    message: `${name} ${did}; ${instead}`,
    evidence: [
      ...unique(abstract.map(({ inside }) => inside)).map((inside) => `before it, ${name} may be at ${inside}`),
      ...allowed.map((change) => `it allows ${change}`),
    ].slice(0, LISTED),
  };
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].filter((text) => text !== "").sort();
}

function listed(texts: readonly string[], most: number, between = ", "): string {
  const rest = texts.length - most;
  return texts.slice(0, most).join(between) + (rest > 0 ? `${between}${rest} more` : "");
}
