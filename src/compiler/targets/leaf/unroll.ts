import { boolean, boundsOf, compare, integer } from "../../build.js";
import type { ChooseStatement, Expression, Loop, Statement, Temp } from "../../ir.js";
import { walk } from "../../walk.js";
import type { LeafStatement } from "./leafProgram.js";
import { both, NOWHERE, opposite } from "./logic.js";

/** Whether statements make a choice, at any depth. */
export function chooses(statements: readonly Statement[]): boolean {
  let found = false;
  walk(statements, {
    statement: ({ kind }) => {
      if (kind === "choose") found = true;
    },
  });
  return found;
}

/**
 * The turns of a loop one after the other, each under the condition that it happens. Its ends are temporaries by then, and evaluated.
 * @returns a statement for each value that the counter may have
 */
export function turnsOf(
  { temp, from, until, step, body, stop, site }: Loop,
  again: (body: readonly Statement[]) => readonly LeafStatement<ChooseStatement>[],
): readonly LeafStatement<ChooseStatement>[] {
  const [first] = step === 1 ? boundsOf(from) : [boundsOf(from)[1]];
  const last = step === 1 ? boundsOf(until)[1] - 1 : boundsOf(until)[0] + 1;
  const values = Array.from({ length: Math.max(0, (last - first) * step + 1) }, (_, index) => first + index * step);
  return values.map((value) => {
    const counter = integer(value, site);
    const begun = compare(step === 1 ? "<=" : ">=", from, counter, site);
    const unfinished = compare(step === 1 ? "<" : ">", counter, until, site);
    const condition = both(both(begun, unfinished), noneOf(stop));
    return { kind: "if", condition, whenTrue: [{ kind: "bind", temp, value: counter, site }, ...again(body)], otherwise: [], site };
  });
}

/** No flag of these is set. */
export function noneOf(flags: readonly Temp[]): Expression {
  return flags.map((temp): Expression => opposite({ op: "temp", type: temp.type, temp, site: NOWHERE })).reduce(both, boolean(true, NOWHERE));
}
