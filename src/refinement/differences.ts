import type { Seen } from "../language/index.js";

/** What is not to be seen. */
const UNSEEN = "unseen";

/** What changed between two things that were seen: `content[1]: zero → garbage`. What is not to be seen any more is no news. */
export function differences(before: Seen, after: Seen, name = ""): readonly string[] {
  if (after === undefined) return [];
  if (isComposite(before) && isComposite(after)) {
    const fields = Object.keys(after);
    return fields.flatMap((field) => differences(before[field], after[field], memberName(name, field, Array.isArray(after))));
  }
  const [from, to] = [shown(before), shown(after)];
  return from === to ? [] : [`${name}: ${from} → ${to}`];
}

/** What differs from an abstract state, where something is seen: `content[1] is garbage, not zero`. */
export function disagreements(seen: Seen, abstract: Seen, name = ""): readonly string[] {
  if (seen === undefined) return [];
  if (isComposite(seen) && isComposite(abstract)) {
    return Object.entries(seen).flatMap(([field, value]) => disagreements(value, abstract[field], memberName(name, field, Array.isArray(seen))));
  }
  const [is, ought] = [shown(seen), shown(abstract)];
  return is === ought ? [] : [`${name} is ${is}, not ${ought}`];
}

type Composite = Readonly<Record<string, Seen>>;

function isComposite(value: Seen): value is Composite {
  return typeof value === "object";
}

function memberName(name: string, field: string, isElement: boolean): string {
  return isElement ? `${name}[${field}]` : name === "" ? field : `${name}.${field}`;
}

function shown(value: Seen): string {
  if (value === undefined) return UNSEEN;
  return typeof value === "object" ? JSON.stringify(value).replaceAll('"', "") : String(value);
}
