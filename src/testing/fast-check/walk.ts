import type { Stepper } from "../../engine/interpreter/stepper.js";
import { type InitialLeaf, initialLeavesOf, type Leaf, leavesOf, sameChoices } from "../../trace/explain/leaves.js";

/** A leaf that leads somewhere. */
export interface Taken extends Leaf {
  readonly state: Int32Array;
}

/** A walk through a model: its initial state, by its number among all, and the leaves that it takes. */
export interface Walk {
  readonly initial: number;
  readonly taken: readonly Taken[];
}

/** The walks of a model. Leaves that break a rule of the language lead nowhere, and are no part of one. */
export class Walks {
  /** Twins included: two choices that lead to one initial state are two. */
  readonly initial: readonly InitialLeaf[];

  constructor(private readonly stepper: Stepper) {
    this.initial = initialLeavesOf(stepper);
  }

  /** What can be taken after a walk, in the order of processes and choices; or what one process can take. */
  next(walk: Walk, process?: number): readonly Taken[] {
    const state = walk.taken.at(-1)?.state ?? (this.initial[walk.initial] as InitialLeaf).state;
    return leavesOf(this.stepper, state, process).filter((leaf): leaf is Taken => leaf.state !== undefined);
  }

  /** A walk that goes on from another as leaves did elsewhere: the same steps with the same answers; those that cannot be taken are left out. */
  goOn(walk: Walk, leaves: readonly Leaf[]): Walk {
    const { initial } = walk;
    const taken = [...walk.taken];
    for (const wanted of leaves) {
      const leaf = this.next({ initial, taken }, wanted.process).find(
        ({ control, choices }) => control === wanted.control && sameChoices(choices, wanted.choices),
      );
      if (leaf !== undefined) taken.push(leaf);
    }
    return { initial, taken };
  }
}
