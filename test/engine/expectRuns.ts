import { expect } from "vitest";
import { Stepper } from "../../src/engine/interpreter/stepper.js";
import { DOMAINS, NO_DEADLOCK, type SearchResult, type Trace } from "../../src/engine/result.js";
import type { ComposedModel } from "../../src/language/compose.js";
import type { PredicateProperty } from "../../src/language/property.js";
import { bruteForce } from "../fixtures/bruteForce.js";

type State = readonly number[];

/** A leaf of a step: where it leads to, or nothing if it breaks a rule, and what a trace has to say of it. */
interface Leaf {
  readonly process: number;
  readonly after: State | undefined;
  readonly told: string;
}

/** A state that can be reached, how many transitions away, and what can be done there. */
interface Reached {
  readonly state: State;
  readonly depth: number;
  readonly leaves: readonly Leaf[];
}

/** A state or a leaf at which a property is answered, and how many transitions lead there at least. */
interface Answer {
  readonly length: number;
  readonly end: string;
}

/**
 * Expects of each trace and witness that a search of the whole model told that it is a run of the specification's own functions, from an initial state to what it is told for, and, where
 * none was told of what is decided, that brute force finds none.
 * @param shortest brute force finds none shorter either
 */
export function expectRuns(model: ComposedModel, { properties }: Pick<SearchResult, "properties">, { shortest }: { readonly shortest: boolean }): void {
  const moves = new Moves(model);
  const reached: Reached[] = [];
  const initial = moves.initial();
  bruteForce(
    initial,
    (state) => moves.leaves(state).flatMap(({ after }) => (after === undefined ? [] : [after])),
    (state, depth) => reached.push({ state, depth, leaves: moves.leaves(state) }),
  );
  for (const { name, kind, verdict, trace, witness } of properties) {
    if (verdict === "incomplete") continue;
    const told = witness ?? trace;
    const answers = moves.answers(name, reached);
    const least = answers.reduce((length, answer) => Math.min(length, answer.length), Number.POSITIVE_INFINITY);
    const length = told?.steps.length ?? Number.POSITIVE_INFINITY;
    if (shortest || told === undefined) expect(length, `${kind} ${name}`).toBe(least);
    else expect(length, `${kind} ${name}`).toBeGreaterThanOrEqual(least);
    if (told === undefined) continue;
    expect(initial.map(String)).toContain(String(told.initial));
    const ends = answers.filter((answer) => !shortest || answer.length === least).map(({ end }) => end);
    expect(ends, `${kind} ${name}`).toContain(moves.endOf(told, kind === "step" || kind === "domain"));
  }
}

/** What the specification's own functions say of a model. */
class Moves {
  private readonly stepper: Stepper;

  constructor(private readonly model: ComposedModel) {
    this.stepper = new Stepper(model);
  }

  initial(): readonly State[] {
    const found: State[] = [];
    this.stepper.initialStates(() => found.push([...this.stepper.slots]));
    return found;
  }

  leaves(state: State): readonly Leaf[] {
    const { stepper } = this;
    const found: Leaf[] = [];
    stepper.successors(Int32Array.from(state), ({ instance: { path, process }, step }, violation) => {
      const after = violation === undefined ? [...stepper.slots] : undefined;
      found.push({ process, after, told: JSON.stringify([path, step, stepper.made, after]) });
    });
    return found;
  }

  /** Takes a trace, and says where that ends: in a state, or with a leaf. */
  endOf({ initial, steps }: Trace, withLeaf: boolean): string {
    let [before, end] = [initial, String(initial)];
    for (const { path, step, choices, state } of steps) {
      const told = JSON.stringify([path, step, choices, state]);
      expect(this.leaves(before).map((leaf) => leaf.told)).toContain(told);
      end = withLeaf ? `${before} ${told}` : String(state);
      before = state ?? before;
    }
    return end;
  }

  /** Everywhere that a property is answered. */
  answers(name: string, reached: readonly Reached[]): readonly Answer[] {
    const { stepper, model } = this;
    if (name === NO_DEADLOCK) return this.deadlocks(reached);
    if (name === DOMAINS) return answersOfLeaves(reached, (_, { after }) => after === undefined);
    const property = model.model.properties?.find((each) => each.name === name) as PredicateProperty;
    if (property.kind === "step")
      return answersOfLeaves(
        reached,
        ({ state }, { after }) => after !== undefined && !stepper.holdsAcross(property, Int32Array.from(state), Int32Array.from(after)),
      );
    return answersOfStates(reached, ({ state }) => stepper.holds(property, Int32Array.from(state)) !== (property.kind === "always"));
  }

  /** By the definition: somebody who is no daemon and has not ended can move neither here nor in any future. */
  private deadlocks(reached: readonly Reached[]): readonly Answer[] {
    const numbers = new Map(reached.map(({ state }, index) => [String(state), index]));
    const targets = reached.map(({ leaves }) => leaves.flatMap(({ after }) => (after === undefined ? [] : [numbers.get(String(after)) as number])));
    const stuck = new Set<Reached>();
    for (const { daemon, slot, states, root } of this.model.processes) {
      if (daemon) continue;
      const isSafe = reached.map(
        ({ state, leaves }) => states[state[slot] as number]?.body === undefined || leaves.some(({ process }) => process === root.process),
      );
      for (let changed = true; changed; ) {
        changed = false;
        for (const [index, to] of targets.entries()) if (!isSafe[index] && to.some((target) => isSafe[target])) changed = isSafe[index] = true;
      }
      for (const [index, each] of reached.entries()) if (!isSafe[index]) stuck.add(each);
    }
    return answersOfStates(reached, (each) => stuck.has(each));
  }
}

function answersOfStates(reached: readonly Reached[], isAnswer: (at: Reached) => boolean): readonly Answer[] {
  return reached.filter(isAnswer).map(({ state, depth }) => ({ length: depth, end: String(state) }));
}

function answersOfLeaves(reached: readonly Reached[], isAnswer: (at: Reached, leaf: Leaf) => boolean): readonly Answer[] {
  return reached.flatMap((at) => at.leaves.filter((leaf) => isAnswer(at, leaf)).map(({ told }) => ({ length: at.depth + 1, end: `${at.state} ${told}` })));
}
