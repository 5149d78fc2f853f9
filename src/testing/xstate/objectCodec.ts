import { record, SpecError } from "../../language/index.js";
import type { Cell } from "./cell.js";
import type { Codec } from "./codec.js";

/** Plain objects with the given properties. One that is missing is `undefined`. */
export function objectCodec(parts: Readonly<Record<string, Codec<unknown>>>): Codec<Record<string, unknown>> {
  const entries = Object.entries(parts);
  return {
    domain: record(Object.fromEntries(entries.map(([key, { domain }]) => [key, domain]))),
    read: (cell) => Object.fromEntries(entries.map(([key, part]) => [key, part.read(cell.part(key))])),
    write(cell, value) {
      if (!isPlain(value)) return cell.refuse(value, "the plain objects");
      refuseStrangers(cell, value, parts);
      for (const [key, part] of entries) part.write(cell.part(key), value[key]);
    },
  };
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

function refuseStrangers({ name }: Cell, value: object, parts: object): void {
  const stranger = Object.keys(value).find((key) => !Object.hasOwn(parts, key));
  if (stranger === undefined) return;
  throw new SpecError("FL404", `${name}.${stranger} has no domain`, "say in `context` which values it takes: what is not in the state cannot be explored");
}
