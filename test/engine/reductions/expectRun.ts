import { expect } from "vitest";
import { Stepper } from "../../../src/engine/interpreter/stepper.js";
import type { Trace } from "../../../src/engine/result.js";
import type { ComposedModel } from "../../../src/language/compose.js";
import type { ComposedAction, ComposedAtom, ComposedTemporal } from "../../../src/language/composeTemporal.js";
import type { Atom } from "../../../src/language/formula.js";
import { truthOf } from "../../liveness/lassoWord.js";

/** A moment of a run: a state, the actions that have a successor there, and the one that is taken; nothing, where the run has ended. */
interface Moment {
  readonly slots: Int32Array;
  readonly enabled: readonly Took[];
  readonly took: Took | undefined;
}

interface Took {
  readonly process: number;
  readonly state: number;
  readonly choices: readonly { readonly label: string; readonly value: number | string | boolean }[];
  readonly after: string;
}

/** Expects a lasso to be a run of the model, from an initial state, whose loop comes back to where it begins; that is fair, and of which the property is false. */
export function expectRun(model: ComposedModel, { property, atoms, fairness }: ComposedTemporal, { initial, steps, loop = 0 }: Trace): void {
  const stepper = new Stepper(model);
  const starts: string[] = [];
  stepper.initialStates(() => starts.push(stepper.slots.join()));
  expect(starts).toContain(initial.join());
  const states = [initial, ...steps.map(({ state }) => state ?? [])];
  const moments = states.map((state, index): Moment => {
    const slots = Int32Array.from(state);
    const enabled = movesIn(stepper, slots);
    const step = steps[index];
    const place = step && `${step.path}.${step.step}`;
    const took = enabled.find(
      ({ process, state: at, after, choices }) =>
        model.processes[process]?.states[at]?.name === place &&
        after === states[index + 1]?.join() &&
        JSON.stringify(choices) === JSON.stringify(step?.choices),
    );
    return { slots, enabled, took };
  });
  const ends = loop === steps.length;
  for (const [index, { took }] of moments.slice(0, -1).entries()) expect(took, `step ${index + 1}`).toBeDefined();
  if (ends) expect(moments.at(-1)?.enabled).toEqual([]);
  else expect(states.at(-1)).toEqual(states[loop]);
  const word = ends ? moments : moments.slice(0, -1);
  const round = word.slice(loop);
  for (const action of fairness) {
    const isEnabled = ({ enabled }: Moment): boolean => enabled.some((move) => isOf(action, move));
    const matters = action.strength === "weak" ? round.every(isEnabled) : round.some(isEnabled);
    if (matters) expect(round.some(({ took }) => took !== undefined && isOf(action, took))).toBe(true);
  }
  const named = [...atoms.keys()];
  const letters = word.map((moment) =>
    named.reduce((letter, atom, bit) => (isTrue(stepper, atoms.get(atom) as ComposedAtom, moment) ? letter | (1 << bit) : letter), 0),
  );
  expect(truthOf(property.formula, { letters, loop }, (atom: Atom) => named.indexOf(atom))[0]).toBe(false);
}

function movesIn(stepper: Stepper, slots: Int32Array): readonly Took[] {
  const found: Took[] = [];
  stepper.successors(slots, ({ instance: { process }, index }, violation) => {
    if (violation === undefined) found.push({ process, state: index, choices: stepper.made.slice(), after: stepper.slots.join() });
  });
  return found;
}

function isOf({ process, state, choice, value }: ComposedAction, took: Took): boolean {
  const isChosen = choice === undefined || took.choices.some((made) => made.label === choice && (value === undefined || made.value === value));
  return process === took.process && (state === undefined || state === took.state) && isChosen;
}

function isTrue(stepper: Stepper, atom: ComposedAtom, { slots, took }: Moment): boolean {
  if (atom.kind === "predicate") return stepper.holds(atom, slots);
  if (atom.kind === "taken") return took !== undefined && atom.actions.some((action) => isOf(action, took));
  return atom.places.some(({ process, state }) => slots[stepper.model.processes[process]?.slot as number] === state);
}
