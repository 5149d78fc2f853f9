import type { Seen, SeenList } from "../language/index.js";

/** What is seen of a state as a row of numbers. Of two with the same shape it is the same that is seen if the numbers are. */
export interface FlatSeen {
  /** What it is made of: lists, records with their fields, the types of values, and where nothing is to be seen. */
  readonly shape: string;
  /** Its values, in their order: each as the number that it has among all values. */
  readonly values: readonly number[];
}

/** Makes flat what is seen of states. */
export class Flattening {
  private readonly numbers = new Map<boolean | number | string, number>();

  flatten(seen: Seen): FlatSeen {
    const values: number[] = [];
    return { shape: this.shapeOf(seen, values), values };
  }

  private shapeOf(seen: Seen, values: number[]): string {
    if (seen === undefined) return "?";
    if (isList(seen)) {
      let shape = "[";
      for (let index = 0; index < seen.length; index++) shape += this.shapeOf(seen[index], values);
      return `${shape}]`;
    }
    if (typeof seen === "object") {
      let shape = "{";
      for (const field in seen) shape += `${JSON.stringify(field)}${this.shapeOf(seen[field], values)}`;
      return `${shape}}`;
    }
    values.push(this.numberOf(seen));
    return typeof seen === "number" ? "n" : typeof seen === "string" ? "s" : "b";
  }

  private numberOf(value: boolean | number | string): number {
    const known = this.numbers.get(value);
    if (known !== undefined) return known;
    this.numbers.set(value, this.numbers.size);
    return this.numbers.size - 1;
  }
}

/**
 * For each value of what is seen, in their order, its place among the values of what is seen of an abstract state, so that those of another pair of the same shapes can be compared by
 * number. Nothing, where the shapes do not fit.
 * @param first the place of the abstract one's first value
 */
export function placesIn(abstract: Seen, seen: Seen, first = 0): readonly number[] | undefined {
  if (seen === undefined) return [];
  if (typeof seen !== "object" || typeof abstract !== "object") return typeof seen === typeof abstract ? [first] : undefined;
  if (isList(seen) !== isList(abstract) || (isList(seen) && seen.length !== abstract.length)) return undefined;
  const placed = new Map<string, readonly number[] | undefined>();
  let at = first;
  for (const [name, inner] of Object.entries(abstract)) {
    if (name in seen) placed.set(name, placesIn(inner, (seen as Readonly<Record<string, Seen>>)[name], at));
    at += sizeOf(inner);
  }
  const places = Object.keys(seen).map((name) => placed.get(name));
  return places.every((inner) => inner !== undefined) ? places.flat() : undefined;
}

/** How many values it has. */
function sizeOf(seen: Seen): number {
  if (seen === undefined) return 0;
  return typeof seen === "object" ? Object.values(seen).reduce((sum: number, inner) => sum + sizeOf(inner), 0) : 1;
}

function isList(value: Seen): value is SeenList {
  return Array.isArray(value);
}
