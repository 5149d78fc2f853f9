import type { TraceDocument } from "../../trace/traceDocument.js";

/** `uptodate implies valid, at cell 1` */
export function failureText({ property, failure }: TraceDocument): string {
  const where = failure.where.map(({ name, index }) => `${name} ${index}`).join(", ");
  return where === "" ? property.name : `${property.name}, at ${where}`;
}
