import { boolean } from "../../build.js";
import type { Copy, Expression, Fill, Loop, ModelProgram, Move, Place, Temp } from "../../ir.js";
import type { Answer, LeafStatement } from "../leaf/leafProgram.js";
import { NOWHERE } from "../leaf/logic.js";
import { tempsOf } from "../leaf/tempsOf.js";
import type { MurphiPrinter } from "./murphiPrinter.js";

/** What a body needs and does: the names that it declares, where they start, and its statements. */
export interface MurphiBody {
  readonly declared: string;
  readonly started: string;
  readonly done: string;
}

/**
 * Statements of a function, or of a rule. A `when` that is false ends a function, which returns false.
 * @param answers temporaries that are parameters
 */
export function murphiBody(model: ModelProgram, answers: readonly Answer[], statements: readonly LeafStatement[], printer: MurphiPrinter): MurphiBody {
  const given = new Set(answers.map(({ temp }) => temp));
  const temps = tempsOf(statements).filter((temp) => !given.has(temp));
  const written = new MurphiStatements(model, printer);
  const done = written.block(statements, 1);
  const declared = [...temps.map((temp) => declaration(printer.temp(temp), typeOfTemp(temp))), ...written.declared].join("");
  const started = temps.map((temp) => `  ${printer.temp(temp)} := ${typeOfTemp(temp) === "boolean" ? "false" : "0"};\n`).join("");
  return { declared, started, done };
}

/** `var`, if there is anything to declare. */
export function declarations(declared: string): string {
  return declared === "" ? "" : `var\n${declared}`;
}

export function declaration(name: string, type: string): string {
  return `  ${name}: ${type};\n`;
}

function typeOfTemp({ type }: Temp): string {
  return type.kind === "boolean" ? "boolean" : "int";
}

class MurphiStatements {
  /** What the statements need besides their temporaries. */
  readonly declared: string[] = [];

  constructor(
    private readonly model: ModelProgram,
    private readonly printer: MurphiPrinter,
  ) {}

  block(statements: readonly LeafStatement[], depth: number): string {
    return statements.map((statement) => this.statement(statement, depth)).join("");
  }

  private statement(statement: LeafStatement, depth: number): string {
    const { printer, model } = this;
    const pad = "  ".repeat(depth);
    switch (statement.kind) {
      case "bind":
        return `${pad}${printer.temp(statement.temp)} := ${printer.print(statement.value)};\n`;
      case "assign":
        return `${pad}${printer.place(statement.to)} := ${this.stored(statement.to, statement.value)};\n`;
      case "move":
        return this.move(statement, pad);
      case "when":
        return `${pad}if !(${printer.print(statement.condition)}) then return false; end;\n`;
      case "next":
        return `${pad}${this.slot(model.processes[statement.process]?.slot as number)} := ${statement.state};\n`;
      case "reset":
        return statement.slots.map((slot) => `${pad}${this.slot(slot)} := ${this.least(slot)};\n`).join("");
      case "if":
        return this.branch(statement, depth);
      case "fill":
        return this.fill(statement, pad);
      case "copy":
        return this.copy(statement, pad);
      case "loop":
        return this.loop(statement, depth);
    }
  }

  /** A value as it is kept in a place: booleans among other values are 0 and 1. */
  private stored(to: Place, value: Expression): string {
    const text = this.printer.print(value);
    return value.type.kind === "boolean" && !this.printer.isBooleanPlace(to) ? `(${text} ? 1 : 0)` : text;
  }

  private slot(slot: number): string {
    return this.printer.place(placeOf(slot));
  }

  private least(slot: number): string {
    const place = placeOf(slot);
    return this.printer.isBooleanPlace(place) ? this.printer.print(boolean(false, NOWHERE)) : String(this.model.slots[slot]?.least);
  }

  private branch({ condition, whenTrue, otherwise }: LeafStatement & { kind: "if" }, depth: number): string {
    const pad = "  ".repeat(depth);
    const no = otherwise.length === 0 ? "" : `${pad}else\n${this.block(otherwise, depth + 1)}`;
    return `${pad}if ${this.printer.print(condition)} then\n${this.block(whenTrue, depth + 1)}${no}${pad}end;\n`;
  }

  /** A name of its own for one statement. */
  private own(wanted: string, type = "int"): string {
    const name = this.printer.take(wanted);
    this.declared.push(declaration(name, type));
    return name;
  }

  private move({ to, from }: Move, pad: string): string {
    const { printer } = this;
    if (to.size === 1) return `${pad}${printer.place(to)} := ${printer.place(from)};\n`;
    return `${pad}for i_: 0..${to.size - 1} do ${printer.place(to, "i_")} := ${printer.place(from, "i_")}; end;\n`;
  }

  private fill({ to, from, until, value }: Fill, pad: string): string {
    const { printer } = this;
    const [at, end, filler] = [this.own("at"), this.own("end"), this.own("filler")];
    const kept = value.type.kind === "boolean" ? `(${printer.print(value)} ? 1 : 0)` : printer.print(value);
    const filled = printer.isBooleanPlace(to) ? `(${filler} = 1)` : filler;
    const first = `${pad}${at} := ${printer.print(from)}; ${end} := ${printer.print(until)};\n${pad}if ${at} < ${end} then ${filler} := ${kept}; end;\n`;
    return `${first}${pad}while ${at} < ${end} do ${printer.place(to, at)} := ${filled}; ${at} := ${at} + 1; end;\n`;
  }

  private copy({ to, at, from, start, count, element, value, fromLength }: Copy, pad: string): string {
    const { printer } = this;
    const type = typeOfTemp(element);
    const [into, begin, turn, turns] = [this.own("into"), this.own("begin"), this.own("turn"), this.own("turns")];
    const read = this.own("read", `array [0..${fromLength - 1}] of ${type}`);
    const each = printer.temp(element);
    this.declared.push(declaration(each, type));
    const got = printer.place(from, `${begin} + ${turn}`);
    const put = printer.place(to, `${into} + ${turn}`);
    const isMixed = type === "boolean" && !printer.isBooleanPlace(from);
    const kept = type === "boolean" && !printer.isBooleanPlace(to) ? `(${read}[${turn}] ? 1 : 0)` : `${read}[${turn}]`;
    const ends = `${pad}${begin} := ${printer.print(start)}; ${into} := ${printer.print(at)}; ${turns} := ${printer.print(count)};\n`;
    const loop = (body: string): string => `${pad}${turn} := 0;\n${pad}while ${turn} < ${turns} do ${body} ${turn} := ${turn} + 1; end;\n`;
    return `${ends}${loop(`${each} := ${isMixed ? `(${got} = 1)` : got}; ${read}[${turn}] := ${printer.print(value)};`)}${loop(`${put} := ${kept};`)}`;
  }

  private loop({ temp, from, until, step, body, stop }: Omit<Loop, "body"> & { readonly body: readonly LeafStatement[] }, depth: number): string {
    const { printer } = this;
    const pad = "  ".repeat(depth);
    const [counter, turn] = [printer.temp(temp), this.own("turn")];
    const order = step === 1 ? "<" : ">";
    const goesOn = stop.map((flag) => ` & !${printer.temp(flag)}`).join("");
    const advance = `${pad}  ${turn} := ${turn} ${step === 1 ? "+" : "-"} 1;\n`;
    const head = `${pad}${turn} := ${printer.print(from)};\n${pad}while ${turn} ${order} ${printer.print(until)}${goesOn} do\n`;
    return `${head}${pad}  ${counter} := ${turn};\n${this.block(body, depth + 1)}${advance}${pad}end;\n`;
  }
}

function placeOf(slot: number): Place {
  return { name: "", state: "now", base: slot, terms: [], size: 1, ghost: false, rigid: false };
}
