import type { Statement, Temp, Type } from "../../ir.js";
import { walk } from "../../walk.js";
import type { Formula } from "./formula.js";
import { sortOf } from "./formula.js";
import type { HeldCell, HeldCells } from "./heldCells.js";
import { type Store, sortOfTarget, type Target } from "./store.js";
import { and, implies, type Sort, type Term } from "./term.js";

/** A point of a program: the values so far, and the condition under which one gets there. */
export interface Frame {
  readonly store: Store;
  readonly path: Term;
}

/** One of a target's writes: the condition under which it happens, and what it writes. */
interface Write {
  readonly path: Term;
  readonly value: Term;
}

/** A choice: the constant that says what is chosen, in the encoding of the slots. */
export interface Choice {
  readonly label: string;
  readonly type: Type;
  readonly chosen: Term;
}

/** How questions about every cell are answered, in the order in which they are met: by the cell that is held, unless an answer is given. */
export interface Question {
  readonly answers?: readonly boolean[];
}

/** A program on its way into a formula. */
export class Run {
  /** What has to be true for the program to get to its end without breaking a rule. */
  readonly needs: Term[] = [];
  /** What is true of the constants that were declared on the way. */
  readonly facts: Term[] = [];
  /** The choices that are made, and what is chosen. */
  readonly choices: Choice[] = [];
  /** How many questions about every cell were asked so far. */
  asked = 0;
  private watched: { readonly target: Target; readonly writes: Write[] } | undefined;

  constructor(
    readonly cells: HeldCells,
    readonly formula: Formula,
    /** The slot that says where each process stands. */
    private readonly standings: readonly number[],
    /** The whole program. */
    private readonly program: readonly Statement[],
    /** For a question about one state, which is no step: what is said of every cell, in place of what is true of the one that is held. */
    readonly question: Question | undefined,
    /** Where the program is not told exactly: why. What it may do is always among what is told. */
    readonly approximations: Set<string>,
  ) {}

  need({ path }: Frame, condition: Term): void {
    const needed = implies(path, condition);
    if (needed !== "true") this.needs.push(this.formula.define("needs", "Bool", needed));
  }

  /** Any value of a type. */
  anyOf(wanted: string, type: Type): Term {
    const { term, typed } = this.formula.declareTyped(wanted, type);
    if (typed !== "true") this.facts.push(typed);
    return term;
  }

  /** Any value that a variable may have. */
  anyIn({ name, sort, slot }: HeldCell): Term {
    return sort === "Bool" ? this.formula.declare(name, sort) : this.anyOf(name, { kind: "integer", least: slot.least, greatest: slot.greatest });
  }

  anyFor(target: Target): Term {
    return "slot" in target ? this.anyIn(target) : this.anyOf(target.name, target.type);
  }

  write({ store, path }: Frame, target: Target, value: Term): void {
    const named = this.formula.define(target.name, sortOfTarget(target), value);
    store.set(target, named);
    if (this.watched?.target === target) this.watched.writes.push({ path, value: named });
  }

  /** Whether a temporary that a part of the program binds is read outside of it. */
  outlives(temp: Temp, part: readonly Statement[]): boolean {
    return readsOf(temp, this.program) > readsOf(temp, part);
  }

  /** The variable that says where a process stands. */
  standing(process: number): HeldCell {
    return this.cells.at(this.standings[process] as number).cell;
  }

  /** The frame of a branch: a copy of the values, under one more condition. */
  branch({ store, path }: Frame, condition: Term): Frame {
    return { store: store.copy(), path: this.named("path", "Bool", and(path, condition)) };
  }

  named(wanted: string, sort: Sort, term: Term): Term {
    return this.formula.define(wanted, sort, term);
  }

  namedAs(type: Type, wanted: string, term: Term): Term {
    return this.formula.define(wanted, sortOf(type), term);
  }

  /** The writes of one target while something runs. */
  watching(target: Target, run: () => void): readonly Write[] {
    const outer = this.watched;
    const writes: Write[] = [];
    this.watched = { target, writes };
    run();
    this.watched = outer;
    return writes;
  }

  approximate(why: string): void {
    this.approximations.add(why);
  }
}

function readsOf(temp: Temp, statements: readonly Statement[]): number {
  let reads = 0;
  walk(statements, {
    statement: (statement) => {
      if (statement.kind === "loop" && statement.stop.includes(temp)) reads++;
    },
    expression: (expression) => {
      if (expression.op === "temp" && expression.temp === temp) reads++;
    },
  });
  return reads;
}
