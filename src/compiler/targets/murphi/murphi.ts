import type { ModelProgram, Program, PropertyProgram } from "../../ir.js";
import { commentOf } from "../leaf/commentOf.js";
import { guardedOf } from "../leaf/guard.js";
import { type Answer, type LeafProgram, type LeafStatement, leafProgramOf } from "../leaf/leafProgram.js";
import { Names } from "../leaf/names.js";
import { questionOf } from "../leaf/question.js";
import { sliceOf } from "../leaf/slice.js";
import { type Variable, Variables } from "../leaf/variables.js";
import { MurphiPrinter } from "./murphiPrinter.js";
import { declaration, declarations, murphiBody } from "./murphiStatements.js";
import { RESERVED } from "./reserved.js";
import { isBoolean, typeOf } from "./types.js";

/**
 * A model in Murphi, for Rumur. A step is a rule; the answers to its choices are parameters of its ruleset. Murphi's guards cannot change the state, so where a
 * condition depends on what the step has done before, the guard is a function that does that much on copies of the variables.
 * @param properties whether to state the properties as well: Rumur does not look beyond a state that violates one, so its counts are ours only without
 * @throws SpecError FL310 for a step with too many combinations of answers
 */
export function murphiOf(model: ModelProgram, properties = false): string {
  return new MurphiWriter(model).write(properties);
}

/** Parts of a leaf that is taken in some cases only. */
interface Guard {
  /** Functions that the conditions call. */
  readonly functions: string;
  readonly conditions: readonly string[];
}

class MurphiWriter {
  private readonly names = new Names(RESERVED);
  private readonly variables: Variables;

  constructor(private readonly model: ModelProgram) {
    this.variables = new Variables(model, this.names);
  }

  write(properties: boolean): string {
    const { model, variables } = this;
    const steps = model.processes.flatMap(({ slot, states }) =>
      states.flatMap(({ name, function: machine, step, index, program }) =>
        program === undefined ? [] : [this.rule(name, `${machine} ${step}`, `${variables.at(slot).name} = ${index}`, program)],
      ),
    );
    return [
      header(model, properties),
      "type\n  int: -2147483648..2147483647;\n\nvar\n",
      variables.all.map((variable) => declaration(variable.name, typeOf(variable))).join(""),
      ARITHMETIC,
      ...steps,
      this.initial(),
      ...(properties ? model.properties.map((property) => this.property(property)) : []),
    ].join("");
  }

  private rule(about: string, wanted: string, stands: string, program: Program): string {
    const leaf = leafProgramOf(program, about);
    const { printer, given } = this.signature(leaf);
    const guard = this.guard(leaf, `can ${wanted}`, printer);
    const effects = sliceOf(leaf.statements, changesState, this.variables).statements;
    const { declared, started, done } = murphiBody(this.model, leaf.answers, effects, printer);
    const condition = [stands, ...guard.conditions].join(" & ");
    const rule = `rule "${quoted(about)}"\n  ${condition}\n==>\n${declarations(declared)}begin\n${started}${done}end;\n`;
    return `${guard.functions}\n${inRulesets(leaf.answers, given, rule)}`;
  }

  /** When a leaf exists: what it asks first stands in the guard itself. */
  private guard(leaf: LeafProgram, wanted: string, printer: MurphiPrinter): Guard {
    const { conditions, rest } = guardedOf(leaf, this.variables);
    const printed = conditions.map((condition) => printer.print(condition));
    const { statements, written } = sliceOf(rest, ({ kind }) => kind === "when", this.variables);
    if (statements.length === 0) return { functions: "", conditions: printed };
    const name = this.names.take(wanted);
    const { printer: inner, parameters } = this.signature(leaf);
    const copies = [...written].map((variable) => ({ type: typeOf(variable), name: variable.name, copy: inner.copied(variable) }));
    const functions = this.function(name, parameters, { answers: leaf.answers, statements }, inner, copies);
    return { functions, conditions: [...printed, `${name}(${leaf.answers.map(({ temp }) => printer.temp(temp)).join(", ")})`] };
  }

  /** A function that returns whether a leaf exists, and takes it. */
  private function(name: string, parameters: readonly string[], leaf: LeafProgram, printer: MurphiPrinter, copies: readonly Copied[] = []): string {
    const { declared, started, done } = murphiBody(this.model, leaf.answers, leaf.statements, printer);
    const own = copies.map(({ copy, type }) => declaration(copy, type)).join("");
    const read = copies.map(({ copy, name: original }) => `  ${copy} := ${original};\n`).join("");
    return `\nfunction ${name}(${parameters.join("; ")}): boolean;\n${declarations(own + declared)}begin\n${read}${started}${done}  return true;\nend;\n`;
  }

  private signature({ answers }: LeafProgram): { printer: MurphiPrinter; parameters: readonly string[]; given: readonly string[] } {
    const printer = new MurphiPrinter(this.variables, this.names.inner());
    const given = answers.map(({ temp }) => printer.temp(temp));
    return { printer, given, parameters: answers.map(({ least, greatest }, index) => `${given[index]}: ${least}..${greatest}`) };
  }

  /** A startstate cannot be disabled: with answers that are no leaf, it starts where the first leaf does. */
  private initial(): string {
    const leaf = leafProgramOf(this.model.initial, `${this.model.name}: initial`);
    const { printer, parameters, given } = this.signature(leaf);
    const call = `blank(); done := initial(${given.join(", ")});`;
    const search = leaf.answers.reduceRight(
      (inside, { least, greatest }, index) => `for ${given[index]}: ${least}..${greatest} do ${inside} end;`,
      `${call} if done then return; end;`,
    );
    const start = `startstate\nvar done: boolean;\nbegin\n  ${call}\n  if !done then first_initial(); end;\nend;\n`;
    return `
procedure blank();
begin
${this.variables.all.flatMap(blanks).join("")}end;
${this.function("initial", parameters, leaf, printer)}
procedure first_initial();
var done: boolean;
begin
  ${search}
end;

${inRulesets(leaf.answers, given, start)}`;
  }

  private property(property: PropertyProgram): string {
    const { name, kind } = property;
    if (kind === "step") return `\n-- not in Murphi, which has no properties of transitions: ${commentOf(name)}\n`;
    const question = questionOf(property);
    const { functions, conditions } = this.guard(question, `holds ${name}`, this.signature(question).printer);
    return `${functions}\n${kind === "sometimes" ? "cover" : "invariant"} "${quoted(name)}" ${conditions.join(" & ") || "true"};\n`;
  }
}

/** A variable that a function has a copy of. */
interface Copied {
  readonly name: string;
  readonly copy: string;
  readonly type: string;
}

function changesState({ kind }: LeafStatement): boolean {
  return kind !== "when" && kind !== "bind";
}

function inRulesets(answers: readonly Answer[], given: readonly string[], rule: string): string {
  if (answers.length === 0) return rule;
  return `ruleset ${answers.map(({ least, greatest }, index) => `${given[index]}: ${least}..${greatest}`).join("; ")} do\n${rule}end;\n`;
}

function blanks(variable: Variable): readonly string[] {
  const { name, slots, isArray } = variable;
  return slots.map(({ least }, index) => `  ${name}${isArray ? `[${index}]` : ""} := ${isBoolean(variable) ? "false" : least};\n`);
}

function quoted(text: string): string {
  return commentOf(text).replace(/["\\]/g, "'");
}

const ARITHMETIC = `
function floored_div(a: int; b: int): int;
begin
  if (a / b) * b != a & (a < 0) != (b < 0) then return a / b - 1; end;
  return a / b;
end;

function floored_mod(a: int; b: int): int;
begin
  return a - floored_div(a, b) * b;
end;
`;

function header({ name }: ModelProgram, properties: boolean): string {
  const counts = properties
    ? "With its properties; Rumur does not expand a state that violates one."
    : "States are faultline's, and rules fired its transitions.";
  return `-- ${commentOf(name)}: exported by faultline for Rumur. ${counts}
--
--   rumur --deadlock-detection off --output model.c FILE && cc -O3 -march=native -o model model.c -lpthread -latomic && ./model

`;
}
