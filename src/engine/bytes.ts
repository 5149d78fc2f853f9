import { SpecError } from "../language/index.js";

const UNITS = { "": 1, k: 2 ** 10, m: 2 ** 20, g: 2 ** 30, t: 2 ** 40 } as const;

/**
 * An amount of memory in bytes: a number is bytes already; text is a number with a unit, such as `512m`, `8g` or `1.5g`, each unit 1024 of the one before.
 * @throws SpecError FL302 for anything else, and for less than a byte
 */
export function bytesOf(size: number | string): number {
  const match = /^(\d+(?:\.\d+)?)([kmgt]?)$/i.exec(String(size).trim());
  const bytes = match === null ? 0 : Math.floor(Number(match[1]) * UNITS[(match[2] as string).toLowerCase() as keyof typeof UNITS]);
  if (bytes >= 1 && Number.isSafeInteger(bytes)) return bytes;
  throw new SpecError("FL302", `'${size}' is not an amount of memory`, "write bytes, or a number with a unit: 512m, 8g, 1.5g");
}
