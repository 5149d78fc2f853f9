import { boundsOf } from "../../build.js";
import type { Arithmetic, Compare, Constant, Load, Membership, Place, Quantified, Relabel, Size } from "../../ir.js";
import { ExpressionPrinter, keepsNumbers, roundsAlike } from "../leaf/expressionPrinter.js";
import type { Variable } from "../leaf/variables.js";
import { isBoolean } from "./types.js";

/** Expressions in Murphi. Conditions are boolean; variables are, where all their slots are. */
export class MurphiPrinter extends ExpressionPrinter {
  private readonly copies = new Map<Variable, string>();

  /** From here on a variable is meant as a function's own copy of it, which the function may change. @returns the copy's name */
  copied(variable: Variable): string {
    const name = this.take(`${variable.name} after`);
    this.copies.set(variable, name);
    return name;
  }

  /** A place as a designator. */
  place(place: Place, offset?: string): string {
    const { variable, index } = this.locate(place);
    const whole = this.copies.get(variable) ?? variable.name;
    if (index === undefined) return whole;
    return `${whole}[${offset === undefined ? index : index === "0" ? offset : `${index} + ${offset}`}]`;
  }

  /** Whether a place is declared boolean: a boolean among other values is 0 or 1. */
  isBooleanPlace(place: Place): boolean {
    return isBoolean(this.locate(place).variable);
  }

  protected constant({ value, type }: Constant): string {
    if (type.kind === "boolean") return value === 1 ? "true" : "false";
    return value < 0 ? `(${value})` : String(value);
  }

  protected load({ place, type }: Load): string {
    const read = this.place(place);
    return type.kind === "boolean" && !this.isBooleanPlace(place) ? `(${read} = 1)` : read;
  }

  protected arithmetic({ operator, left, right }: Arithmetic): string {
    const [a, b] = [this.print(left), this.print(right)];
    if (operator === "min" || operator === "max") return `(${a} ${operator === "min" ? "<" : ">"} ${b} ? ${a} : ${b})`;
    if (operator !== "div" && operator !== "mod") return `(${a} ${operator} ${b})`;
    if (roundsAlike(left, right)) return `(${a} ${operator === "div" ? "/" : "%"} ${b})`;
    return `floored_${operator}(${a}, ${b})`;
  }

  protected order(operator: Compare["operator"]): string {
    return operator === "===" ? "=" : operator === "!==" ? "!=" : operator;
  }

  protected connective(op: "and" | "or" | "implies", left: string, right: string): string {
    return `(${left} ${{ and: "&", or: "|", implies: "->" }[op]} ${right})`;
  }

  protected not(of: string): string {
    return `!(${of})`;
  }

  protected conditional(condition: string, yes: string, no: string): string {
    return `(${condition} ? ${yes} : ${no})`;
  }

  protected relabel(expression: Relabel): string {
    const { of, from, to } = expression;
    const value = this.print(of);
    if (keepsNumbers(expression)) return value;
    const [last, ...others] = from.map((text) => number(to.indexOf(text))).reverse();
    return others.reduce((rest, label, index) => `(${value} = ${others.length - 1 - index} ? ${label} : ${rest})`, last as string);
  }

  protected membership({ op, subset, bit }: Membership): string {
    const [set, member] = [this.print(subset), this.print(bit)];
    const has = `(((${set} >> ${member}) % 2) = 1)`;
    if (op === "has") return has;
    return op === "with" ? `(${has} ? ${set} : ${set} + (1 << ${member}))` : `(${has} ? ${set} - (1 << ${member}) : ${set})`;
  }

  protected size({ subset }: Size): string {
    const set = this.print(subset);
    const { type } = subset;
    const members = type.kind === "subset" ? type.members.length : 0;
    return `(${Array.from({ length: members }, (_, bit) => `((${set} >> ${bit}) % 2)`).join(" + ")})`;
  }

  protected quantified({ op, temp, from, to, body }: Quantified): string {
    const [first, end, turn, index] = [this.print(from), this.print(to), this.print(body), this.temp(temp)];
    const [least, greatest] = [boundsOf(from)[0], boundsOf(to)[1] - 1];
    if (op === "count") return this.counted({ first, end, turn, index, least, greatest });
    const range = `(${first} <= ${index} & ${index} < ${end})`;
    if (greatest < least) return op === "all" ? "true" : "false";
    const claim = op === "all" ? `(${range} -> ${turn})` : `(${range} & ${turn})`;
    return `(${op === "all" ? "forall" : "exists"} ${index}: ${least}..${greatest} do ${claim} end)`;
  }

  /** Murphi has no sums: one summand for each value of the index. */
  private counted(count: { first: string; end: string; turn: string; index: string; least: number; greatest: number }): string {
    const { first, end, turn, index, least, greatest } = count;
    const name = new RegExp(`\\b${index}\\b`, "g");
    const values = Array.from({ length: Math.max(0, greatest - least + 1) }, (_, turnNumber) => number(least + turnNumber));
    const summands = values.map((value) => `(${first} <= ${value} & ${value} < ${end} & ${turn.replace(name, value)} ? 1 : 0)`);
    return summands.length === 0 ? "0" : `(${summands.join(" + ")})`;
  }
}

function number(value: number): string {
  return value < 0 ? `(${value})` : String(value);
}
