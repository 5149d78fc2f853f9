import { SpecError } from "./errors.js";
import type { Model } from "./model.js";
import { callSite, type Site } from "./site.js";

/** The bounds of one member of a sweep. */
export type Size = Readonly<Record<string, number>>;

/** What a sweep asks at every size: a kernel's write to a file system, say. */
export interface SweepSubject {
  /** Unique in the sweep: `gfs2, 6.1.192`. */
  readonly name: string;
  readonly model: (size: Size) => Model;
}

/** What a sweep is made of. */
export interface SweepShape {
  /** Unique, with the folder's name first: `sweeps/short-copy-rule`. */
  readonly id: string;
  readonly title: string;
  /** The bounds that vary, each with its values, smallest first. */
  readonly over: Readonly<Record<string, readonly number[]>>;
  /** Which combinations are sizes: `({ PAGE, BLOCK }) => PAGE % BLOCK === 0`. All of them, unless given. */
  readonly within?: (size: Size) => boolean;
  readonly subjects: readonly SweepSubject[];
  readonly expect: "holds" | "violated";
}

/** One question, asked of several subjects at a whole family of bounds. */
export interface Sweep extends Required<SweepShape> {
  readonly site: Site | undefined;
}

const sweeps = new WeakSet<object>();

/** States a family of questions. Export it from a file; `faultline sweep` finds it there. @throws SpecError FL112 when it is ill-formed. */
export function defineSweep({ within = () => true, ...shape }: SweepShape): Sweep {
  const site = callSite();
  const wrong = (what: string, hint: string): SpecError => new SpecError("FL112", `${shape.id} ${what}`, hint, site);
  if (shape.subjects.length === 0) throw wrong("has no subject", "give it subjects: [{ name, model }]");
  const twin = shape.subjects.find(({ name }, index) => shape.subjects.findIndex((other) => other.name === name) < index);
  if (twin !== undefined) throw wrong(`has two subjects called '${twin.name}'`, "their results could not be told apart: rename one of them");
  const empty = Object.keys(shape.over).find((bound) => shape.over[bound]?.length === 0);
  if (empty !== undefined) throw wrong(`has no value for ${empty}`, `give it some: over: { ${empty}: [1, 2] }`);
  const made: Sweep = { ...shape, within, site };
  sweeps.add(made);
  return made;
}

/** Whether a value was made by {@link defineSweep}. */
export function isSweep(value: unknown): value is Sweep {
  return typeof value === "object" && value !== null && sweeps.has(value);
}
