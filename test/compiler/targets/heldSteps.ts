import { constantTerm } from "../../../src/compiler/targets/smt/formula.js";
import { BYTE } from "../../../src/compiler/targets/smt/heldCells.js";
import type { Moment, SmtModel } from "../../../src/compiler/targets/smt/smtModel.js";
import { and, equal, or } from "../../../src/compiler/targets/smt/term.js";
import type { Answer, Session } from "../../../src/proof/inductive/z3.js";

/** Whether z3 finds a step of a model possible (`sat`), as far as the cells go that are held. */
export class HeldSteps {
  private readonly transition: string;
  private readonly initial: string;

  constructor(
    private readonly session: Session,
    private readonly model: SmtModel,
  ) {
    this.transition = or(...model.steps().map(({ relation }) => relation));
    this.initial = model.initial();
    session.tell(model.formula.lines.join("\n"));
  }

  allows(before: Int32Array, after: Int32Array, byte: number): Promise<Answer> {
    return this.isPossible(and(this.transition, this.is(before, byte, "before"), this.is(after, byte, "after")), byte);
  }

  allowsInitial(state: Int32Array, byte: number): Promise<Answer> {
    return this.isPossible(and(this.initial, this.is(state, byte, "after")), byte);
  }

  /** What is held of a state. */
  private is(state: Int32Array, byte: number, moment: Moment): string {
    const held = [...state].flatMap((value, slot) => {
      const { cell, coordinates } = this.model.cells.at(slot);
      const isHeld = coordinates.every((coordinate, dimension) => coordinate === byte % (cell.lengths[dimension] as number));
      return isHeld ? [equal(this.model.value(cell, moment), constantTerm(value, cell.sort))] : [];
    });
    return and(...held);
  }

  private async isPossible(condition: string, byte: number): Promise<Answer> {
    this.session.push();
    this.session.tell(`(assert ${and(equal(BYTE, String(byte)), condition)})`);
    const answer = await this.session.check();
    this.session.pop();
    return answer;
  }
}
