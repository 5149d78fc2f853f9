import type { Problem } from "../language/errors.js";
import type { Site } from "../language/site.js";
import type { Expression, ModelProgram, Place, Program, Statement, Temp } from "./ir.js";
import { problemAtSite } from "./problemAt.js";
import { expressionsOf, walkExpression } from "./walk.js";

/**
 * FL209 wherever a ghost steers a step: an information-flow analysis. A temporary is tainted if its value, or whether it is bound, depends on a
 * ghost; tainted values may only flow into ghosts, and nothing but writes of ghosts may happen under a tainted condition.
 */
export function checkGhosts({ processes }: ModelProgram): readonly Problem[] {
  return processes.flatMap(({ states }) => states.flatMap(({ program }) => (program === undefined ? [] : new Flow(program).problems)));
}

class Flow {
  readonly problems: Problem[] = [];
  private readonly tainted = new Set<Temp>();

  constructor({ statements }: Program) {
    for (let before = -1; before < this.tainted.size; ) {
      before = this.tainted.size;
      this.problems.length = 0;
      this.block(statements, false);
    }
  }

  private block(statements: readonly Statement[], under: boolean): void {
    for (const statement of statements) this.statement(statement, under);
  }

  private statement(statement: Statement, under: boolean): void {
    const depends = expressionsOf(statement).some((expression) => this.isTainted(expression));
    switch (statement.kind) {
      case "bind":
        if (depends || under) this.tainted.add(statement.temp);
        return;
      case "if":
        this.block(statement.whenTrue, under || depends);
        this.block(statement.otherwise, under || depends);
        return;
      case "loop": {
        const turns = under || depends || statement.stop.some((flag) => this.tainted.has(flag));
        if (depends || under) this.tainted.add(statement.temp);
        this.block(statement.body, turns);
        return;
      }
      case "assign":
      case "fill":
        this.write(statement.to, depends || under, statement.site);
        return;
      case "copy":
      case "move":
        this.write(statement.to, depends || under || statement.from.ghost || this.isIndexTainted(statement.from), statement.site);
        return;
      case "when":
        if (depends || under) this.refuse(statement.site, "the guard of a step");
        return;
      case "choose":
        if (depends || under) this.refuse(statement.site, `the choice '${statement.label}'`);
        return;
      case "next":
      case "fail":
      case "reset":
        if (under) this.refuse(statement.site, "the next state");
        return;
      case "witness":
    }
  }

  private write(to: Place, tainted: boolean, site: Site): void {
    if (!to.ghost && (tainted || this.isIndexTainted(to))) this.refuse(site, to.name);
  }

  private isIndexTainted({ terms }: Place): boolean {
    return terms.some(({ index }) => this.isTainted(index));
  }

  private isTainted(expression: Expression): boolean {
    let found = false;
    walkExpression(expression, {
      expression: (met) => {
        if (met.op === "temp" && this.tainted.has(met.temp)) found = true;
      },
      read: ({ ghost }) => {
        if (ghost) found = true;
      },
    });
    return found;
  }

  private refuse(site: Site, what: string): void {
    this.problems.push(
      problemAtSite(site, "FL209", `a ghost variable steers ${what}`, "ghosts say what ought to be: only ghosts and properties may depend on them"),
    );
  }
}
