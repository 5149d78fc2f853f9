import type { Expression, Place, Temp } from "../../ir.js";
import { walk, walkExpression } from "../../walk.js";
import type { LeafProgram, LeafStatement } from "./leafProgram.js";
import { variablesWritten } from "./slice.js";
import type { Variable, Variables } from "./variables.js";

/** A leaf in two parts: conditions on the state before it and on the answers, and what else it consists of. */
export interface Guarded {
  readonly conditions: readonly Expression[];
  readonly rest: readonly LeafStatement[];
}

/** The conditions that a leaf begins with, up to the first that reads what the leaf has computed or written. */
export function guardedOf({ answers, statements }: LeafProgram, variables: Variables): Guarded {
  const given = new Set(answers.map(({ temp }) => temp));
  const written = new Set<Variable>();
  const conditions: Expression[] = [];
  const rest: LeafStatement[] = [];
  for (const [index, statement] of statements.entries()) {
    if (statement.kind === "when" && readsOnly(statement.condition, given, ({ base }) => !written.has(variables.at(base))))
      conditions.push(statement.condition);
    else if (demands(statement)) return { conditions, rest: [...rest, ...statements.slice(index)] };
    else {
      for (const variable of variablesWritten(statement, variables)) written.add(variable);
      rest.push(statement);
    }
  }
  return { conditions, rest };
}

/** Whether the only temporaries in an expression are these and those that it binds itself, and every place that it reads is as before. */
function readsOnly(condition: Expression, given: ReadonlySet<Temp>, isAsBefore: (place: Place) => boolean): boolean {
  const known = new Set(given);
  let only = true;
  walkExpression(condition, {
    expression: (met) => {
      if (met.op === "all" || met.op === "any" || met.op === "count") known.add(met.temp);
      if (met.op === "temp" && !known.has(met.temp)) only = false;
    },
    read: (place) => {
      if (!isAsBefore(place)) only = false;
    },
  });
  return only;
}

/** Whether a statement may end the leaf. */
function demands(statement: LeafStatement): boolean {
  let found = false;
  walk([statement], { statement: ({ kind }) => (found ||= kind === "when") });
  return found;
}
