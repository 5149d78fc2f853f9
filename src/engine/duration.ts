import { SpecError } from "../language/index.js";

const UNITS = { ms: 0.001, s: 1, m: 60, h: 3600 } as const;

/**
 * A duration in seconds: a number is seconds already; text is a number with a unit, such as `500ms`, `90s`, `10m` or `1.5h`.
 * @throws SpecError FL302 for anything else
 */
export function secondsOf(duration: number | string): number {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m|h)?$/.exec(String(duration).trim());
  if (match === null) throw new SpecError("FL302", `'${duration}' is not a duration`, "write seconds, or a number with a unit: 500ms, 90s, 10m, 1.5h");
  return Number(match[1]) * UNITS[(match[2] ?? "s") as keyof typeof UNITS];
}
