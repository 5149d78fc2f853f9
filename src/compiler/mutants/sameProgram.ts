import type { Arithmetic, Expression, Place, Program, Statement, Temp } from "../ir.js";
import { walk } from "../walk.js";

/** Whether two programs do the same to everything but ghosts, as far as their text tells: what only ghosts and unused names are about is left out. */
export function isSameProgram(a: Program, b: Program): boolean {
  return outline(a) === outline(b);
}

const outlines = new WeakMap<Program, string>();

function outline(program: Program): string {
  const known = outlines.get(program) ?? write(program);
  outlines.set(program, known);
  return known;
}

/** Its statements as text: temporaries are numbered as they are met, so that those of what is left out leave no gaps. */
function write({ statements }: Program): string {
  const numbers = new Map<number, number>();
  const numberOf = ({ id }: Temp): number => {
    const number = numbers.get(id) ?? numbers.size;
    numbers.set(id, number);
    return number;
  };
  return JSON.stringify(essence(statements), (key, value: unknown) => {
    if (key === "site" || key === "type") return undefined;
    if (key === "stop") return (value as readonly Temp[]).map(numberOf);
    return key === "temp" || key === "element" ? numberOf(value as Temp) : value;
  });
}

/** Without writes to ghosts, and then without the names that nothing reads any more. An index that is checked for the sake of a ghost goes with it. */
function essence(statements: readonly Statement[]): readonly Statement[] {
  const isGhostly = (statement: Statement): boolean => "to" in statement && (statement.to as Place).ghost;
  const forGhosts = readIn(ghostlyIn(statements, isGhostly));
  let rest = without(statements, isGhostly);
  for (let size = -1; size !== sizeOf(rest); ) {
    size = sizeOf(rest);
    const read = readIn(rest);
    rest = without(
      rest,
      (statement) => statement.kind === "bind" && !read.has(statement.temp.id) && (forGhosts.has(statement.temp.id) || isSafe(statement.value)),
    );
  }
  return rest;
}

function ghostlyIn(statements: readonly Statement[], isGhostly: (statement: Statement) => boolean): readonly Statement[] {
  const found: Statement[] = [];
  walk(statements, { statement: (statement) => isGhostly(statement) && found.push(statement) });
  return found;
}

function without(statements: readonly Statement[], isOut: (statement: Statement) => boolean): readonly Statement[] {
  return statements.flatMap((statement): readonly Statement[] => {
    if (isOut(statement)) return [];
    if (statement.kind === "if") {
      const kept = { ...statement, whenTrue: without(statement.whenTrue, isOut), otherwise: without(statement.otherwise, isOut) };
      return kept.whenTrue.length + kept.otherwise.length === 0 && isSafe(kept.condition) ? [] : [kept];
    }
    if (statement.kind === "loop") {
      const body = without(statement.body, isOut);
      return body.length === 0 && isSafe(statement.from) && isSafe(statement.until) ? [] : [{ ...statement, body }];
    }
    return [statement];
  });
}

function readIn(statements: readonly Statement[]): ReadonlySet<number> {
  const read = new Set<number>();
  walk(statements, {
    expression: (expression) => expression.op === "temp" && read.add(expression.temp.id),
    statement: (statement) => {
      for (const { id } of statement.kind === "loop" ? statement.stop : []) read.add(id);
    },
  });
  return read;
}

function sizeOf(statements: readonly Statement[]): number {
  let size = 0;
  walk(statements, { statement: () => size++ });
  return size;
}

/** Nothing in it can break a rule, so nobody notices whether it is evaluated. */
function isSafe(value: Expression): boolean {
  let safe = true;
  walk([{ kind: "when", condition: value, site: value.site }], {
    expression: (expression) => {
      if (expression.op === "bounded" || (expression.op === "arithmetic" && mayDivideByZero(expression))) safe = false;
    },
  });
  return safe;
}

function mayDivideByZero({ operator, right }: Arithmetic): boolean {
  return (operator === "div" || operator === "mod") && !(right.op === "constant" && right.value !== 0);
}
