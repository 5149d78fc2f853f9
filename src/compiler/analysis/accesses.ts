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

/** What a leaf of a step demands of one slot of the state in which it is taken: that it has a value, or has it not. */
export interface Demand {
  readonly cell: Cell;
  /** Every slot that the cell may be. */
  readonly slots: SlotSet;
  readonly value: number;
  readonly isNot: boolean;
}

/** A guard: where its condition is false, the leaf does not exist. */
export type Guard = Statement & { readonly kind: "when" };

/** A place that a step may read or write. */
export interface Access {
  readonly slots: SlotSet;
  readonly writes: boolean;
  readonly cell: Cell | undefined;
  /** The constant that is written. */
  readonly value: number | undefined;
  /** What is known to be true wherever the step gets as far as this. A guard's look at the slot that it makes a demand on tells something only if the demand is met. */
  readonly demands: readonly Demand[];
  /** For such a look: the guard, and what it demands. */
  readonly guard: { readonly by: Guard; readonly demand: Demand } | undefined;
}

/** A way in which a step moves its process: where to, what is demanded on the way, and the constants that are written. */
export interface Way {
  readonly to: number;
  readonly demands: readonly Demand[];
  readonly written: readonly { readonly cell: Cell; readonly value: number }[];
}

/** What a step deals with. */
export interface StepAccesses {
  /** In the order of its text. */
  readonly accesses: readonly Access[];
  /** Of those, the first that a leaf may make that does not exist: up to the last guard. */
  readonly guarding: number;
  readonly ways: readonly Way[];
}

/** @param fixed slots that never change, with their values: an index that is one of them is a constant */
export function accessesOf({ statements }: Program, fixed: ReadonlyMap<number, number>): StepAccesses {
  return new Collector(fixed).collect(statements);
}

class Collector {
  private readonly accesses: Access[] = [];
  private readonly ways: Way[] = [];
  private guarding = 0;
  /** What the temporaries that are bound once are bound to. */
  private readonly bound = new Map<Temp, Expression>();

  constructor(private readonly fixed: ReadonlyMap<number, number>) {}

  collect(statements: readonly Statement[]): StepAccesses {
    walk(statements, { statement: (statement) => statement.kind === "bind" && statement.temp.constant && this.bound.set(statement.temp, statement.value) });
    this.block(statements, []);
    this.follow(statements, [], []);
    return { accesses: this.accesses, guarding: this.guarding, ways: this.ways };
  }

  /** @param above what is demanded before the block begins; what is demanded in it matters up to its end */
  private block(statements: readonly Statement[], above: readonly Demand[]): void {
    let demands = above;
    for (const statement of statements) {
      if (statement.kind === "when") demands = this.guard(statement, demands);
      else if (statement.kind === "if") {
        walkExpression(statement.condition, { read: (place) => this.add(place, { demands }) });
        this.block(statement.whenTrue, demands);
        this.block(statement.otherwise, demands);
      } else this.note(statement, demands);
    }
  }

  /** One conjunct after the other: each is looked at only where those before it are true. */
  private guard(guard: Guard, above: readonly Demand[]): readonly Demand[] {
    let demands = above;
    for (const conjunct of conjunctsOf(guard.condition)) {
      const demanded = this.demandOf(conjunct);
      const met = demanded === undefined ? demands : [...demands, demanded.demand];
      const read = (place: Place): void => {
        if (demanded === undefined || place !== demanded.by) this.add(place, { demands });
        else this.add(place, { demands: met, guard: { by: guard, demand: demanded.demand } });
      };
      walkExpression(conjunct, { read });
      demands = met;
    }
    this.guarding = this.accesses.length;
    return demands;
  }

  private note(top: Statement, demands: readonly Demand[]): void {
    let elements = { read: 1, written: 1 };
    walk([top], {
      statement: (statement) => {
        elements = elementsOf(statement);
        if (statement.kind === "when") this.guarding = Number.POSITIVE_INFINITY;
        if (statement.kind === "reset") this.accesses.push({ ...NOTHING_KNOWN, slots: slotSet(statement.slots), writes: true, demands });
      },
      read: (place) => this.add(place, { demands, count: elements.read }),
      write: (place) => this.add(place, { demands, count: elements.written, writes: true, value: constantWritten(top, place) }),
    });
  }

  private add(place: Place, { count = 1, ...known }: Partial<Access> & Pick<Access, "demands"> & { readonly count?: number }): void {
    const cell = count === 1 ? this.cellOf(place) : undefined;
    this.accesses.push({ ...NOTHING_KNOWN, slots: slotsOfPlace(this.folded(place), count), cell, ...known });
  }

  /** The ways through a block whose statements are all carried out; what is demanded or written in a loop is passed over. */
  private follow(statements: readonly Statement[], above: Way["demands"], before: Way["written"]): void {
    const guards = statements.filter((statement) => statement.kind === "when").flatMap(({ condition }) => conjunctsOf(condition));
    const demands = [...above, ...guards.flatMap((conjunct) => this.demandOf(conjunct)?.demand ?? [])];
    const written = [...before, ...statements.flatMap((statement) => this.constantOfSlot(statement))];
    for (const statement of statements) {
      if (statement.kind === "next") this.ways.push({ to: statement.state, demands, written });
      if (statement.kind === "if") for (const side of [statement.whenTrue, statement.otherwise]) this.follow(side, demands, written);
      if (statement.kind === "loop") this.follow(statement.body, demands, written);
    }
  }

  private constantOfSlot(statement: Statement): Way["written"] {
    if (statement.kind !== "assign" || statement.value.op !== "constant") return [];
    const cell = this.cellOf(statement.to);
    return cell === undefined ? [] : [{ cell, value: statement.value.value }];
  }

  /** What a conjunct demands, where it compares one slot with a constant, and its look at that slot. */
  private demandOf(conjunct: Expression): { readonly demand: Demand; readonly by: Place } | undefined {
    const [by, value, isNot] = compared(conjunct);
    const cell = by && this.cellOf(by);
    return by === undefined || cell === undefined ? undefined : { demand: { cell, slots: slotsOfPlace(this.folded(by)), value, isNot }, by };
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

const NOTHING_KNOWN = { writes: false, cell: undefined, value: undefined, guard: undefined } as const;

function constantWritten(statement: Statement, to: Place): number | undefined {
  return statement.kind === "assign" && statement.to === to && statement.value.op === "constant" ? statement.value.value : undefined;
}

function conjunctsOf(condition: Expression): readonly Expression[] {
  return condition.op === "and" ? [...conjunctsOf(condition.left), ...conjunctsOf(condition.right)] : [condition];
}

function compared(condition: Expression): readonly [place: Place | undefined, value: number, isNot: boolean] {
  if (condition.op === "load") return [condition.place, 1, false];
  if (condition.op === "not" && condition.of.op === "load") return [condition.of.place, 0, false];
  if (condition.op !== "compare" || (condition.operator !== "===" && condition.operator !== "!==")) return [undefined, 0, false];
  const { left, right, operator } = condition;
  const [load, constant] = left.op === "load" ? [left, right] : [right, left];
  return load.op === "load" && constant.op === "constant" ? [load.place, constant.value, operator === "!=="] : [undefined, 0, false];
}
