import type { Expression, Place, Program, Statement, Temp, Type } from "../ir.js";
import { removeUnreadFlags } from "./removeUnreadFlags.js";
import type { Value, View } from "./value.js";

/** A program under construction: statements are appended to the block that is open. */
export class ProgramBuilder {
  readonly calls = new Set<string>();
  /** It contains implications, as expressions or as statements. */
  implications = false;
  /** The innermost open block. */
  block: Statement[] = [];
  private readonly temps: Temp[] = [];

  emit(...statements: readonly Statement[]): void {
    this.block.push(...statements);
  }

  /** Runs `build` with an empty block open, and hands over what it put there. */
  capture<T>(build: () => T): { readonly result: T; readonly statements: readonly Statement[] } {
    const outer = this.block;
    const inner: Statement[] = [];
    this.block = inner;
    try {
      return { result: build(), statements: inner };
    } finally {
      this.block = outer;
    }
  }

  temp(name: string, type: Type, constant: boolean, flag = false): Temp {
    const temp: Temp = { id: this.temps.length, name, type, constant, flag };
    this.temps.push(temp);
    return temp;
  }

  /** Gives the present value of an expression a name, so that it can be used later and more than once. */
  pinned(expression: Expression, name = "value"): Expression {
    if (expression.op === "constant" || (expression.op === "temp" && expression.temp.constant)) return expression;
    const temp = this.temp(name, expression.type, true);
    this.emit({ kind: "bind", temp, value: expression, site: expression.site });
    return { op: "temp", type: temp.type, temp, site: expression.site };
  }

  /** A place whose indices are evaluated, and checked, now. */
  pinnedPlace(place: Place): Place {
    return { ...place, terms: place.terms.map(({ index, stride }) => ({ index: this.pinned(index, "index"), stride })) };
  }

  /**
   * A place about to be written, before the value is evaluated: all its indices are evaluated and checked, but the one of an element that
   * is itself written is checked only when the value is there, as JavaScript does.
   */
  pinnedKeys({ place, domain }: View, isElement: boolean): View {
    const terms = place.terms.map(({ index, stride }, at) => {
      const isLast = isElement && at === place.terms.length - 1 && index.op === "bounded";
      return { index: isLast ? { ...index, of: this.pinned(index.of, "index") } : this.pinned(index, "index"), stride };
    });
    return { place: { ...place, terms }, domain };
  }

  pinnedView({ place, domain }: View): View {
    return { place: this.pinnedPlace(place), domain };
  }

  pinnedValue(value: Value, name?: string): Value {
    if (value.kind === "scalar") return { kind: "scalar", expression: this.pinned(value.expression, name) };
    return value.kind === "view" ? { kind: "view", view: this.pinnedView(value.view) } : value;
  }

  finish(read: readonly Expression[] = []): Program {
    return removeUnreadFlags({ statements: this.block, temps: this.temps, calls: [...this.calls].sort() }, read);
  }
}

/** A slot and its stride folded into the place where the index is known. */
export function indexed(place: Place, index: Expression, stride: number, suffix: string): Place {
  const name = `${place.name}${suffix}`;
  if (index.op === "constant") return { ...place, name, base: place.base + index.value * stride, size: stride };
  return { ...place, name, terms: [...place.terms, { index, stride }], size: stride };
}
