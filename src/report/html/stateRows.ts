import type { DecodedState, DecodedValue } from "../../trace/traceDocument.js";

/** A variable, or a part of one, as one line. */
export interface StateRow {
  /** `folios[0].uptodate`; a local with its call path: `writer/iomap_write_iter me.bytes`. */
  readonly name: string;
  readonly text: string;
  /** Whose it is: "shared", a call path, or "processes" for where these stand. */
  readonly group: string;
}

/** Every variable of a state, in lines: records are taken apart, vectors of plain values are one line. */
export function stateRows({ variables, locals, at }: DecodedState): StateRow[] {
  const shared = Object.entries(variables).flatMap(([name, value]) => rowsOf(name, value, "shared"));
  const own = Object.entries(locals).flatMap(([path, record]) => rowsOf(`${path} me`, record, path));
  const places = Object.entries(at).map(([process, place]) => ({ name: `${process} stands at`, text: place, group: "processes" }));
  return [...shared, ...own, ...places];
}

function rowsOf(name: string, value: DecodedValue, group: string): StateRow[] {
  if (Array.isArray(value)) {
    const items = value as readonly DecodedValue[];
    if (items.every((item) => typeof item !== "object")) return [{ name, text: runs(items.map(String)), group }];
    return items.flatMap((item, index) => rowsOf(`${name}[${index}]`, item, group));
  }
  if (typeof value !== "object") return [{ name, text: String(value), group }];
  return Object.entries(value).flatMap(([field, inner]) => rowsOf(`${name}.${field}`, inner as DecodedValue, group));
}

/** `garbage ×3, new`: equal neighbours are counted. */
function runs(items: readonly string[]): string {
  const parts: { text: string; times: number }[] = [];
  for (const text of items) {
    const last = parts.at(-1);
    if (last?.text === text) last.times++;
    else parts.push({ text, times: 1 });
  }
  return parts.length === 0 ? "∅" : parts.map(({ text, times }) => (times === 1 ? text : `${text} ×${times}`)).join(", ");
}
