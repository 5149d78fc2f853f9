import type { Arithmetic, Compare, Constant, Load, Membership, Place, Quantified, Relabel, Size } from "../../ir.js";
import { ExpressionPrinter, keepsNumbers, roundsAlike } from "../leaf/expressionPrinter.js";

const INT = 2 ** 31;

/** Expressions in C. Intermediate values are exact: `long` wherever an `int` could be too narrow. */
export class CPrinter extends ExpressionPrinter {
  /** A place as an lvalue. The state after a step is in `after_`; SPIN's own, before it, in `now`. */
  place(place: Place, offset?: string): string {
    const { variable, index } = this.locate(place);
    const whole = `${place.state === "before" ? "now." : "after_."}${variable.name}`;
    if (index === undefined) return whole;
    return `${whole}[${offset === undefined ? index : index === "0" ? offset : `${index} + ${offset}`}]`;
  }

  protected constant({ value }: Constant): string {
    return value < 0 ? `(${value})` : String(value);
  }

  protected load({ place }: Load): string {
    return this.place(place);
  }

  protected arithmetic({ operator, left, right, type }: Arithmetic): string {
    const [a, b] = [this.print(left), this.print(right)];
    if (roundsAlike(left, right) && (operator === "div" || operator === "mod")) return `(${a} ${operator === "div" ? "/" : "%"} ${b})`;
    if (operator !== "+" && operator !== "-" && operator !== "*") return `${operator}_ (${a}, ${b})`;
    const isWide = type.kind !== "integer" || type.least < -INT || type.greatest >= INT;
    return `(${isWide ? "(long) " : ""}${a} ${operator} ${b})`;
  }

  protected order(operator: Compare["operator"]): string {
    return operator === "===" ? "==" : operator === "!==" ? "!=" : operator;
  }

  protected connective(op: "and" | "or" | "implies", left: string, right: string): string {
    return op === "implies" ? `(!${left} || ${right})` : `(${left} ${op === "and" ? "&&" : "||"} ${right})`;
  }

  protected not(of: string): string {
    return `!${of}`;
  }

  protected conditional(condition: string, yes: string, no: string): string {
    return `(${condition} ? ${yes} : ${no})`;
  }

  protected relabel(expression: Relabel): string {
    const { of, from, to } = expression;
    if (keepsNumbers(expression)) return this.print(of);
    return `((const short[]) { ${from.map((text) => to.indexOf(text)).join(", ")} })[${this.print(of)}]`;
  }

  protected membership({ op, subset, bit }: Membership): string {
    const [set, member] = [this.print(subset), this.print(bit)];
    if (op === "has") return `((${set} >> ${member}) & 1)`;
    return op === "with" ? `(${set} | (1 << ${member}))` : `(${set} & ~(1 << ${member}))`;
  }

  protected size({ subset }: Size): string {
    return `__builtin_popcount (${this.print(subset)})`;
  }

  protected quantified({ op, temp, from, to, body }: Quantified): string {
    const [first, end, turn, index] = [this.print(from), this.print(to), this.print(body), this.temp(temp)];
    const note = op === "count" ? `if (${turn}) found_++;` : op === "all" ? `if (!${turn}) { found_ = 0; break; }` : `if (${turn}) { found_ = 1; break; }`;
    return `({ long found_ = ${op === "all" ? 1 : 0}, end_ = ${end}, ${index}; for (${index} = ${first}; ${index} < end_; ${index}++) { ${note} } found_; })`;
  }
}
