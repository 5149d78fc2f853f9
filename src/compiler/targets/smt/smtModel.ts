import type { ModelProgram, Program, PropertyProgram, Statement } from "../../ir.js";
import { narrowed } from "../leaf/narrow.js";
import { constantTerm, Formula } from "./formula.js";
import { BYTE, type HeldCell, HeldCells, heldIndex } from "./heldCells.js";
import { type Choice, type Question, Run } from "./run.js";
import { runStatements } from "./statements.js";
import { Store } from "./store.js";
import { and, equal, inRange, symbol, type Term } from "./term.js";

/** What one step does, as a condition on the variables before and after it. */
export interface SmtStep {
  readonly process: number;
  readonly state: number;
  /** `writer/iomap_write_iter.copy` */
  readonly name: string;
  /** The name of the condition. */
  readonly relation: Term;
  readonly choices: readonly Choice[];
}

/** What a property says of a state. */
export interface SmtPredicate {
  /** It is true, and breaks no rule, as far as the held cell can tell. */
  readonly holds: Term;
  /** What is true of the constants in it. */
  readonly facts: Term;
  /** How many questions about every cell it asks. */
  readonly asked: number;
}

/** Which of the two states a formula speaks of. */
export type Moment = "before" | "after";

/** Vectors of more elements, and loops of more turns, are not written out one by one. */
const MOST = 64;

/**
 * A model as formulas over bounded integers: the step relation, the initial states, what properties say. Vectors of more than `most`
 * elements are reduced to one arbitrary cell; see {@link HeldCells} and {@link runLongLoop} for what that means.
 */
export class SmtModel {
  readonly formula = new Formula();
  readonly cells: HeldCells;
  /** Where the formulas allow more than the model does: why. Without any they are exact. */
  readonly approximations = new Set<string>();

  constructor(
    readonly program: ModelProgram,
    most = MOST,
  ) {
    this.cells = new HeldCells(program.slots, most);
    this.declare();
  }

  /** The name of a variable's value at a moment. */
  value({ name }: HeldCell, moment: Moment): Term {
    return symbol(moment === "before" ? name : `${name}'`);
  }

  /** Every step of every process. */
  steps(): readonly SmtStep[] {
    return this.program.processes.flatMap(({ states, slot }, process) =>
      states.flatMap(({ index, name, program }): SmtStep[] => {
        if (program === undefined) return [];
        const standing = equal(this.value(this.cells.at(slot).cell, "before"), String(index));
        return [{ process, state: index, name, ...this.relation(name, program, standing) }];
      }),
    );
  }

  /** The name of the condition that a state is initial, said of the state after. */
  initial(): Term {
    this.formula.begin("initial");
    const { statements } = narrowed(this.program.initial);
    const run = this.run(statements);
    const store = Store.of(this.cells.all.map((cell) => [cell, constantTerm(cell.slot.least, cell.sort)]));
    runStatements(run, { store, path: "true" }, statements);
    return this.formula.defineAs("initial states", "Bool", this.reached(run, store, "true"));
  }

  /** A property that is asked of one state. */
  predicate({ name, kind, program, value }: PropertyProgram, moment: Moment, question: Question = {}): SmtPredicate {
    this.formula.begin(`${name}, ${moment}`);
    const store = Store.of(this.cells.all.map((cell) => [cell, this.value(cell, moment)]));
    const asking: Statement = {
      kind: "when",
      condition: kind === "never" ? { op: "not", type: value.type, of: value, site: value.site } : value,
      site: value.site,
    };
    const { statements } = narrowed({ ...program, statements: [...program.statements, asking] });
    const run = this.run(statements, question);
    runStatements(run, { store, path: "true" }, statements);
    const holds = this.formula.define("holds", "Bool", and(...run.needs));
    return { holds, facts: and(...run.facts), asked: run.asked };
  }

  private run(statements: readonly Statement[], question?: Question): Run {
    const standings = this.program.processes.map(({ slot }) => slot);
    return new Run(this.cells, this.formula, standings, statements, question, this.approximations);
  }

  private relation(name: string, program: Program, standing: Term): Pick<SmtStep, "relation" | "choices"> {
    this.formula.begin(name);
    const { statements } = narrowed(program);
    const run = this.run(statements);
    const store = Store.of(this.cells.all.map((cell) => [cell, this.value(cell, "before")]));
    runStatements(run, { store, path: "true" }, statements);
    return { relation: this.formula.defineAs(`step ${name}`, "Bool", this.reached(run, store, standing)), choices: run.choices };
  }

  private reached(run: Run, store: Store, standing: Term): Term {
    const becomes = this.cells.all.map((cell) => equal(this.value(cell, "after"), store.cell(cell)));
    return and(standing, ...run.facts, ...run.needs, ...becomes);
  }

  private declare(): void {
    const { formula, cells } = this;
    const { lines } = formula;
    lines.push(`(declare-const ${BYTE} Int)`, `(assert (<= 0 ${BYTE}))`);
    for (const length of cells.lengths) lines.push(`(define-fun ${heldIndex(length)} () Int (mod ${BYTE} ${length}))`);
    for (const moment of ["before", "after"] as const) {
      lines.push("", `; the state ${moment} a step`);
      for (const cell of cells.all) lines.push(...this.declared(cell, moment));
    }
  }

  private declared(cell: HeldCell, moment: Moment): readonly string[] {
    const { sort, slot } = cell;
    const name = this.value(cell, moment);
    const { domain } = slot;
    const labels = domain.kind === "oneOf" ? ` ; ${domain.labels.map((label, index) => `${index} ${label.replace(/[\r\n]/g, " ")}`).join(", ")}` : "";
    const declaration = `(declare-const ${name} ${sort})${labels}`;
    return sort === "Bool" ? [declaration] : [declaration, `(assert ${inRange(name, slot.least, slot.greatest)})`];
  }
}
