import type { ChooseStatement, Copy, Expression, Fill, ModelProgram, Move, Place, Temp, Type } from "../../ir.js";
import { typeOf } from "../../lowering/views.js";
import type { LeafStatement } from "../leaf/leafProgram.js";
import type { Names } from "../leaf/names.js";
import type { Variable, Variables } from "../leaf/variables.js";
import { type Effects, effectsOf, readsOf } from "./effects.js";
import { literal, type Scope, TlaPrinter } from "./tlaPrinter.js";

export type TlaStatement = LeafStatement<ChooseStatement>;

/** How a sequence of statements ends in a formula, and what stands where it stops early. */
interface Ending {
  readonly end: (scope: Scope) => string;
  /** `rest`, where the condition is true. */
  readonly only: (condition: string, rest: string, scope: Scope) => string;
}

type Loop = TlaStatement & { readonly kind: "loop" };
type If = TlaStatement & { readonly kind: "if" };

/** Turns the statements of one program into one formula: each assignment becomes a definition that what follows refers to. */
export class Formula {
  private readonly reads: ReadonlyMap<Temp, number>;

  constructor(
    private readonly model: ModelProgram,
    private readonly variables: Variables,
    private readonly names: Names,
    private readonly statements: readonly TlaStatement[],
    returned: readonly Expression[] = [],
  ) {
    this.reads = readsOf(statements, returned);
  }

  /** The formula: a conjunction of what has to be true on the way, and of `end` with what everything is called by then. */
  write(scope: Scope, end: (scope: Scope) => string): string {
    return this.sequence(this.statements, scope, { end, only: (condition, rest) => `/\\ ${condition}\n${bullet(rest)}` });
  }

  private sequence(statements: readonly TlaStatement[], scope: Scope, ending: Ending): string {
    const [first, ...others] = statements;
    if (first === undefined) return ending.end(scope);
    const rest = (after: Scope): string => this.sequence(others, after, ending);
    switch (first.kind) {
      case "when":
        return ending.only(this.print(first.condition, scope), rest(scope), scope);
      case "choose":
        return this.choose(first, scope, rest);
      case "if":
        return effectsOf([first], this.variables, this.model).chooses ? this.fork(first, others, scope, ending) : this.merge(first, scope, ending, rest);
      case "loop":
        return this.loop(first, scope, ending, rest);
      case "reset":
        return this.reset(first.slots, scope, rest);
      default:
        return this.update(first, scope, rest);
    }
  }

  private print(expression: Expression, scope: Scope): string {
    return new TlaPrinter(this.variables, this.names.inner(), scope).print(expression);
  }

  private choose({ temp, least, greatest }: ChooseStatement, scope: Scope, rest: (scope: Scope) => string): string {
    const name = this.names.take(temp.name);
    const { type } = temp;
    const inside = (text: string, domain: string): string => `\\E ${name} \\in ${domain} :\n${indent(rest(new Map([...scope, [temp, text]])), 2)}`;
    if (type.kind === "boolean") return inside(name, "BOOLEAN");
    if (type.kind === "label") {
      const options = type.labels.map((_, index) => literal(index, type));
      return inside(`<<${options.join(", ")}>>[${name}]`, `1 .. ${options.length}`);
    }
    return inside(name, `${this.print(least, scope)} .. ${this.print(greatest, scope)}`);
  }

  /** A statement that gives one variable or temporary a new value. */
  private update(statement: Exclude<TlaStatement, If | Loop | { kind: "when" | "choose" | "reset" }>, scope: Scope, rest: (scope: Scope) => string): string {
    switch (statement.kind) {
      case "bind":
        return this.define(statement.temp, this.print(statement.value, scope), scope, rest);
      case "assign":
        return this.assign(statement.to, this.print(statement.value, scope), scope, rest);
      case "next": {
        const process = this.model.processes[statement.process];
        return this.assign(placeOf(process?.slot as number), this.slotLiteral(process?.slot as number, statement.state), scope, rest);
      }
      case "move":
        return this.move(statement, scope, rest);
      case "fill":
        return this.fill(statement, scope, rest);
      case "copy":
        return this.copy(statement, scope, rest);
    }
  }

  private define(key: Variable | Temp, text: string, scope: Scope, rest: (scope: Scope) => string): string {
    if (isAtom(text)) return rest(new Map([...scope, [key, text]]));
    const name = this.names.take(key.name);
    return `LET ${name} == ${text} IN\n${rest(new Map([...scope, [key, name]]))}`;
  }

  private assign(to: Place, value: string, scope: Scope, rest: (scope: Scope) => string): string {
    const printer = new TlaPrinter(this.variables, this.names.inner(), scope);
    const { variable, index } = printer.locate(to);
    const text = index === undefined ? value : `[${printer.whole(variable)} EXCEPT ![${index}] = ${value}]`;
    return this.define(variable, text, scope, rest);
  }

  private reset([slot, ...others]: readonly number[], scope: Scope, rest: (scope: Scope) => string): string {
    if (slot === undefined) return rest(scope);
    return this.assign(placeOf(slot), this.slotLiteral(slot, this.model.slots[slot]?.least as number), scope, (after) => this.reset(others, after, rest));
  }

  private slotLiteral(slot: number, value: number): string {
    const domain = this.model.slots[slot]?.domain;
    return literal(value, (domain && typeOf(domain)) as Type);
  }

  /** A function with some of its elements replaced: those from `first` on, `count` of them; `element` says by what, given its index. */
  private replace(
    to: Place,
    first: string,
    end: string,
    scope: Scope,
    element: (index: string, printer: TlaPrinter) => string,
    rest: (scope: Scope) => string,
  ): string {
    const names = this.names.inner();
    const printer = new TlaPrinter(this.variables, names, scope);
    const { variable, index: base } = printer.locate(to);
    const whole = printer.whole(variable);
    if (base === undefined) return this.define(variable, `IF ${first} < ${end} THEN ${element("0", printer)} ELSE ${whole}`, scope, rest);
    const index = names.take("i");
    const at = base === "0" ? index : `(${index} - (${base}))`;
    const text = `[${index} \\in DOMAIN ${whole} |-> IF ${first} =< ${at} /\\ ${at} < ${end} THEN ${element(at, printer)} ELSE ${whole}[${index}]]`;
    return this.define(variable, text, scope, rest);
  }

  private move({ to, from }: Move, scope: Scope, rest: (scope: Scope) => string): string {
    return this.replace(to, "0", String(to.size), scope, (index, printer) => elementOf(printer, from, index), rest);
  }

  private fill({ to, from, until, value }: Fill, scope: Scope, rest: (scope: Scope) => string): string {
    return this.replace(to, this.print(from, scope), this.print(until, scope), scope, (_, printer) => printer.print(value), rest);
  }

  private copy({ to, at, from, start, count, element, value }: Copy, scope: Scope, rest: (scope: Scope) => string): string {
    const [into, begin, length] = [this.print(at, scope), this.print(start, scope), this.print(count, scope)];
    const copied = (index: string, printer: TlaPrinter): string => {
      const read = elementOf(printer, from, `${begin} + (${index} - ${into})`);
      return this.print(value, new Map([...scope, [element, read]]));
    };
    return this.replace(to, into, `(${into} + ${length})`, scope, copied, rest);
  }

  /** Branches without choices: what they change is a tuple, of which each part gets a name. */
  private merge(statement: If, scope: Scope, ending: Ending, rest: (scope: Scope) => string): string {
    const effects = effectsOf([statement], this.variables, this.model);
    const outputs = this.outputs(effects, scope);
    const inner = this.tupled(outputs, effects.stops);
    const branch = (statements: readonly TlaStatement[]): string => indent(this.sequence(statements, scope, inner), 5).trimStart();
    const text = `IF ${this.print(statement.condition, scope)}\nTHEN ${branch(statement.whenTrue)}\nELSE ${branch(statement.otherwise)}`;
    return this.unpack(text, outputs, effects.stops, scope, ending, rest);
  }

  /** Branches with choices: what follows is an operator of its own, which each branch leads to. */
  private fork({ condition, whenTrue, otherwise }: If, others: readonly TlaStatement[], scope: Scope, ending: Ending): string {
    const branches = (end: Ending): string => {
      const text = (statements: readonly TlaStatement[]): string => indent(this.sequence(statements, scope, end), 5).trimStart();
      return `IF ${this.print(condition, scope)}\nTHEN ${text(whenTrue)}\nELSE ${text(otherwise)}`;
    };
    if (others.length === 0) return branches(ending);
    const outputs = this.outputs(effectsOf([...whenTrue, ...otherwise], this.variables, this.model), scope);
    const after = this.names.take("After");
    const parameters = outputs.map((key) => this.names.take(key.name));
    const inside = new Map([...scope, ...outputs.map((key, index) => [key, parameters[index] as string] as const)]);
    const list = (texts: readonly string[]): string => (texts.length === 0 ? "" : `(${texts.join(", ")})`);
    const following = `LET ${after}${list(parameters)} ==\n${indent(this.sequence(others, inside, ending), 6)}\nIN\n`;
    return `${following}${branches({ ...ending, end: (at) => `${after}${list(outputs.map((key) => this.valueOf(key, at)))}` })}`;
  }

  /** A loop is a recursive operator over what its turns change. */
  private loop({ temp, from, until, step, body, stop }: Loop, scope: Scope, ending: Ending, rest: (scope: Scope) => string): string {
    const effects = effectsOf(body, this.variables, this.model);
    const outputs = this.outputs(effects, scope, stop).filter((key) => key !== temp);
    const turn = this.names.take("Turn");
    const [counter, ...parameters] = [temp, ...outputs].map((key) => this.names.take(key.name)) as [string, ...string[]];
    const inside = new Map([...scope, [temp, counter] as const, ...outputs.map((key, index) => [key, parameters[index] as string] as const)]);
    const tuple = this.tupled(outputs, effects.stops);
    const goesOn = [`${counter} ${step === 1 ? "<" : ">"} ${this.print(until, scope)}`, ...stop.map((flag) => `~${this.valueOf(flag, inside)}`)].join(" /\\ ");
    const again = (at: Scope): string => `${turn}(${[`${counter} ${step === 1 ? "+" : "-"} 1`, ...outputs.map((key) => this.valueOf(key, at))].join(", ")})`;
    const turns = indent(this.sequence(body, inside, { ...tuple, end: again }), 6).trimStart();
    const definition = `LET RECURSIVE ${turn}(${["_", ...outputs.map(() => "_")].join(", ")})
    ${turn}(${[counter, ...parameters].join(", ")}) ==
      IF ${goesOn}
      THEN ${indent(turns, 5).trimStart()}
      ELSE ${tuple.end(inside)}
IN
`;
    const start = `${turn}(${[this.print(from, scope), ...outputs.map((key) => this.valueOf(key, scope))].join(", ")})`;
    return `${definition}${this.unpack(start, outputs, effects.stops, scope, ending, rest)}`;
  }

  private unpack(text: string, outputs: readonly (Variable | Temp)[], stops: boolean, scope: Scope, ending: Ending, rest: (scope: Scope) => string): string {
    if (outputs.length === 0 && !stops) return rest(scope);
    const name = this.names.take("result");
    const isTuple = stops || outputs.length > 1;
    const part = (index: number): string => (isTuple ? `${name}[${index}]` : name);
    const after = new Map([...scope, ...outputs.map((key, index) => [key, part(index + (stops ? 2 : 1))] as const)]);
    const following = stops ? ending.only(part(1), rest(after), after) : rest(after);
    return `LET ${name} ==\n${indent(text, 6)}\nIN\n${following}`;
  }

  /** Statements whose result is a tuple: whether they went through, if they may stop, and what they changed. */
  private tupled(outputs: readonly (Variable | Temp)[], stops: boolean): Ending {
    const tuple = (first: string, scope: Scope): string => {
      const values = [...(stops ? [first] : []), ...outputs.map((key) => this.valueOf(key, scope))];
      return values.length === 1 ? (values[0] as string) : `<<${values.join(", ")}>>`;
    };
    return {
      end: (scope) => tuple("TRUE", scope),
      only: (condition, rest, scope) => `IF ${condition}\nTHEN ${indent(rest, 5).trimStart()}\nELSE ${tuple("FALSE", scope)}`,
    };
  }

  /** What statements change and somebody else reads. */
  private outputs({ variables, temps, reads }: Effects, scope: Scope, asked: readonly Temp[] = []): readonly (Variable | Temp)[] {
    const isRead = (temp: Temp): boolean => scope.has(temp) || asked.includes(temp) || (this.reads.get(temp) ?? 0) > (reads.get(temp) ?? 0);
    return [...variables, ...[...temps].filter(isRead)];
  }

  private valueOf(key: Variable | Temp, scope: Scope): string {
    return scope.get(key) ?? ("slots" in key ? key.name : literal(key.type.kind === "integer" ? key.type.least : 0, key.type));
  }
}

function elementOf(printer: TlaPrinter, from: Place, offset: string): string {
  const { variable, index } = printer.locate(from);
  const whole = from.state === "before" ? variable.name : printer.whole(variable);
  if (index === undefined) return whole;
  return `${whole}[${index === "0" ? offset : `${index} + ${offset}`}]`;
}

function placeOf(slot: number): Place {
  return { name: "", state: "now", base: slot, terms: [], size: 1, ghost: false, rigid: false };
}

/** Names, numbers, strings and the like: short enough to stand wherever they are used. */
function isAtom(text: string): boolean {
  return /^(\w+'?|"[^"]*"|\(-\d+\)|\{\})$/.test(text);
}

/** A conjunct in a list; what is a list already is joined to it. */
function bullet(text: string): string {
  return text.startsWith("/\\ ") ? text : `/\\ ${indent(text, 3).trimStart()}`;
}

function indent(text: string, by: number): string {
  return text.replace(/^/gm, " ".repeat(by));
}
