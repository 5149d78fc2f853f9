import type { Type } from "../../ir.js";
import { inRange, integerTerm, type Sort, symbol, type Term } from "./term.js";

/** The lines of a formula under construction: constants and definitions, each of which uses those before it only. */
export class Formula {
  readonly lines: string[] = [];
  private readonly taken = new Map<string, number>();
  private section = "";

  /** What follows belongs to this step, property or rule: its names begin with it. */
  begin(section: string, comment = section): void {
    this.section = section;
    this.lines.push("", `; ${comment.replace(/[\r\n]/g, " ")}`);
  }

  /** A constant that may have any value. */
  declare(wanted: string, sort: Sort): Term {
    const name = this.name(wanted);
    this.lines.push(`(declare-const ${name} ${sort})`);
    return name;
  }

  /** A constant of a type, and the condition that it is one. */
  declareTyped(wanted: string, type: Type): { readonly term: Term; readonly typed: Term } {
    if (type.kind === "boolean") return { term: this.declare(wanted, "Bool"), typed: "true" };
    const term = this.declare(wanted, "Int");
    return { term, typed: inRange(term, ...rangeOf(type)) };
  }

  /** A name for a term; a term that is short already stays as it is. */
  define(wanted: string, sort: Sort, term: Term): Term {
    if (!term.startsWith("(") || term.length < SHORT) return term;
    const name = this.name(wanted);
    this.lines.push(`(define-fun ${name} () ${sort} ${term})`);
    return name;
  }

  /** A name that is exactly as it is wanted. */
  defineAs(name: string, sort: Sort, term: Term): Term {
    const exact = symbol(name);
    this.lines.push(`(define-fun ${exact} () ${sort} ${term})`);
    return exact;
  }

  private name(wanted: string): Term {
    const full = `${this.section}: ${wanted}`;
    const twin = (this.taken.get(full) ?? 0) + 1;
    this.taken.set(full, twin);
    return symbol(twin === 1 ? full : `${full} ${twin}`);
  }
}

/** Terms up to this length are written where they are used. */
const SHORT = 24;

/** The least and the greatest value of a type, in the encoding of the slots. */
export function rangeOf(type: Type): readonly [number, number] {
  switch (type.kind) {
    case "boolean":
      return [0, 1];
    case "integer":
      return [type.least, type.greatest];
    case "label":
      return [-1, type.labels.length - 1];
    case "subset":
      return [0, 2 ** type.members.length - 1];
  }
}

export function sortOf(type: Type): Sort {
  return type.kind === "boolean" ? "Bool" : "Int";
}

/** A value in the encoding of the slots, as a term of a sort. */
export function constantTerm(value: number, sort: Sort): Term {
  if (sort === "Bool") return value === 1 ? "true" : "false";
  return integerTerm(value);
}
