import type { Arithmetic, Place, Quantified, Relabel, Size } from "../../ir.js";
import { keepsNumbers } from "../leaf/expressionPrinter.js";
import { CPrinter } from "../promela/cPrinter.js";

/** Expressions in JavaScript, over a state that is an Int32Array of slots: `after_`, and `now` before the step. */
export class JsPrinter extends CPrinter {
  override place({ base, terms, state }: Place, offset?: string): string {
    const parts = terms.map(({ index, stride }) => (stride === 1 ? this.print(index) : `${this.print(index)} * ${stride}`));
    return `${state === "before" ? "now" : "after_"}[${[String(base), ...parts, ...(offset === undefined ? [] : [offset])].join(" + ")}]`;
  }

  /** Numbers hold sums, differences and products of 32-bit integers well enough to tell that they are too great. */
  protected override arithmetic({ operator, left, right }: Arithmetic): string {
    const [a, b] = [this.print(left), this.print(right)];
    switch (operator) {
      case "min":
      case "max":
        return `Math.${operator}(${a}, ${b})`;
      case "div":
        return `Math.floor(${a} / ${b})`;
      case "mod":
        return `(${a} - Math.floor(${a} / ${b}) * ${b})`;
      default:
        return `(${a} ${operator} ${b})`;
    }
  }

  protected override relabel(expression: Relabel): string {
    const { of, from, to } = expression;
    return keepsNumbers(expression) ? this.print(of) : `[${from.map((text) => to.indexOf(text)).join(", ")}][${this.print(of)}]`;
  }

  protected override size({ subset }: Size): string {
    return `sizeOf(${this.print(subset)})`;
  }

  protected override quantified({ op, temp, from, to, body }: Quantified): string {
    const [first, end, turn, index] = [this.print(from), this.print(to), this.print(body), this.temp(temp)];
    return `${op === "count" ? "countOf" : op === "all" ? "allOf" : "anyOf"}(${first}, ${end}, (${index}) => ${turn})`;
  }
}
