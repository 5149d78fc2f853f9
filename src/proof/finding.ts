import type { Verdict } from "../language/index.js";
import type { TraceDocument } from "../trace/traceDocument.js";
import type { Member } from "./member.js";
import type { OutcomeTable } from "./outcomeTable.js";

/** How a property came out in one model. */
export interface PropertyFinding {
  readonly name: string;
  readonly verdict: Verdict;
  readonly vacuous: boolean;
  readonly trace: TraceDocument | null;
}

/** What was found of a member on one kernel. */
export interface Finding {
  readonly properties: readonly PropertyFinding[];
  readonly states: number;
  readonly transitions: number;
  readonly initialStates: number;
  readonly seconds: number;
  /** What could not be had when it was searched, why, and what was done instead: a sentence each. */
  readonly fallbacks: readonly string[];
  /** It was searched at another time, and kept. */
  readonly known: boolean;
  /** Why the search did not come to its end; null where it did. */
  readonly reason: string | null;
  /** What it can come to; null unless the search came to its end. */
  readonly outcomes: OutcomeTable | null;
}

/** What was found of a member on the two kernels that are compared. */
export interface Pair {
  readonly member: Member;
  readonly before: Finding;
  readonly after: Finding;
}

/** The verdict on a property; nothing where the model does not ask it. */
export function verdictOn({ properties }: Finding, name: string): Verdict | undefined {
  return properties.find((property) => property.name === name)?.verdict;
}

/** The names of all properties that are asked of some member. */
export function propertiesAsked(pairs: readonly Pair[]): string[] {
  return [...new Set(pairs.flatMap(({ before, after }) => [...before.properties, ...after.properties].map(({ name }) => name)))];
}
