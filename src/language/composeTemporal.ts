import { type Action, showAction } from "./action.js";
import type { ComposedProcess } from "./compose.js";
import { SpecError } from "./errors.js";
import type { Fairness } from "./fairness.js";
import { type Atom, atomsOf, type Predicate } from "./formula.js";
import { glob } from "./glob.js";
import type { Site } from "./site.js";
import type { TemporalProperty } from "./temporal.js";

/** Transitions of one process: all, or those of the step at one of its control states; all, or those that make a choice. */
export interface ComposedAction {
  readonly process: number;
  /** The index of a control state. */
  readonly state: number | undefined;
  readonly choice: string | undefined;
  readonly value: number | string | boolean | undefined;
}

/** Fairness of one process, step or choice. */
export interface FairnessCondition extends ComposedAction {
  readonly strength: Fairness["strength"];
  /** `writer/iomap_write_iter.copy with copied = 4` */
  readonly name: string;
}

/** An atom with its globs resolved: a process stands at one of several control states, or the step taken belongs to one of several actions. */
export type ComposedAtom =
  | Predicate
  | { readonly kind: "at"; readonly places: readonly { readonly process: number; readonly state: number }[] }
  | { readonly kind: "taken"; readonly actions: readonly ComposedAction[] };

/** A temporal property of a composed model. */
export interface ComposedTemporal {
  readonly property: TemporalProperty;
  /** What each atom of the property's formula means, at most {@link MOST_ATOMS}. */
  readonly atoms: ReadonlyMap<Atom, ComposedAtom>;
  /** What is assumed, the model's fairness first. */
  readonly fairness: readonly FairnessCondition[];
}

/** Atoms of a formula are bits of an integer. */
const MOST_ATOMS = 30;

/**
 * Finds the processes and control states that temporal properties speak of.
 * @throws SpecError FL124 for a process or a step that is not there, FL121 for a formula of too many atoms
 */
export function composeTemporal(
  properties: readonly TemporalProperty[],
  assumed: readonly Fairness[],
  processes: readonly ComposedProcess[],
): readonly ComposedTemporal[] {
  const shared = assumed.flatMap((fairness) => conditionsOf(fairness, processes));
  return properties.map((property) => {
    const atoms = atomsOf(property.formula);
    if (atoms.length > MOST_ATOMS)
      throw new SpecError("FL121", `'${property.name}' has ${atoms.length} atoms`, `split it: a formula has at most ${MOST_ATOMS}`, property.site);
    return {
      property,
      atoms: new Map(atoms.map((atom) => [atom, composeAtom(atom, processes, property.site)])),
      fairness: [...shared, ...property.fairness.flatMap((fairness) => conditionsOf(fairness, processes))],
    };
  });
}

function composeAtom(atom: Atom, processes: readonly ComposedProcess[], site: Site | undefined): ComposedAtom {
  switch (atom.kind) {
    case "predicate":
      return atom;
    case "taken":
      return { kind: "taken", actions: actionsOf(atom.action, processes, site) };
    case "at":
      return { kind: "at", places: someOf(placesOf(processes, undefined, atom.place, true), `'${atom.place}'`, processes, site) };
    case "ended": {
      const ends = placesOf(processes, atom.process, undefined, true).filter(({ process, state }) => processes[process]?.states[state]?.body === undefined);
      return { kind: "at", places: someOf(ends, `an end of process '${atom.process}'`, processes, site) };
    }
  }
}

function conditionsOf({ strength, of, site }: Fairness, processes: readonly ComposedProcess[]): readonly FairnessCondition[] {
  return actionsOf(of, processes, site).map((action) => {
    const process = processes[action.process];
    const place = action.state === undefined ? process?.name : process?.states[action.state]?.name;
    const { choice, value } = of;
    return { ...action, strength, name: showAction({ ...(place && { process: place }), ...(choice && { choice }), ...(value !== undefined && { value }) }) };
  });
}

/** One action for each process or, where steps or choices are meant, for each control state. */
function actionsOf({ process, step, choice, value }: Action, processes: readonly ComposedProcess[], site: Site | undefined): readonly ComposedAction[] {
  const what = `a step of '${showAction({ ...(process && { process }), ...(step && { step }) })}'`;
  const places = someOf(placesOf(processes, process, step, false), what, processes, site);
  if (step !== undefined || choice !== undefined) return places.map((place) => ({ ...place, choice, value }));
  return [...new Set(places.map((place) => place.process))].map((index) => ({ process: index, state: undefined, choice, value }));
}

/** Control states that globs mean; `ends` too, if asked for. */
function placesOf(
  processes: readonly ComposedProcess[],
  process: string | undefined,
  step: string | undefined,
  ends: boolean,
): { readonly process: number; readonly state: number }[] {
  const [isProcess, isPlace] = [glob(process ?? "**"), glob(step ?? "**")];
  return processes.flatMap(({ name, states }, index) =>
    isProcess.test(name)
      ? states
          .filter((state) => ends || state.body !== undefined)
          .filter((state) => isPlace.test(state.name) || isPlace.test(`${state.instance.machine.prototype.name}.${state.step}`))
          .map((state) => ({ process: index, state: state.index }))
      : [],
  );
}

function someOf<T>(found: readonly T[], what: string, processes: readonly ComposedProcess[], site: Site | undefined): readonly T[] {
  if (found.length > 0) return found;
  const names = processes.map(({ name }) => name).join(", ");
  throw new SpecError("FL124", `there is no ${what.replace(/^an? /, "")}`, `steps are named process/function.step; its processes: ${names}`, site);
}
