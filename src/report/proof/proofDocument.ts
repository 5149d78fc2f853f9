import type { Difference } from "../../proof/difference.js";
import type { Proof } from "../../proof/proof.js";
import type { FoundIn } from "../../proof/violations.js";
import { compactTrace } from "../../trace/traceDocument.js";

/** What `prove --json` prints; `proof-report.schema.json` is its schema. */
export interface ProofDocument extends Proof {
  /** The version of faultline. */
  readonly faultline: string;
}

/** What `diff --json` prints; `difference-report.schema.json` is its schema. */
export interface DifferenceDocument extends Difference {
  /** The version of faultline. */
  readonly faultline: string;
}

/** A proof with its traces by their changes alone. */
export function proofDocument(proof: Proof, faultline: string): ProofDocument {
  return compacted({ faultline, ...proof });
}

/** A difference with its traces by their changes alone. */
export function differenceDocument(difference: Difference, faultline: string): DifferenceDocument {
  return compacted({ faultline, ...difference });
}

/** Traces stand beside the name of their model, wherever that is. */
function compacted<T>(value: T): T {
  if (Array.isArray(value)) return value.map(compacted) as T;
  if (typeof value !== "object" || value === null) return value;
  if (isFound(value)) return { ...value, trace: compactTrace(value.trace) };
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, compacted(part)])) as T;
}

function isFound(value: object): value is FoundIn {
  return "model" in value && "trace" in value;
}
