import type { Expression, Program, Statement, Temp } from "../ir.js";
import { walk, walkExpression } from "../walk.js";

/** Drops the flags of jumps that nothing asks about: most `return`s end the text that they could cut short. */
export function removeUnreadFlags(program: Program, results: readonly Expression[]): Program {
  const read = new Set<Temp>();
  const expression = (met: Expression): void => {
    if (met.op === "temp") read.add(met.temp);
  };
  const statement = (met: Statement): void => {
    if (met.kind === "loop") for (const flag of met.stop) read.add(flag);
  };
  walk(program.statements, { expression, statement });
  for (const result of results) walkExpression(result, { expression });
  const stays = (met: Statement): boolean => met.kind !== "bind" || !met.temp.flag || read.has(met.temp);
  return { ...program, statements: filtered(program.statements, stays) };
}

function filtered(statements: readonly Statement[], stays: (statement: Statement) => boolean): readonly Statement[] {
  return statements.filter(stays).map((statement) => {
    if (statement.kind === "if") return { ...statement, whenTrue: filtered(statement.whenTrue, stays), otherwise: filtered(statement.otherwise, stays) };
    return statement.kind === "loop" ? { ...statement, body: filtered(statement.body, stays) } : statement;
  });
}
