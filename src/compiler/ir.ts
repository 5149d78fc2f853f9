import type { Instance } from "../language/compose.js";
import type { ComposedTemporal } from "../language/composeTemporal.js";
import type { ViolationKind } from "../language/errors.js";
import type { Slot } from "../language/layout.js";
import type { PropertyKind } from "../language/property.js";
import type { Site } from "../language/site.js";

/**
 * The intermediate representation: a composed model as flat slots, processes, control states and one guarded program a step.
 * Parameters are folded, helpers are inlined, calls and exits of machines are part of the step that makes them. Every value is a
 * 32-bit integer, in the encoding of the slots: booleans 0 and 1, labels their index, subsets one bit a member. Whatever can go wrong is a
 * {@link Bounded}, a division, an empty choice or a {@link Fail}: nothing else needs checking.
 */
export interface ModelProgram {
  readonly name: string;
  readonly slots: readonly Slot[];
  /** Whose locals the slots after the shared variables are. */
  readonly instances: readonly Instance[];
  readonly processes: readonly ProcessProgram[];
  /** Runs on the slots' least values; its leaves are the initial states. */
  readonly initial: Program;
  readonly properties: readonly PropertyProgram[];
  /** The predicates of temporal properties, in the order of the composed model's. */
  readonly predicates: readonly PropertyProgram[];
  readonly temporal: readonly ComposedTemporal[];
}

/** A process: its control states, and the slot that says where it stands. */
export interface ProcessProgram {
  readonly name: string;
  readonly daemon: boolean;
  readonly slot: number;
  readonly states: readonly StateProgram[];
}

/** One control state; an end has no program. */
export interface StateProgram {
  readonly index: number;
  /** `writer/iomap_write_iter.copy` */
  readonly name: string;
  readonly path: string;
  readonly function: string;
  readonly step: string;
  readonly program: Program | undefined;
}

/** What is asked of a state, or of the state before and the state after a transition. */
export interface PropertyProgram {
  readonly name: string;
  readonly kind: PropertyKind;
  readonly program: Program;
  readonly value: Expression;
  /** It contains implications, so it is vacuous if no left side is ever true. */
  readonly implications: boolean;
}

/** Statements with their temporaries. On every enabled path a step's program executes exactly one {@link Next}. */
export interface Program {
  readonly statements: readonly Statement[];
  readonly temps: readonly Temp[];
  /** Helpers and primitives that were inlined, by name. */
  readonly calls: readonly string[];
}

/** A temporary of a program: it lives for one run of it. */
export interface Temp {
  readonly id: number;
  readonly name: string;
  type: Type;
  /** It is bound once, before it is read. */
  readonly constant: boolean;
  /** It only says that a `return`, `break` or `continue` was taken. */
  readonly flag: boolean;
}

/** What values an expression may have. The interval of an integer is an over-approximation. */
export type Type =
  | { readonly kind: "boolean" }
  | { readonly kind: "integer"; readonly least: number; readonly greatest: number }
  | { readonly kind: "label"; readonly labels: readonly string[] }
  | { readonly kind: "subset"; readonly members: readonly (number | string)[] };

interface Typed {
  readonly type: Type;
  readonly site: Site;
}

export interface Constant extends Typed {
  readonly op: "constant";
  readonly value: number;
}
export interface ReadTemp extends Typed {
  readonly op: "temp";
  readonly temp: Temp;
}
export interface Load extends Typed {
  readonly op: "load";
  readonly place: Place;
}
/** Exact: operands are 32-bit, the result may need more, and is then inside a {@link Bounded}. Division by zero is a violation. */
export interface Arithmetic extends Typed {
  readonly op: "arithmetic";
  readonly operator: "+" | "-" | "*" | "div" | "mod" | "min" | "max";
  readonly left: Expression;
  readonly right: Expression;
}
export interface Compare extends Typed {
  readonly op: "compare";
  readonly operator: "===" | "!==" | "<" | "<=" | ">" | ">=";
  readonly left: Expression;
  readonly right: Expression;
}
/** The right side is evaluated only where it decides. `implies` also tells the vacuity report that its left side was true. */
export interface Connective extends Typed {
  readonly op: "and" | "or" | "implies";
  readonly left: Expression;
  readonly right: Expression;
}
export interface Not extends Typed {
  readonly op: "not";
  readonly of: Expression;
}
export interface Conditional extends Typed {
  readonly op: "conditional";
  readonly condition: Expression;
  readonly whenTrue: Expression;
  readonly whenFalse: Expression;
}
/** The same label in another domain's numbering; -1 where that domain has no such label. */
export interface Relabel extends Typed {
  readonly op: "relabel";
  readonly of: Expression;
  readonly from: readonly string[];
  readonly to: readonly string[];
}
/** The value, which must lie in `least … greatest`; a violation of the given kind otherwise. */
export interface Bounded extends Typed {
  readonly op: "bounded";
  readonly of: Expression;
  readonly least: number;
  readonly greatest: number;
  readonly violation: ViolationKind;
  /** What has these bounds: `folios[]`, `me.bytes`. */
  readonly what: string;
}
/** Operations on the bits of a subset: whether it has a member, it with the member, it without. */
export interface Membership extends Typed {
  readonly op: "has" | "with" | "without";
  readonly subset: Expression;
  readonly bit: Expression;
}
export interface Size extends Typed {
  readonly op: "size";
  readonly subset: Expression;
}
/** Over the integers from `from` up to, but not including, `to`; `all` and `any` stop when they are decided. */
export interface Quantified extends Typed {
  readonly op: "all" | "any" | "count";
  readonly temp: Temp;
  readonly from: Expression;
  readonly to: Expression;
  readonly body: Expression;
}

export type Expression =
  | Constant
  | ReadTemp
  | Load
  | Arithmetic
  | Compare
  | Connective
  | Not
  | Conditional
  | Relabel
  | Bounded
  | Membership
  | Size
  | Quantified;

/** One or more slots: `base` plus, for each term, index times stride. Indices are in range, or are a {@link Bounded}. */
export interface Place {
  /** The variable with empty brackets: `folios[].cells[]`; locals begin with their instance's path. */
  readonly name: string;
  /** For step properties: which of the two states. */
  readonly state: "now" | "before";
  readonly base: number;
  readonly terms: readonly Term[];
  readonly size: number;
  readonly ghost: boolean;
  readonly rigid: boolean;
}

export interface Term {
  readonly index: Expression;
  readonly stride: number;
}

interface Placed {
  readonly site: Site;
}

export interface Bind extends Placed {
  readonly kind: "bind";
  readonly temp: Temp;
  readonly value: Expression;
}
/** One slot; the value is within the slot's domain. */
export interface Assign extends Placed {
  readonly kind: "assign";
  readonly to: Place;
  readonly value: Expression;
}
/** A record or vector as a whole: as many slots as both places have. */
export interface Move extends Placed {
  readonly kind: "move";
  readonly to: Place;
  readonly from: Place;
}
/**
 * Elements `from` up to, but not including, `until` of a vector of `length`, one after the other: the index of the first is checked before
 * the value is evaluated, and neither matters where the range is empty.
 */
export interface Fill extends Placed {
  readonly kind: "fill";
  readonly to: Place;
  readonly length: number;
  readonly from: Expression;
  readonly until: Expression;
  readonly value: Expression;
}
/**
 * `count` elements, upwards if `at <= start` and downwards otherwise, so that overlapping ranges are copied as if read before any is written. For
 * each the index read is checked, then the index written, then `value`: the element read, in the numbering and domain of the target.
 */
export interface Copy extends Placed {
  readonly kind: "copy";
  readonly to: Place;
  readonly toLength: number;
  readonly at: Expression;
  readonly from: Place;
  readonly fromLength: number;
  readonly start: Expression;
  readonly count: Expression;
  readonly element: Temp;
  readonly value: Expression;
}
export interface If extends Placed {
  readonly kind: "if";
  readonly condition: Expression;
  readonly whenTrue: readonly Statement[];
  readonly otherwise: readonly Statement[];
}
/** Counts `temp` from `from` by `step` while it has not reached `until`; leaves early when a flag in `stop` is set after a turn. */
export interface Loop extends Placed {
  readonly kind: "loop";
  readonly temp: Temp;
  readonly from: Expression;
  readonly until: Expression;
  readonly step: 1 | -1;
  readonly body: readonly Statement[];
  readonly stop: readonly Temp[];
}
/** This leaf exists only where the condition is true. */
export interface When extends Placed {
  readonly kind: "when";
  readonly condition: Expression;
}
/** One choice; `least > greatest` is a violation ("empty choice"). */
export interface ChooseStatement extends Placed {
  readonly kind: "choose";
  readonly label: string;
  readonly temp: Temp;
  readonly least: Expression;
  readonly greatest: Expression;
}
/** The process stands at this control state afterwards. */
export interface Next extends Placed {
  readonly kind: "next";
  readonly process: number;
  readonly state: number;
}
/** An instance is left: these slots go back to their least value. */
export interface Reset extends Placed {
  readonly kind: "reset";
  readonly slots: readonly number[];
}
export interface Fail extends Placed {
  readonly kind: "fail";
  readonly violation: ViolationKind;
  readonly message: string;
}
/** The left side of an implication was true (where the implication is not an expression). */
export interface Witness extends Placed {
  readonly kind: "witness";
}

export type Statement = Bind | Assign | Move | Fill | Copy | If | Loop | When | ChooseStatement | Next | Reset | Fail | Witness;
