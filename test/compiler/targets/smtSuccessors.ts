import { constantTerm } from "../../../src/compiler/targets/smt/formula.js";
import type { Moment, SmtModel } from "../../../src/compiler/targets/smt/smtModel.js";
import { and, equal, not, or } from "../../../src/compiler/targets/smt/term.js";
import type { Session } from "../../../src/proof/inductive/z3.js";

/** All states that satisfy a formula, found by z3 one after the other. States are texts: their slots, with commas. */
export class SmtSuccessors {
  private readonly transition: string;
  private readonly initial: string;

  constructor(
    private readonly z3: Session,
    private readonly model: SmtModel,
  ) {
    this.transition = or(...model.steps().map(({ relation }) => relation));
    this.initial = model.initial();
    z3.tell(model.formula.lines.join("\n"));
  }

  initialStates(): Promise<readonly string[]> {
    return this.solutions(this.initial);
  }

  successors(state: Int32Array): Promise<readonly string[]> {
    return this.solutions(and(this.is(state, "before"), this.transition));
  }

  /** A state as a condition. */
  is(state: ArrayLike<number>, moment: Moment): string {
    return and(...this.model.cells.all.map((cell, slot) => equal(this.model.value(cell, moment), constantTerm(state[slot] as number, cell.sort))));
  }

  private async solutions(condition: string): Promise<readonly string[]> {
    const { z3, model } = this;
    const names = model.cells.all.map((cell) => ({ name: model.value(cell, "after"), sort: cell.sort }));
    const found: string[] = [];
    z3.push();
    z3.tell(`(assert ${condition})`);
    while ((await z3.check()) === "sat") {
      const values = z3.values(names);
      found.push(values.join());
      z3.tell(`(assert ${not(this.is(values, "after"))})`);
    }
    z3.pop();
    return found.sort();
  }
}
