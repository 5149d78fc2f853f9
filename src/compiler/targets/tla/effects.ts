import type { Expression, ModelProgram, Place, Temp } from "../../ir.js";
import { walk, walkExpression } from "../../walk.js";
import type { Variable, Variables } from "../leaf/variables.js";
import type { TlaStatement } from "./formula.js";

/** What running some statements may do. */
export interface Effects {
  readonly variables: ReadonlySet<Variable>;
  /** Temporaries that they bind. */
  readonly temps: ReadonlySet<Temp>;
  readonly reads: ReadonlyMap<Temp, number>;
  readonly stops: boolean;
  readonly chooses: boolean;
}

export function effectsOf(statements: readonly TlaStatement[], variables: Variables, { processes }: ModelProgram): Effects {
  const written = new Set<Variable>();
  const temps = new Set<Temp>();
  const kinds = new Set<string>();
  walk(statements, {
    write: ({ base }: Place) => written.add(variables.at(base)),
    statement: (statement) => {
      kinds.add(statement.kind);
      if (statement.kind === "bind" || statement.kind === "loop" || statement.kind === "choose") temps.add(statement.temp);
      if (statement.kind === "next") written.add(variables.at(processes[statement.process]?.slot as number));
      if (statement.kind === "reset") for (const slot of statement.slots) written.add(variables.at(slot));
    },
  });
  return { variables: written, temps, reads: readsOf(statements), stops: kinds.has("when"), chooses: kinds.has("choose") };
}

/** How often each temporary is read. */
export function readsOf(statements: readonly TlaStatement[], returned: readonly Expression[] = []): ReadonlyMap<Temp, number> {
  const reads = new Map<Temp, number>();
  const note = (temp: Temp): void => void reads.set(temp, (reads.get(temp) ?? 0) + 1);
  const expression = (met: Expression): void => {
    if (met.op === "temp") note(met.temp);
  };
  walk(statements, {
    expression,
    statement: (statement) => {
      if (statement.kind === "loop") statement.stop.forEach(note);
    },
  });
  for (const each of returned) walkExpression(each, { expression });
  return reads;
}
