import type { ModelProgram, Program, PropertyProgram, StateProgram, Type } from "../../ir.js";
import { typeOf } from "../../lowering/views.js";
import { commentOf } from "../leaf/commentOf.js";
import { choosingProgramOf } from "../leaf/leafProgram.js";
import { opposite } from "../leaf/logic.js";
import { Names } from "../leaf/names.js";
import { type Variable, Variables } from "../leaf/variables.js";
import { Formula } from "./formula.js";
import { RESERVED } from "./reserved.js";
import { temporalOf } from "./temporal.js";
import { literal, quoted, type Scope } from "./tlaPrinter.js";

/** A TLA+ module, and what TLC is to check of it. */
export interface TlaModule {
  /** The text of `NAME.tla`. */
  readonly module: string;
  /** The text of `NAME.cfg`. */
  readonly config: string;
}

/**
 * A model in TLA+, for TLC. A step is an action, and each leaf of it one way to satisfy it: TLC generates as many states as faultline counts transitions and
 * leaves of the initial rule. A choice is a bounded quantifier where the step makes it, so a choice that a branch does not reach does not multiply.
 * @param name the module's name: that of its file, without `.tla`
 */
export function tlaOf(model: ModelProgram, name: string): TlaModule {
  return new TlaWriter(model, name).write();
}

interface Definition {
  readonly name: string;
  readonly text: string;
}

class TlaWriter {
  private readonly names: Names;
  private readonly variables: Variables;

  constructor(
    private readonly model: ModelProgram,
    private readonly name: string,
  ) {
    this.names = new Names([...RESERVED, name]);
    this.variables = new Variables(model, this.names);
  }

  write(): TlaModule {
    const { model, name, variables } = this;
    const initial = this.initial();
    const actions = model.processes.map(({ slot, states }) => {
      const taken = states.filter((state): state is StateProgram & { program: Program } => state.program !== undefined);
      return new Map(taken.map((state) => [state.index, this.step(slot, state)]));
    });
    const steps = actions.flatMap((own) => [...own.values()]);
    const properties = model.properties.map((property) => ({ property, definition: this.property(property) }));
    const predicates: Definition[] = [];
    const temporal = temporalOf(model, {
      define: (predicate) => {
        const definition = this.property(predicate, "predicate");
        predicates.push(definition);
        return definition.name;
      },
      actionOf: (process, state) => actions[process]?.get(state)?.name as string,
      standing: (process) => variables.at(model.processes[process]?.slot as number).name,
      take: (wanted) => this.names.take(capitalised(wanted)),
    });
    const all = `<<${variables.all.map((variable) => variable.name).join(", ")}>>`;
    const module = `---- MODULE ${name} ----
(* ${commentOf(model.name)}: exported by faultline for TLC. TLC's distinct states are faultline's; the states that it generates are faultline's transitions and,
   as many as there are ways to choose them, initial states. *)
EXTENDS Integers, FiniteSets

VARIABLES
${variables.all.map((variable, index) => declaration(variable, index === variables.all.length - 1)).join("\n")}

vars == ${all}

Min(a, b) == IF a < b THEN a ELSE b
Max(a, b) == IF a > b THEN a ELSE b
Div(a, b) == IF b > 0 THEN a \\div b ELSE (-a) \\div (-b)
Mod(a, b) == a - Div(a, b) * b

${[initial, ...steps].map(({ text }) => text).join("\n\n")}

Next ==
${steps.map((step) => `  \\/ ${step.name}`).join("\n")}

Spec == Init /\\ [][Next]_vars

${[...properties.map(({ definition }) => definition.text), ...predicates.map(({ text }) => text), temporal.text].filter((text) => text !== "").join("\n\n")}
====
`;
    return { module, config: config(properties, temporal.properties) };
  }

  private initial(): Definition {
    const blanks = this.variables.all.filter(({ isArray }) => isArray).map((variable) => ({ variable, name: this.names.take(`blank ${variable.name}`) }));
    const scope: Scope = new Map([
      ...this.variables.all.map((variable) => [variable, slotLiteral(variable, 0)] as const),
      ...blanks.map(({ variable, name }) => [variable, name] as const),
    ]);
    const end = (at: Scope): string => this.variables.all.map((variable) => `/\\ ${variable.name} = ${at.get(variable)}`).join("\n");
    const formula = new Formula(this.model, this.variables, this.names.inner(), choosingProgramOf(this.model.initial)).write(scope, end);
    const definitions = blanks.map(({ variable, name }) => `${name} == ${blank(variable)}\n`).join("");
    return { name: "Init", text: `${definitions}\nInit ==\n${indent(formula)}` };
  }

  private step(slot: number, { name, function: machine, step, program }: StateProgram & { program: Program }): Definition {
    const called = this.names.take(`${machine} ${step}`);
    const end = (scope: Scope): string => {
      const changed = this.variables.all.filter((variable) => scope.has(variable));
      const same = this.variables.all.filter((variable) => !scope.has(variable)).map((variable) => variable.name);
      const unchanged = same.length === 0 ? [] : [`/\\ UNCHANGED <<${same.join(", ")}>>`];
      return [...changed.map((variable) => `/\\ ${variable.name}' = ${scope.get(variable)}`), ...unchanged].join("\n");
    };
    const formula = new Formula(this.model, this.variables, this.names.inner(), choosingProgramOf(program)).write(new Map(), end);
    const stands = `/\\ ${this.variables.at(slot).name} = ${quoted(name)}`;
    const rest = formula.startsWith("/\\ ") ? formula : `/\\ ${formula.replace(/\n/g, "\n   ")}`;
    return { name: called, text: `\\* ${commentOf(name)}\n${called} ==\n${indent(`${stands}\n${rest}`)}` };
  }

  /** A predicate that breaks a rule itself is not true. */
  private property({ name, kind, program, value }: PropertyProgram, label: string = kind): Definition {
    const called = this.names.take(capitalised(name));
    const condition = kind === "never" ? opposite(value) : value;
    const asked = choosingProgramOf({ ...program, statements: [...program.statements, { kind: "when", condition, site: value.site }] });
    const now: Scope = kind === "step" ? new Map(this.variables.all.map((variable) => [variable, `${variable.name}'`])) : new Map();
    const formula = new Formula(this.model, this.variables, this.names.inner(), asked).write(now, () => "TRUE");
    const text = `\\* ${label}: ${commentOf(name)}\n`;
    if (kind !== "step") return { name: called, text: `${text}${called} ==\n${indent(formula)}` };
    const action = this.names.take(`${called} Action`);
    return { name: called, text: `${text}${action} ==\n${indent(formula)}\n\n${called} == [][${action}]_vars` };
  }
}

/** Words as one, each with a capital. */
function capitalised(words: string): string {
  return words.replace(/(^|[^A-Za-z0-9]+)([A-Za-z0-9])/g, (_, __, letter: string) => letter.toUpperCase());
}

function config(properties: readonly { property: PropertyProgram; definition: Definition }[], temporal: readonly string[]): string {
  const lines = properties.flatMap(({ property, definition }) => {
    if (property.kind === "sometimes") return [`\\* ${definition.name} is to be true of some state.`];
    return [`${property.kind === "step" ? "PROPERTY" : "INVARIANT"} ${definition.name}`];
  });
  const asked = [...lines, ...temporal.map((name) => `PROPERTY ${name}`)];
  return `SPECIFICATION Spec\n${asked.map((line) => `${line}\n`).join("")}CHECK_DEADLOCK FALSE\n`;
}

function declaration({ name, slots, isArray }: Variable, isLast: boolean): string {
  const sets = [...new Set(slots.map(({ domain }) => setOf(typeOf(domain) as Type)))];
  const values = sets.length === 1 ? (sets[0] as string) : "values of several kinds";
  return `  ${name}${isLast ? "" : ","} \\* ${commentOf(isArray ? `[0 .. ${slots.length - 1} -> ${values}]` : values)}`;
}

function setOf(type: Type): string {
  switch (type.kind) {
    case "boolean":
      return "BOOLEAN";
    case "integer":
      return `${type.least} .. ${type.greatest}`;
    case "label":
      return `{${type.labels.map(quoted).join(", ")}}`;
    case "subset":
      return `SUBSET {${type.members.map((member) => (typeof member === "string" ? quoted(member) : String(member))).join(", ")}}`;
  }
}

/** The value that one slot of a variable has before anything writes it. */
function slotLiteral({ slots }: Variable, index: number): string {
  const slot = slots[index];
  return literal(slot?.least as number, (slot && typeOf(slot.domain)) as Type);
}

function blank(variable: Variable): string {
  const values = variable.slots.map((_, index) => slotLiteral(variable, index));
  const range = `i \\in 0 .. ${values.length - 1}`;
  return new Set(values).size === 1 ? `[${range} |-> ${values[0]}]` : `[${range} |-> <<${values.join(", ")}>>[i + 1]]`;
}

function indent(text: string): string {
  return text.replace(/^/gm, "  ");
}
