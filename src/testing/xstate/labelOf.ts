import { inspect } from "node:util";

/** A value in one line, as a trace prints it; a string without its quotes. */
export function labelOf(value: unknown): string {
  return typeof value === "string"
    ? value
    : inspect(value, { breakLength: Number.POSITIVE_INFINITY, compact: true, depth: Number.POSITIVE_INFINITY, sorted: true });
}
