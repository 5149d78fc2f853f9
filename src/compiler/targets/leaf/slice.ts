import type { Expression, Temp } from "../../ir.js";
import { walk } from "../../walk.js";
import type { LeafStatement } from "./leafProgram.js";
import type { Variable, Variables } from "./variables.js";

/** Statements that what is wanted depends on, in their order, and the variables that they write. */
export interface Slice {
  readonly statements: readonly LeafStatement[];
  readonly written: ReadonlySet<Variable>;
}

/**
 * A program slice: the wanted statements, what they read and what decides whether they happen (Weiser, Program slicing, 1981). It does not look at the
 * order of statements, so it may keep a write that comes too late.
 */
export function sliceOf(statements: readonly LeafStatement[], isWanted: (statement: LeafStatement) => boolean, variables: Variables): Slice {
  const slicer = new Slicer(isWanted, variables);
  for (;;) {
    const known = slicer.needed.size;
    const kept = slicer.block(statements);
    if (slicer.needed.size === known) return { statements: kept, written: new Set(kept.flatMap((statement) => [...variablesWritten(statement, variables)])) };
  }
}

class Slicer {
  /** What the statements kept so far read. */
  readonly needed = new Set<Temp | Variable>();

  constructor(
    private readonly isWanted: (statement: LeafStatement) => boolean,
    private readonly variables: Variables,
  ) {}

  block(statements: readonly LeafStatement[]): readonly LeafStatement[] {
    return statements.flatMap((statement) => {
      const kept = this.statement(statement);
      if (kept !== undefined) this.need(kept);
      return kept ?? [];
    });
  }

  private statement(statement: LeafStatement): LeafStatement | undefined {
    if (statement.kind === "if") {
      const [whenTrue, otherwise] = [this.block(statement.whenTrue), this.block(statement.otherwise)];
      return whenTrue.length + otherwise.length === 0 ? undefined : { ...statement, whenTrue, otherwise };
    }
    if (statement.kind === "loop") {
      const body = this.block(statement.body);
      return body.length === 0 ? undefined : { ...statement, body };
    }
    return this.isWanted(statement) || this.writesWhatIsNeeded(statement) ? statement : undefined;
  }

  private writesWhatIsNeeded(statement: LeafStatement): boolean {
    if (statement.kind === "bind") return this.needed.has(statement.temp);
    return [...variablesWritten(statement, this.variables)].some((variable) => this.needed.has(variable));
  }

  private need(statement: LeafStatement): void {
    if (statement.kind === "loop") for (const flag of statement.stop) this.needed.add(flag);
    const expression = (met: Expression): void => {
      if (met.op === "temp") this.needed.add(met.temp);
    };
    walk([withoutInner(statement)], { expression, read: ({ base }) => this.needed.add(this.variables.at(base)) });
  }
}

/** A statement without those in it, which are sliced by themselves. */
function withoutInner(statement: LeafStatement): LeafStatement {
  if (statement.kind === "if") return { ...statement, whenTrue: [], otherwise: [] };
  return statement.kind === "loop" ? { ...statement, body: [] } : statement;
}

/** The variables that a statement writes, statements in it included. */
export function variablesWritten(statement: LeafStatement, variables: Variables): ReadonlySet<Variable> {
  const written = new Set<Variable>();
  walk([statement], {
    write: ({ base }) => written.add(variables.at(base)),
    statement: (each) => {
      if (each.kind === "next") written.add(variables.control(each.process));
      if (each.kind === "reset") for (const slot of each.slots) written.add(variables.at(slot));
    },
  });
  return written;
}
