import type { ComposedAction, ComposedTemporal } from "../../language/composeTemporal.js";
import type { ModelProgram } from "../ir.js";
import type { OwnedStep } from "./ownedStep.js";
import { askedSlots } from "./slotSet.js";

/**
 * Whether a step may change something that is asked: a slot that a property or a predicate reads; where its process stands, if a formula says something of that; that a
 * step is taken of which a formula or an assumption of fairness speaks; or that such a step is enabled. Fairness is a statement about runs like any
 * other: of two runs that have the same visible steps in the same order, with anything invisible in between, both keep it or neither does.
 */
export function isVisible(model: ModelProgram, step: OwnedStep, steps: readonly OwnedStep[]): boolean {
  return (step.writes & askedSlots(model)) !== 0n || model.temporal.some((temporal) => isVisibleTo(temporal, step, steps));
}

function isVisibleTo({ atoms, fairness }: ComposedTemporal, step: OwnedStep, steps: readonly OwnedStep[]): boolean {
  const actions = [...fairness, ...[...atoms.values()].flatMap((atom) => (atom.kind === "taken" ? atom.actions : []))];
  const places = [...atoms.values()].flatMap((atom) => (atom.kind === "at" ? [atom.places] : []));
  return (
    actions.some((action) => isOf(action, step)) || fairness.some((action) => mayEnable(step, action, steps)) || places.some((of) => changesPlace(step, of))
  );
}

function isOf({ process, state }: ComposedAction, step: OwnedStep): boolean {
  return process === step.process && (state === undefined || state === step.state);
}

/** Whether a step may enable an action, or disable it: it brings the process there, or writes what the action looks at. */
function mayEnable(step: OwnedStep, action: ComposedAction, steps: readonly OwnedStep[]): boolean {
  if (step.process === action.process) return step.ways.some(({ to }) => to === action.state);
  return steps.some((other) => isOf(action, other) && (step.writes & other.reads) !== 0n);
}

function changesPlace({ process, state, ways }: OwnedStep, places: readonly { readonly process: number; readonly state: number }[]): boolean {
  const isThere = (at: number): boolean => places.some((place) => place.process === process && place.state === at);
  return ways.some(({ to }) => isThere(to) !== isThere(state));
}
