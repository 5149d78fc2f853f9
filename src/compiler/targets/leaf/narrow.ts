import { arithmetic, integers, join } from "../../build.js";
import type { Expression, Program, Statement, Temp, Type } from "../../ir.js";
import { mapParts, mapStatement } from "../../rewrite.js";
import { walk } from "../../walk.js";

type Interval = Type & { readonly kind: "integer" };

/** After so many rounds a temporary that still grows keeps the type that it was declared with. */
const ROUNDS = 8;

/** A program in which integers have the narrowest types that follow from all that their temporaries are ever bound to. */
export function narrowed(program: Program): Program {
  const intervals = intervalsOf(program.statements);
  return { ...program, statements: program.statements.map((statement) => mapStatement(statement, (expression) => retype(expression, intervals))) };
}

function intervalsOf(statements: readonly Statement[]): ReadonlyMap<Temp, Interval> {
  const known = new Map<Temp, Interval>();
  for (let round = 1; ; round++) {
    const grown = new Set<Temp>();
    const note = (temp: Temp, type: Type): void => {
      if (type.kind !== "integer" || temp.type.kind !== "integer") return;
      const before = known.get(temp);
      const after = clipped(before === undefined ? type : (join(before, type) as Interval), temp.type.least, temp.type.greatest);
      if (before !== undefined && before.least === after.least && before.greatest === after.greatest) return;
      known.set(temp, after);
      grown.add(temp);
    };
    walk(statements, { statement: (statement) => noteBinding(statement, known, note) });
    if (grown.size === 0) return known;
    if (round >= ROUNDS) for (const temp of grown) known.set(temp, temp.type as Interval);
  }
}

/** Text is read in order, so that what a value depends on is mostly known before it. */
function noteBinding(statement: Statement, known: ReadonlyMap<Temp, Interval>, note: (temp: Temp, type: Type) => void): void {
  const typeOf = (expression: Expression): Type => retype(expression, known).type;
  if (statement.kind === "bind") note(statement.temp, typeOf(statement.value));
  if (statement.kind === "choose" && statement.temp.type.kind === "integer") note(statement.temp, between(typeOf(statement.least), typeOf(statement.greatest)));
  if (statement.kind === "loop") note(statement.temp, turns(typeOf(statement.from), typeOf(statement.until), statement.step));
}

function between(least: Type, greatest: Type): Type {
  return integers((least as Interval).least, (greatest as Interval).greatest);
}

function turns(from: Type, until: Type, step: 1 | -1): Type {
  const [first, end] = [from as Interval, until as Interval];
  return step === 1 ? integers(first.least, end.greatest - 1) : integers(end.least + 1, first.greatest);
}

function retype(expression: Expression, known: ReadonlyMap<Temp, Interval>): Expression {
  if (expression.op === "temp") return { ...expression, type: known.get(expression.temp) ?? expression.type };
  const made = mapParts(expression, (part) => retype(part, known));
  switch (made.op) {
    case "arithmetic": {
      const again = arithmetic(made.operator, made.left, made.right, made.site);
      return { ...made, type: again.op === "bounded" ? again.of.type : again.type };
    }
    case "conditional":
      return { ...made, type: join(made.whenTrue.type, made.whenFalse.type) };
    case "bounded":
      return made.of.type.kind === "integer" ? { ...made, type: clipped(made.of.type, made.least, made.greatest) } : made;
    default:
      return made;
  }
}

function clipped(type: Interval, least: number, greatest: number): Interval {
  return integers(Math.max(least, type.least), Math.min(greatest, type.greatest)) as Interval;
}
