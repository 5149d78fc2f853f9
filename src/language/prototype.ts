import type { Fields } from "./domain.js";

/**
 * What callers know of a function, as in C: its name, its arguments, its results, and the named exits through which it is left.
 * A kernel says which machine stands behind it.
 */
export interface Prototype<A extends Fields, R extends Fields, E extends string> {
  readonly name: string;
  readonly args: A;
  readonly results: R;
  readonly exits: readonly E[];
}

// biome-ignore lint/suspicious/noExplicitAny: any prototype at all; A, R and E are recovered by inference where it matters.
export type AnyPrototype = Prototype<any, any, any>;

/** Declares a function: `prototype("iomap_write_end", { args: { pos, len, copied }, results: { ret }, exits: ["done"] })`. */
export function prototype<
  // biome-ignore lint/complexity/noBannedTypes: {} is "no fields".
  A extends Fields = {},
  // biome-ignore lint/complexity/noBannedTypes: {} is "no fields".
  R extends Fields = {},
  const E extends readonly string[] = readonly [],
>(name: string, shape: { readonly args?: A; readonly results?: R; readonly exits: E }): Prototype<A, R, E[number]> {
  return { name, args: shape.args ?? ({} as A), results: shape.results ?? ({} as R), exits: shape.exits };
}
