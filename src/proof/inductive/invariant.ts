import type { PropertyProgram } from "../../compiler/ir.js";
import type { AssertionProgram } from "../../compiler/lowerAnnotations.js";
import { constantTerm } from "../../compiler/targets/smt/formula.js";
import type { Moment, SmtModel } from "../../compiler/targets/smt/smtModel.js";
import { and, equal, implies, not, or, type Term } from "../../compiler/targets/smt/term.js";
import type { ComposedModel, Instance } from "../../language/compose.js";
import { SpecError } from "../../language/errors.js";
import { initialValue } from "../../language/layout.js";
import type { Answer, Session } from "./z3.js";

/** One part of an invariant. */
export interface Part {
  readonly name: string;
  /** What is asked; nothing for what is true of any model. */
  readonly program: PropertyProgram | undefined;
  /** What it says at a moment, where `holds` is what its program says. */
  readonly says: (moment: Moment, holds: Term) => Term;
}

/** An invariant of a model: what it says of one arbitrary byte, before and after a step. */
export class Invariant {
  readonly parts: readonly Part[];
  /** How many questions about every cell each part asks. */
  private asked: readonly number[] = [];

  constructor(
    private readonly model: SmtModel,
    composed: ComposedModel,
    properties: readonly PropertyProgram[],
    assertions: readonly AssertionProgram[],
  ) {
    this.parts = [
      ...properties.map((program): Part => ({ name: program.name, program, says: (_, holds) => holds })),
      ...assertions.map((program): Part => ({ name: program.name, program, says: (moment, holds) => implies(this.standsAt(program, moment), holds) })),
      { name: "the locals of a call that does not run are as they were first", program: undefined, says: (moment) => this.idleCallsAreReset(composed, moment) },
    ];
  }

  /** What each part says, and what is true of the constants in it. */
  at(moment: Moment): { readonly truths: readonly Term[]; readonly facts: Term } {
    const said = this.parts.map(({ program, says }) => {
      const { holds, facts, asked } = program === undefined ? { holds: "true", facts: "true", asked: 0 } : this.model.predicate(program, moment);
      return { truth: says(moment, holds), facts, asked };
    });
    this.asked = said.map(({ asked }) => asked);
    return { truths: said.map(({ truth }) => truth), facts: and(...said.map(({ facts }) => facts)) };
  }

  /**
   * That what is said of one arbitrary byte says of all of them what the specification says. A part may ask of every cell, and of every cell something else,
   * as long as each is a demand of its own: then it is true of all cells if it is true of each.
   * @returns whether that is known: z3 may have given up
   * @throws SpecError FL310 for a part that asks about cells in another way
   */
  async refuseUnlessOfEachCell(session: Session): Promise<boolean> {
    let isKnown = true;
    for (const [index, { name, program }] of this.parts.entries()) {
      const asked = this.asked[index] ?? 0;
      if (program === undefined || asked === 0) continue;
      const otherwise = await this.saysOtherwise(session, program, asked);
      if (otherwise === "sat")
        throw new SpecError("FL310", `'${name}' does not ask the same of every cell`, "ask what is true of each cell: all(…), not any(…), and joined by &&");
      isKnown &&= otherwise === "unsat";
    }
    return isKnown;
  }

  /** Whether for some set of demands that are not met it is not true exactly where it would be with all of them met, and with each of them alone unmet. */
  private async saysOtherwise(session: Session, program: PropertyProgram, asked: number): Promise<Answer> {
    const demands = Array.from({ length: asked }, (_, index) => index);
    const sets = Array.from({ length: 2 ** asked }, (_, bits) => demands.filter((demand) => (bits >> demand) & 1));
    const told = this.model.formula.lines.length;
    const holds = sets.map((unmet) => this.model.predicate(program, "before", { answers: demands.map((demand) => !unmet.includes(demand)) }).holds);
    session.tell(this.model.formula.lines.slice(told).join("\n"));
    const claims = sets.map((unmet, set) => equal(holds[set] as Term, and(holds[0] as Term, ...unmet.map((demand) => holds[1 << demand] as Term))));
    session.push();
    session.tell(`(assert ${not(and(...claims))})`);
    const answer = await session.check();
    session.pop();
    return answer;
  }

  private standsAt({ process, states }: Pick<AssertionProgram, "process" | "states">, moment: Moment): Term {
    const slot = this.model.program.processes[process]?.slot as number;
    const at = this.model.value(this.model.cells.at(slot).cell, moment);
    return or(...states.map((state) => equal(at, String(state))));
  }

  /** What a call leaves behind, its caller resets. Where a process has ended, the results of its machine stay. */
  private idleCallsAreReset({ instances, processes }: ComposedModel, moment: Moment): Term {
    const called = instances.filter(({ caller }) => caller !== undefined);
    return and(
      ...called.map((instance) => {
        const inside = processes[instance.process]?.states.filter((state) => isWithin(state.instance, instance)) ?? [];
        const runs = this.standsAt({ process: instance.process, states: inside.map(({ index }) => index) }, moment);
        return or(runs, this.isReset(instance, moment));
      }),
    );
  }

  private isReset({ firstSlot, slotCount }: Instance, moment: Moment): Term {
    const cells = new Set(Array.from({ length: slotCount }, (_, offset) => this.model.cells.at(firstSlot + offset).cell));
    return and(...[...cells].map((cell) => equal(this.model.value(cell, moment), constantTerm(initialValue(cell.slot), cell.sort))));
  }
}

/** Whether an instance is another, or is called by it, directly or through others. */
function isWithin(instance: Instance, other: Instance): boolean {
  return instance === other || (instance.caller !== undefined && isWithin(instance.caller.instance, other));
}
