import type { ComposedProcess } from "../../language/compose.js";
import { SpecError, type Violation } from "../../language/errors.js";
import { originOf } from "../../language/machine.js";
import { DISABLED } from "../../language/when.js";
import { ChoiceTree } from "../interpreter/choiceTree.js";
import type { Outcome, Stepper } from "../interpreter/stepper.js";
import { type Answers, again } from "./answers.js";
import { draw } from "./draw.js";
import type { Random } from "./random.js";
import type { Turn } from "./schedule.js";

/** How often answers that `when` refuses are drawn again before every answer is looked at. */
const DRAWS = 64;

/** A step that a walk takes. */
export interface Move extends Turn {
  readonly violation: Violation | undefined;
}

/**
 * Takes random steps: of the processes that can move each is as likely as any other, and its choices are answered as {@link draw} says, given that the step is
 * enabled by those answers. It keeps no states, and looks at one leaf at a time, not at all there are.
 */
export class Walker {
  constructor(
    private readonly stepper: Stepper,
    private readonly random: Random,
  ) {}

  /** Begins anew in a random initial state, which is in the stepper's slots, and returns the answers that chose it. @throws SpecError FL111 */
  begin(): readonly number[] {
    const drawn = this.drawEnabled((choose) => this.stepper.begin(choose));
    const { name, initial, site } = this.stepper.model.model;
    const place = (initial && originOf(initial)?.site) ?? site;
    if (drawn === undefined) throw new SpecError("FL111", `${name} has no initial state`, "its initial rule disables every leaf: loosen its when()", place);
    if (drawn.violation !== undefined)
      throw new SpecError(
        "FL111",
        `${name}: an initial state breaks a rule: ${drawn.violation.message}`,
        "mend the initial rule, or narrow it with when()",
        place,
      );
    return drawn.answers;
  }

  /** Takes a random step out of `state`; the state after it is in the stepper's slots. `undefined` where nobody can move. */
  move(state: Int32Array): Move | undefined {
    const { processes } = this.stepper.model;
    for (const process of this.random.shuffled([...processes.keys()])) {
      const drawn = this.drawEnabled((choose) => this.stepper.take(processes[process] as ComposedProcess, state, choose));
      if (drawn !== undefined) return { process, ...drawn };
    }
    return undefined;
  }

  private drawEnabled(attempt: (choose: Answers | ChoiceTree) => Outcome): Pick<Move, "answers" | "violation"> | undefined {
    for (let draws = 0; draws < DRAWS; draws++) {
      const choose = draw(this.random);
      const outcome = attempt(choose);
      if (outcome !== DISABLED) return { answers: choose.given, violation: outcome };
      if (choose.given.length === 0) return undefined;
    }
    return this.oneOfAll(attempt);
  }

  /** One of all enabled leaves, each as likely as any other: the n-th of them takes the place of those before it once in n times. */
  private oneOfAll(attempt: (choose: Answers | ChoiceTree) => Outcome): Pick<Move, "answers" | "violation"> | undefined {
    let enabled = 0;
    let chosen: readonly number[] | undefined;
    visitLeaves(attempt, (answers) => {
      if (this.random.below(++enabled) === 0) chosen = answers;
      return false;
    });
    if (chosen === undefined) return undefined;
    const outcome = attempt(again(chosen));
    return { answers: chosen, violation: outcome === DISABLED ? undefined : outcome };
  }
}

/** Whether some process can move in `state`. */
export function canMove(stepper: Stepper, state: Int32Array): boolean {
  return stepper.model.processes.some((process) => {
    let enabled = false;
    visitLeaves(
      (choose) => stepper.take(process, state, choose),
      () => {
        enabled = true;
        return true;
      },
    );
    return enabled;
  });
}

/** Visits the answers of every enabled leaf, until `visit` says that it has seen enough. */
function visitLeaves(attempt: (choose: ChoiceTree) => Outcome, visit: (answers: readonly number[]) => boolean): void {
  const tree = new ChoiceTree();
  tree.restart();
  do if (attempt(tree) !== DISABLED && visit(tree.given)) return;
  while (tree.advance());
}
