import type { Temp } from "../../ir.js";
import type { LeafStatement } from "./leafProgram.js";

/** The temporaries that statements bind, loop counters included, each once. */
export function tempsOf(statements: readonly LeafStatement[]): readonly Temp[] {
  const found = new Set<Temp>();
  const visit = (statement: LeafStatement): void => {
    if (statement.kind === "bind" || statement.kind === "loop") found.add(statement.temp);
    if (statement.kind === "loop") statement.body.forEach(visit);
    if (statement.kind === "if") [...statement.whenTrue, ...statement.otherwise].forEach(visit);
  };
  statements.forEach(visit);
  return [...found];
}
