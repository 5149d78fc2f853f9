import type { TraceDocument, TraceStepDocument } from "../traceDocument.js";
import { namesRead } from "../withoutGhosts.js";
import type { Explanation } from "./explanation.js";

/**
 * Which steps of a trace need not be told: those that are not marked, change nothing that the failing part of the property looked at, and leave the picture as
 * it is. The last step is always told.
 */
export function foldedSteps({ initial, steps }: TraceDocument, { steps: marks, conjunct }: Explanation): readonly boolean[] {
  const read = namesRead(conjunct);
  const isRead = ({ changes }: TraceStepDocument): boolean => changes.some(({ name, path }) => path === null && read.has(name));
  const pictures = [initial, ...steps].map(({ picture }) => JSON.stringify(picture ?? []));
  return steps.map((step, index) => index < steps.length - 1 && marks[index] === null && !isRead(step) && pictures[index] === pictures[index + 1]);
}
