import type { ModelProgram, Program, PropertyProgram } from "../../ir.js";
import { commentOf } from "../leaf/commentOf.js";
import { type Answer, type LeafProgram, leafProgramOf } from "../leaf/leafProgram.js";
import { Names } from "../leaf/names.js";
import { questionOf } from "../leaf/question.js";
import { type Variable, Variables } from "../leaf/variables.js";
import { MurphiPrinter } from "./murphiPrinter.js";
import { murphiBody } from "./murphiStatements.js";
import { RESERVED } from "./reserved.js";
import { isBoolean, typeOf } from "./types.js";

/**
 * A model in Murphi, for Rumur. Each step is a function that works on a state and says whether its leaf exists: on a copy as the rule's guard, on
 * the state itself as the rule. The answers to its choices are parameters of a ruleset.
 * @param properties whether to state the properties as well: Rumur does not look beyond a state that violates one, so its counts are ours only without
 * @throws SpecError FL310 for a step with too many combinations of answers
 */
export function murphiOf(model: ModelProgram, properties = false): string {
  return new MurphiWriter(model).write(properties);
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
        program === undefined ? [] : [this.rule(name, `${machine} ${step}`, `now.${variables.at(slot).name} = ${index}`, program)],
      ),
    );
    return [
      header(model, properties),
      "type\n  int: -2147483648..2147483647;\n  State: record\n",
      variables.all.map((variable) => `    ${variable.name}: ${typeOf(variable)};\n`).join(""),
      "  end;\n\nvar\n  now: State;\n",
      ARITHMETIC,
      ...steps,
      this.initial(),
      ...(properties ? model.properties.map((property) => this.property(property)) : []),
    ].join("");
  }

  private rule(about: string, wanted: string, stands: string, program: Program): string {
    const leaf = leafProgramOf(program, about);
    const name = this.names.take(wanted);
    const can = this.names.take(`can ${name}`);
    const { printer, parameters, given } = this.signature(leaf);
    const taken = this.taker(name, leaf, printer, parameters);
    const rule = `rule "${quoted(about)}" ${stands} & ${can}(${given.join(", ")}) ==>\nvar done: boolean;\nbegin\n  done := ${name}(${["now", ...given].join(", ")});\nend;\n`;
    return `${taken}
function ${can}(${parameters.join("; ")}): boolean;
var s: State;
begin
  s := now;
  return ${name}(${["s", ...given].join(", ")});
end;

${inRulesets(leaf.answers, given, rule)}`;
  }

  private taker(name: string, leaf: LeafProgram, printer: MurphiPrinter, parameters: readonly string[]): string {
    return `\nfunction ${name}(${["var s: State", ...parameters].join("; ")}): boolean;\n${murphiBody(this.model, leaf, printer)}end;\n`;
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
    const search = leaf.answers.reduceRight(
      (inside, { least, greatest }, index) => `for ${given[index]}: ${least}..${greatest} do ${inside} end;`,
      `blank(s); done := initial(${["s", ...given].join(", ")}); if done then return; end;`,
    );
    const start = `startstate\nvar done: boolean;\nbegin\n  blank(now);\n  done := initial(${["now", ...given].join(", ")});\n  if !done then first_initial(now); end;\nend;\n`;
    return `
procedure blank(var s: State);
begin
${this.variables.all.flatMap(blanks).join("")}end;
${this.taker("initial", leaf, printer, parameters)}
procedure first_initial(var s: State);
var done: boolean;
begin
  ${search}
end;

${inRulesets(leaf.answers, given, start)}`;
  }

  private property(property: PropertyProgram): string {
    const { name, kind } = property;
    const question = questionOf(property);
    const holds = this.names.take(`holds ${name}`);
    if (kind === "step") return `\n-- not in Murphi, which has no properties of transitions: ${commentOf(name)}\n`;
    const { printer, parameters } = this.signature(question);
    const word = kind === "sometimes" ? "cover" : "invariant";
    return `${this.taker(holds, question, printer, parameters)}
function asked_${holds}(): boolean;
var s: State;
begin
  s := now;
  return ${holds}(s);
end;

${word} "${quoted(name)}" asked_${holds}();
`;
  }
}

function inRulesets(answers: readonly Answer[], given: readonly string[], rule: string): string {
  if (answers.length === 0) return rule;
  return `ruleset ${answers.map(({ least, greatest }, index) => `${given[index]}: ${least}..${greatest}`).join("; ")} do\n${rule}end;\n`;
}

function blanks(variable: Variable): readonly string[] {
  const { name, slots, isArray } = variable;
  return slots.map(({ least }, index) => `  s.${name}${isArray ? `[${index}]` : ""} := ${isBoolean(variable) ? "false" : least};\n`);
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
