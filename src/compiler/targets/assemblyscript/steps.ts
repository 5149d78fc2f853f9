import type { ModelProgram, Program, Statement, Temp } from "../../ir.js";
import { walk } from "../../walk.js";
import { valueText } from "./expressions.js";
import { footprintOf } from "./footprint.js";
import { NESTED_CHOICES } from "./memoryMap.js";
import type { Packing } from "./packing.js";
import { writeSlot } from "./places.js";
import { Scope } from "./scope.js";
import { leaveIfFailed, type StepWriter, writeIf, writeStatement } from "./statements.js";
import type { Tables } from "./tables.js";

type Choose = Statement & { readonly kind: "choose" };

/**
 * The functions of a step or of the initial rule: `name(a)` hands every leaf in the state at `a` to `emit`. Choices on the main line of the text become
 * nested loops. Where choices hide in branches that join again, or in loops, the text is run once for each leaf and its answers are replayed.
 * @param leaf text of the call that takes the finished successor
 * @param unmet by guard: text that is run where it is not met
 */
export function writeStep(
  model: ModelProgram,
  packing: Packing,
  tables: Tables,
  name: string,
  program: Program,
  leaf: string,
  unmet?: ReadonlyMap<Statement, string>,
): readonly string[] {
  const scope = new Scope(packing, tables, footprintOf(model, packing, program), undefined, unmet);
  if (isDirect(program.statements, 0)) {
    new Nested(scope, model, program, leaf).tail(program.statements);
    return [`function ${name}(a: usize): void {`, ...scope.prologue(), ...scope.lines, "}"];
  }
  new Replayed(scope, model, leaf).run(program.statements);
  return [
    `function ${name}_leaf(a: usize): void {`,
    ...scope.prologue(),
    ...scope.lines,
    "}",
    `function ${name}(a: usize): void {`,
    "  restart();",
    `  do ${name}_leaf(a); while (advance());`,
    "}",
  ];
}

/** Whether every choice is on the main line: in no loop, and in no branch that joins again. */
function isDirect(statements: readonly Statement[], above: number): boolean {
  let depth = above;
  for (const [at, statement] of statements.entries()) {
    if (statement.kind === "choose") depth++;
    else if (statement.kind === "if" && at === statements.length - 1) return isDirect(statement.whenTrue, depth) && isDirect(statement.otherwise, depth);
    else if (chooses(statement)) return false;
  }
  return depth <= NESTED_CHOICES;
}

function chooses(statement: Statement): boolean {
  let found = false;
  walk([statement], { statement: ({ kind }) => (found ||= kind === "choose") });
  return found;
}

abstract class Steps implements StepWriter {
  constructor(
    protected readonly scope: Scope,
    private readonly model: ModelProgram,
    private readonly leaf: string,
  ) {}

  abstract choose(statement: Choose): void;

  next({ process, state }: Statement & { readonly kind: "next" }): void {
    const base = this.model.processes[process]?.slot as number;
    writeSlot(this.scope, { base, steps: [] }, state);
  }

  protected end(): void {
    this.scope.finish();
    this.scope.line(this.leaf);
  }
}

class Replayed extends Steps {
  run(statements: readonly Statement[]): void {
    for (const statement of statements) writeStatement(this.scope, statement, this);
    this.end();
  }

  choose({ temp, least, greatest }: Choose): void {
    const { scope } = this;
    const text = `answer(${valueText(scope, least)}, ${valueText(scope, greatest)})`;
    scope.line(`${scope.temp(temp)} = ${text};`);
    scope.mayFail = true;
    leaveIfFailed(scope);
  }
}

class Nested extends Steps {
  private depth = 0;
  private readonly changing: readonly Temp[];

  constructor(scope: Scope, model: ModelProgram, { temps }: Program, leaf: string) {
    super(scope, model, leaf);
    this.changing = temps.filter(({ constant }) => !constant);
  }

  choose(): void {
    throw new Error("a choice off the main line");
  }

  /** Writes what a leaf does from here to its end. */
  tail(statements: readonly Statement[]): void {
    for (const [at, statement] of statements.entries()) {
      if (statement.kind === "choose") {
        this.turns(statement, statements.slice(at + 1));
        return;
      }
      if (statement.kind === "if" && at === statements.length - 1) {
        this.fork(statement);
        return;
      }
      writeStatement(this.scope, statement, this);
    }
    this.end();
  }

  /** A branch on the main line goes on to the end of the leaf, on both sides. */
  private fork(statement: Statement & { readonly kind: "if" }): void {
    writeIf(this.scope, statement, (block) => this.tail(block), true);
  }

  /** One turn of a loop for each answer; each begins with the successor as it is now. */
  private turns({ temp, least, greatest }: Choose, rest: readonly Statement[]): void {
    const { scope } = this;
    const [name, last] = [scope.temp(temp), scope.fresh("last")];
    scope.mayFail = false;
    const first = valueText(scope, least);
    scope.line(`${last} = ${valueText(scope, greatest)};`);
    const counter = scope.fresh("c");
    scope.line(`${counter} = ${first};`);
    leaveIfFailed(scope);
    scope.line(`if (${counter} > ${last}) { failed = 1; ${scope.exit.replace(/^\{ (.*) \}$/, "$1")} }`);
    const back = [...this.keepTemps(rest), ...(scope.begun ? scope.keep(this.depth) : [])];
    const { exit, skip, begun } = scope;
    this.depth++;
    scope.exit = "{ leave(); continue; }";
    scope.skip = "continue;";
    scope.block(`for (${counter}--; ${counter} != ${last}; )`, () => {
      scope.line(`${name} = ++${counter};`);
      for (const line of back) scope.line(line);
      this.tail(rest);
    });
    Object.assign(scope, { exit, skip, begun });
    this.depth--;
  }

  private keepTemps(rest: readonly Statement[]): readonly string[] {
    const bound = new Set<Temp>();
    walk(rest, { statement: (statement) => statement.kind === "bind" && bound.add(statement.temp) });
    return this.changing
      .filter((temp) => bound.has(temp))
      .map((temp) => {
        const kept = this.scope.fresh("kept");
        this.scope.line(`${kept} = ${this.scope.temp(temp)};`);
        return `${this.scope.temp(temp)} = ${kept};`;
      });
  }
}
