import type { Expression, Place, Program, Statement, Temp } from "../ir.js";
import { walk, walkExpression } from "../walk.js";
import { elementsOf, type SlotSet, slotSet, slotsOfPlace } from "./slotSet.js";

/** One element of a vector, at an index that a step evaluates once; without an index, a slot. */
export interface Cell {
  readonly base: number;
  readonly size: number;
  readonly stride: number;
  readonly index: Temp | undefined;
}

/** What a step demands of one slot before it does anything: that it has a value, or has it not. */
export interface Demand {
  readonly cell: Cell;
  readonly value: number;
  readonly isNot: boolean;
}

/** A place that a step may read or write. */
export interface Access {
  readonly slots: SlotSet;
  readonly writes: boolean;
  readonly cell: Cell | undefined;
  /** What is known to be true wherever the step gets as far as this. */
  readonly demands: readonly Demand[];
}

/** What a step deals with. */
export interface StepAccesses {
  readonly accesses: readonly Access[];
  /** What is true of every state in which a leaf of the step is enabled. */
  readonly demands: readonly Demand[];
}

/** @param fixed slots that never change, with their values: an index that is one of them is a constant */
export function accessesOf({ statements }: Program, fixed: ReadonlyMap<number, number>): StepAccesses {
  return new Collector(fixed).collect(statements);
}

class Collector {
  private readonly accesses: Access[] = [];
  /** What the temporaries that are bound once are bound to. */
  private readonly bound = new Map<Temp, Expression>();

  constructor(private readonly fixed: ReadonlyMap<number, number>) {}

  collect(statements: readonly Statement[]): StepAccesses {
    walk(statements, { statement: (statement) => statement.kind === "bind" && statement.temp.constant && this.bound.set(statement.temp, statement.value) });
    this.block(statements, []);
    return { accesses: this.accesses, demands: this.outright(statements) };
  }

  /** What is demanded on the main line before the first choice. */
  private outright(statements: readonly Statement[]): readonly Demand[] {
    const first = statements.findIndex(chooses);
    const before = first < 0 ? statements : statements.slice(0, first);
    return before.flatMap((statement) => this.demandsOf(statement)).map(({ demand }) => demand);
  }

  private demandsOf(statement: Statement): readonly Demanded[] {
    return statement.kind === "when" ? demandsOf(statement.condition, (place) => this.cellOf(place)) : [];
  }

  /** @param above what is demanded before the block begins; what is demanded in it matters up to its end */
  private block(statements: readonly Statement[], above: readonly Demand[]): void {
    let demands = above;
    for (const statement of statements) {
      const demanded = this.demandsOf(statement);
      this.note(statement, demands, demanded);
      demands = [...demands, ...demanded.map(({ demand }) => demand)];
    }
  }

  /** A guard's look at the slot that it makes a demand on tells something only if the demand is met; its other looks may break a rule before that. */
  private note(top: Statement, demands: readonly Demand[], demanded: readonly Demanded[]): void {
    let elements = { read: 1, written: 1 };
    const add = (place: Place, writes: boolean, count: number): void => {
      const own = demanded.find(({ by }) => by === place);
      const known = own === undefined ? demands : [...demands, own.demand];
      this.accesses.push({ slots: slotsOfPlace(this.folded(place), count), writes, cell: count === 1 ? this.cellOf(place) : undefined, demands: known });
    };
    const read = (place: Place): void => add(place, false, elements.read);
    if (top.kind === "if") {
      walkExpression(top.condition, { read });
      this.block(top.whenTrue, demands);
      this.block(top.otherwise, demands);
      return;
    }
    walk([top], {
      statement: (statement) => {
        elements = elementsOf(statement);
        if (statement.kind === "reset") this.accesses.push({ slots: slotSet(statement.slots), writes: true, cell: undefined, demands });
      },
      read,
      write: (place) => add(place, true, elements.written),
    });
  }

  /** A place with its constant indices folded in. */
  private folded(place: Place): Place {
    const known = place.terms.map(({ index }) => this.constantOf(index));
    const base = place.terms.reduce((sum, { stride }, at) => sum + (known[at] ?? 0) * stride, place.base);
    return { ...place, base, terms: place.terms.filter((_, at) => known[at] === undefined) };
  }

  private cellOf(place: Place): Cell | undefined {
    const { base, size, terms } = this.folded(place);
    const [term, ...more] = terms;
    if (term === undefined) return { base, size, stride: 0, index: undefined };
    const index = this.resolved(term.index);
    return more.length === 0 && index.op === "temp" && index.temp.constant ? { base, size, stride: term.stride, index: index.temp } : undefined;
  }

  private constantOf(index: Expression): number | undefined {
    const value = this.resolved(index);
    if (value.op === "constant") return value.value;
    return value.op === "load" && value.place.terms.length === 0 ? this.fixed.get(value.place.base) : undefined;
  }

  /** An index, without the checks around it and the names that were given to it; one that is a slot's value has the name that was given to it last. */
  private resolved(index: Expression): Expression {
    if (index.op === "bounded") return this.resolved(index.of);
    if (index.op !== "temp") return index;
    const value = this.bound.get(index.temp);
    if (value === undefined) return index;
    const inner = this.resolved(value);
    const isKnown =
      inner.op === "temp" || inner.op === "constant" || (inner.op === "load" && inner.place.terms.length === 0 && this.fixed.has(inner.place.base));
    return isKnown ? inner : index;
  }
}

interface Demanded {
  readonly demand: Demand;
  /** The look at the state that makes the demand. */
  readonly by: Place;
}

/** What the conjuncts of a guard demand, where they compare one slot with a constant. */
function demandsOf(condition: Expression, cellOf: (place: Place) => Cell | undefined): readonly Demanded[] {
  if (condition.op === "and") return [condition.left, condition.right].flatMap((part) => demandsOf(part, cellOf));
  const [place, value, isNot] = compared(condition);
  const cell = place && cellOf(place);
  return place === undefined || cell === undefined ? [] : [{ demand: { cell, value, isNot }, by: place }];
}

function compared(condition: Expression): readonly [place: Place | undefined, value: number, isNot: boolean] {
  if (condition.op === "load") return [condition.place, 1, false];
  if (condition.op === "not" && condition.of.op === "load") return [condition.of.place, 0, false];
  if (condition.op !== "compare" || (condition.operator !== "===" && condition.operator !== "!==")) return [undefined, 0, false];
  const { left, right, operator } = condition;
  const [load, constant] = left.op === "load" ? [left, right] : [right, left];
  return load.op === "load" && constant.op === "constant" ? [load.place, constant.value, operator === "!=="] : [undefined, 0, false];
}

function chooses(top: Statement): boolean {
  let found = false;
  walk([top], { statement: ({ kind }) => (found ||= kind === "choose") });
  return found;
}
