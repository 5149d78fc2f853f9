import ts from "typescript";
import { PRIMITIVES } from "../compiler/meaning.js";
import { SpecError, Violation } from "../language/errors.js";
import { Evaluation, NotExplained } from "../trace/conjunct/evaluation.js";

/** What an expression is asked of: the shared state, the parameters, and where each process stands. */
export interface Subject {
  readonly s: object;
  readonly p: object;
  readonly at: Readonly<Record<string, string>>;
}

/** A question about a state. */
export type Expression = (subject: Subject) => boolean;

const FILE = "expression.ts";

/**
 * Reads an expression in the words of the specification language, such as `s.i_size === 2 && any(0, p.FILE, (cell) => s.disk[cell] === "stale")`;
 * `s` is the shared state, `p` the parameters, `at.writer` the place where the process `writer` stands. It is interpreted, never run: it can look at the state and at nothing else.
 * @throws SpecError FL201 for text outside the language; the expression itself throws it where the state has no such member, or no boolean comes of it
 */
export function parseExpression(text: string): Expression {
  const { program, source } = parsed(`import { ${PRIMITIVES.join(", ")} } from "faultline";\n(s, p, at) => (\n${text}\n);\n`);
  const [, statement, ...others] = source.statements;
  const arrow = statement && ts.isExpressionStatement(statement) ? statement.expression : undefined;
  const broken = program.getSyntacticDiagnostics(source)[0];
  if (broken !== undefined) throw refusal(text, ts.flattenDiagnosticMessageText(broken.messageText, " "));
  if (arrow === undefined || !ts.isArrowFunction(arrow) || others.length > 0) throw refusal(text, "it is more than one expression");
  const evaluation = new Evaluation(program.getTypeChecker());
  return ({ s, p, at }) => {
    const value = attempt(text, () => {
      const { node, scope } = evaluation.result(arrow, evaluation.enter(arrow, [s, p, at]));
      return evaluation.value(node, scope);
    });
    if (typeof value === "boolean") return value;
    throw refusal(text, `it is ${String(value)}, neither true nor false`);
  };
}

/** A program of one file that is nowhere: no library, nothing imported, nothing of the machine that it could look at. */
function parsed(text: string): { program: ts.Program; source: ts.SourceFile } {
  const source = ts.createSourceFile(FILE, text, ts.ScriptTarget.ES2022, true);
  const host: ts.CompilerHost = {
    getSourceFile: (file) => (file === FILE ? source : undefined),
    fileExists: (file) => file === FILE,
    readFile: () => undefined,
    writeFile: () => {},
    getDefaultLibFileName: () => "",
    getCurrentDirectory: () => "",
    getCanonicalFileName: (file) => file,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => "\n",
  };
  return { program: ts.createProgram([FILE], { noLib: true, noResolve: true, types: [] }, host), source };
}

function attempt<T>(text: string, ask: () => T): T {
  try {
    return ask();
  } catch (error) {
    if (error instanceof NotExplained) throw refusal(text, `'${error.message}' means nothing here`);
    if (error instanceof SpecError || error instanceof Violation) throw refusal(text, error.message);
    throw error;
  }
}

function refusal(text: string, why: string): SpecError {
  return new SpecError("FL201", `'${text}' cannot be asked: ${why}`, 'write it as a property is written: s.i_size === 2, at.writer === "writer.copy"');
}
