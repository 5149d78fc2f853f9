import type { SearchResult } from "../engine/result.js";
import { glob } from "../language/glob.js";
import type { Model } from "../language/index.js";

/** A pattern in a check's list of what it knows not to be tested, and what it came upon in one run. */
export interface Excuse {
  /** Whether it is about steps that never fire, or about properties that nothing puts to the test. */
  readonly kind: "step" | "property";
  readonly pattern: string;
  /** What it excuses here. */
  readonly excuses: readonly string[];
  /** What it names, too, and what was tested all the same. */
  readonly tested: readonly string[];
}

/** A pattern that excuses nothing in any run: the list that it stands in is out of date. */
export interface StaleExcuse extends Pick<Excuse, "kind" | "pattern"> {
  readonly why: string;
}

/** What the lists of a model excuse in what a search of it found. A search that ended early excuses what it has not come to. */
export function excusesOf(model: Model, { fired, properties }: Pick<SearchResult, "fired" | "properties">): Excuse[] {
  const steps = Object.entries(fired).map(([name, count]) => ({ name, untested: count === 0 }));
  const asked = properties.map(({ name, vacuous }) => ({ name, untested: vacuous }));
  return [
    ...(model.unreached ?? []).map((pattern) => excuse("step", pattern, steps)),
    ...(model.vacuous ?? []).map((pattern) => excuse("property", pattern, asked)),
  ];
}

function excuse(kind: Excuse["kind"], pattern: string, things: readonly { readonly name: string; readonly untested: boolean }[]): Excuse {
  const named = things.filter(({ name }) => glob(pattern).test(name));
  const names = (untested: boolean): string[] => named.filter((thing) => thing.untested === untested).map(({ name }) => name);
  return { kind, pattern, excuses: names(true), tested: names(false) };
}

/** The patterns that excuse nothing in any of the runs that list them: runs of one check share its lists. */
export function staleExcuses(runs: readonly (readonly Excuse[])[]): StaleExcuse[] {
  const all = runs.flat();
  const isSame = (one: Excuse, other: Excuse): boolean => one.kind === other.kind && one.pattern === other.pattern;
  const distinct = all.filter((one, index) => all.findIndex((other) => isSame(one, other)) === index);
  return distinct.flatMap((one) => {
    const twins = all.filter((other) => isSame(one, other));
    return twins.some(({ excuses }) => excuses.length > 0) ? [] : [{ kind: one.kind, pattern: one.pattern, why: whyStale(one.kind, twins) }];
  });
}

function whyStale(kind: Excuse["kind"], twins: readonly Excuse[]): string {
  const [tested] = twins.flatMap((twin) => twin.tested);
  if (kind === "step") return tested === undefined ? "it matches no step" : `${tested} fires`;
  return tested === undefined ? "it matches no property" : `'${tested}' is put to the test`;
}
