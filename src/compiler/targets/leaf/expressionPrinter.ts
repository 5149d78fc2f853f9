import { boundsOf } from "../../build.js";
import type { Arithmetic, Compare, Constant, Expression, Load, Membership, Place, Quantified, Relabel, Size, Temp } from "../../ir.js";
import type { Names } from "./names.js";
import type { Variable, Variables } from "./variables.js";

/** Where a place lies in its variable: which element, where the variable has several. */
export interface Located {
  readonly variable: Variable;
  /** Absent for a variable that is no array. */
  readonly index: string | undefined;
}

/** Writes expressions, which hold no checks any more, in the words of a target. Every operand stands in brackets where it needs them. */
export abstract class ExpressionPrinter {
  private readonly temps = new Map<Temp, string>();

  constructor(
    protected readonly variables: Variables,
    private readonly names: Names,
  ) {}

  print(expression: Expression): string {
    switch (expression.op) {
      case "constant":
        return this.constant(expression);
      case "temp":
        return this.temp(expression.temp);
      case "load":
        return this.load(expression);
      case "arithmetic":
        return this.arithmetic(expression);
      case "compare":
        return `(${this.print(expression.left)} ${this.order(expression.operator)} ${this.print(expression.right)})`;
      case "and":
      case "or":
      case "implies":
        return this.connective(expression.op, this.print(expression.left), this.print(expression.right));
      case "not":
        return this.not(this.print(expression.of));
      case "conditional":
        return this.conditional(this.print(expression.condition), this.print(expression.whenTrue), this.print(expression.whenFalse));
      case "relabel":
        return this.relabel(expression);
      case "bounded":
        return this.print(expression.of);
      case "has":
      case "with":
      case "without":
        return this.membership(expression);
      case "size":
        return this.size(expression);
      case "all":
      case "any":
      case "count":
        return this.quantified(expression);
    }
  }

  /** The identifier of a temporary: its own name, as far as that is free. */
  temp(temp: Temp): string {
    const known = this.temps.get(temp);
    if (known !== undefined) return known;
    const name = this.names.take(temp.name);
    this.temps.set(temp, name);
    return name;
  }

  /** A name for something that only the target has. */
  take(wanted: string): string {
    return this.names.take(wanted);
  }

  locate({ base, terms }: Place): Located {
    const variable = this.variables.at(base);
    if (!variable.isArray) return { variable, index: undefined };
    const offset = base - variable.first;
    const parts = terms.map(({ index, stride }) => (stride === 1 ? this.print(index) : `${this.print(index)} * ${stride}`));
    return { variable, index: [...(offset !== 0 || parts.length === 0 ? [String(offset)] : []), ...parts].join(" + ") };
  }

  protected abstract constant(expression: Constant): string;
  protected abstract load(expression: Load): string;
  protected abstract arithmetic(expression: Arithmetic): string;
  protected abstract order(operator: Compare["operator"]): string;
  protected abstract connective(op: "and" | "or" | "implies", left: string, right: string): string;
  protected abstract not(of: string): string;
  protected abstract conditional(condition: string, yes: string, no: string): string;
  protected abstract relabel(expression: Relabel): string;
  protected abstract membership(expression: Membership): string;
  protected abstract size(expression: Size): string;
  protected abstract quantified(expression: Quantified): string;
}

/** Labels keep their numbers: each is where the other domain expects it. */
export function keepsNumbers({ from, to }: Relabel): boolean {
  return from.every((text, index) => to[index] === text);
}

/** A quotient of these is the same whether it is rounded down or towards zero, and so is a remainder. */
export function roundsAlike(dividend: Expression, divisor: Expression): boolean {
  return boundsOf(dividend)[0] >= 0 && boundsOf(divisor)[0] > 0;
}
