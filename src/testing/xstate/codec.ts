import type { Domain, Subset, Vector } from "../../language/index.js";
import type { Cell } from "./cell.js";

/** How JavaScript values of type `T`, finitely many of them, are kept in a state. */
export interface Codec<T> {
  /** What is stored. */
  readonly domain: Domain<unknown>;
  /** The value that `cell` holds: a new one each time, so that whoever changes it changes nothing else. */
  read(cell: Cell): T;
  /**
   * Stores a value in a cell that holds the first value of its domain.
   * @throws Violation when it is none of those that the codec keeps
   */
  write(cell: Cell, value: unknown): void;
}

/** What a domain of the language stores for values of type `T`. */
type Stored<T> =
  T extends ReadonlySet<infer M extends number | string>
    ? Subset<M>
    : T extends readonly (infer E)[]
      ? Vector<Stored<E>>
      : T extends object
        ? { [K in keyof T]: Stored<T[K]> }
        : T;

/**
 * What says which values of type `T` there are:
 * - a domain of the language: `bool`, `range` for numbers, `oneOf` for strings, `subset` for a `Set`, `vector` for an array of fixed length, `record`;
 * - an object with one for each property;
 * - a {@link Codec}: `constants`, `optional`, `mapOf`, `listOf`.
 */
export type ContextDomain<T> =
  | Codec<T>
  | Domain<Stored<T>>
  | (T extends ReadonlyMap<unknown, unknown> | ReadonlySet<unknown> | readonly unknown[] ? never : T extends object ? ContextDomains<T> : never);

/** One for each property of a context. */
export type ContextDomains<C> = { readonly [K in keyof C]-?: ContextDomain<C[K]> };

/** Any {@link ContextDomain}. */
// biome-ignore lint/suspicious/noExplicitAny: of whatever type; DescribedBy recovers it.
export type AnyContextDomain = Codec<any> | Domain<any> | { readonly [property: string]: AnyContextDomain };

/** The type of the values that a {@link ContextDomain} describes. */
export type DescribedBy<D> = D extends Codec<infer T> ? T : D extends Domain<infer S> ? Shown<S> : { [K in keyof D]: DescribedBy<D[K]> };

/** The JavaScript value that stands for what a domain of the language stores. */
type Shown<S> = S extends string | number | boolean
  ? S
  : S extends Subset<infer M>
    ? Set<M>
    : S extends Vector<infer E>
      ? Shown<E>[]
      : { [K in keyof S]: Shown<S[K]> };
