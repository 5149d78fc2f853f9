import type { Problem } from "../language/errors.js";
import type { ModelProgram, Statement } from "./ir.js";
import { problemAtSite } from "./problemAt.js";

/** FL107 for each `when` that some path reaches after a write. Initial rules may narrow at any time. */
export function checkGuards({ processes }: ModelProgram): readonly Problem[] {
  const problems: Problem[] = [];
  for (const { states } of processes) for (const { program } of states) follow(program?.statements ?? [], false, problems);
  return problems;
}

/** Whether something may have been written when the statements are over. */
function follow(statements: readonly Statement[], before: boolean, problems: Problem[]): boolean {
  return statements.reduce((wrote, statement) => {
    switch (statement.kind) {
      case "when":
        if (wrote) problems.push(problemAtSite(statement.site, "FL107", "when() comes after a write", "move it before the first assignment of the step"));
        return wrote;
      case "if": {
        const then = follow(statement.whenTrue, wrote, problems);
        return follow(statement.otherwise, wrote, problems) || then;
      }
      case "loop":
        return follow(statement.body, follow(statement.body, wrote, []), problems);
      default:
        return wrote || "to" in statement || statement.kind === "reset";
    }
  }, before);
}
