import type { Arithmetic, Compare, Constant, Load, Membership, Quantified, Relabel, Size, Temp, Type } from "../../ir.js";
import { ExpressionPrinter, roundsAlike } from "../leaf/expressionPrinter.js";
import type { Names } from "../leaf/names.js";
import type { Variable, Variables } from "../leaf/variables.js";

/** What a variable or a temporary is called at a point of a formula: its own name, that of a later definition, or its value. */
export type Scope = ReadonlyMap<Variable | Temp, string>;

/** Expressions in TLA+: booleans are booleans, labels strings, subsets sets. */
export class TlaPrinter extends ExpressionPrinter {
  constructor(
    variables: Variables,
    names: Names,
    private readonly scope: Scope,
  ) {
    super(variables, names);
  }

  override temp(temp: Temp): string {
    return this.scope.get(temp) ?? super.temp(temp);
  }

  /** A variable as a whole, at this point. */
  whole(variable: Variable): string {
    return this.scope.get(variable) ?? variable.name;
  }

  protected constant({ value, type }: Constant): string {
    return literal(value, type);
  }

  protected load({ place }: Load): string {
    const { variable, index } = this.locate(place);
    const whole = place.state === "before" ? variable.name : this.whole(variable);
    return index === undefined ? whole : `${whole}[${index}]`;
  }

  protected arithmetic({ operator, left, right }: Arithmetic): string {
    const [a, b] = [this.print(left), this.print(right)];
    if (operator === "min" || operator === "max") return `${operator === "min" ? "Min" : "Max"}(${a}, ${b})`;
    if (operator !== "div" && operator !== "mod") return `(${a} ${operator} ${b})`;
    if (roundsAlike(left, right)) return `(${a} ${operator === "div" ? "\\div" : "%"} ${b})`;
    return `${operator === "div" ? "Div" : "Mod"}(${a}, ${b})`;
  }

  protected order(operator: Compare["operator"]): string {
    return operator === "===" ? "=" : operator === "!==" ? "#" : operator === "<=" ? "=<" : operator;
  }

  protected connective(op: "and" | "or" | "implies", left: string, right: string): string {
    return `(${left} ${{ and: "/\\", or: "\\/", implies: "=>" }[op]} ${right})`;
  }

  protected not(of: string): string {
    return `~(${of})`;
  }

  protected conditional(condition: string, yes: string, no: string): string {
    return `(IF ${condition} THEN ${yes} ELSE ${no})`;
  }

  /** Labels are strings and the same in every domain. */
  protected relabel({ of }: Relabel): string {
    return this.print(of);
  }

  protected membership({ op, subset, bit }: Membership): string {
    const [set, member] = [this.print(subset), this.print(bit)];
    if (op === "has") return `(${member} \\in ${set})`;
    return op === "with" ? `(${set} \\cup {${member}})` : `(${set} \\ {${member}})`;
  }

  protected size({ subset }: Size): string {
    return `Cardinality(${this.print(subset)})`;
  }

  protected quantified({ op, temp, from, to, body }: Quantified): string {
    const range = `${this.temp(temp)} \\in ${this.print(from)} .. (${this.print(to)} - 1)`;
    if (op === "count") return `Cardinality({${range} : ${this.print(body)}})`;
    return `(${op === "all" ? "\\A" : "\\E"} ${range} : ${this.print(body)})`;
  }
}

/** An encoded value as TLA+ writes it. */
export function literal(value: number, type: Type): string {
  switch (type.kind) {
    case "boolean":
      return value === 1 ? "TRUE" : "FALSE";
    case "integer":
      return value < 0 ? `(-${-value})` : String(value);
    case "label":
      return quoted(type.labels[value] ?? "no such label");
    case "subset":
      return `{${type.members
        .filter((_, bit) => (value >>> bit) & 1)
        .map((member) => (typeof member === "string" ? quoted(member) : String(member)))
        .join(", ")}}`;
  }
}

export function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, "\\$&")}"`;
}
