import type { Copy, Fill, Loop, ModelProgram } from "../../ir.js";
import type { LeafProgram, LeafStatement } from "../leaf/leafProgram.js";
import { tempsOf } from "../leaf/tempsOf.js";
import type { CPrinter } from "./cPrinter.js";

/** How a language with C's statements declares what it needs on the way. */
interface Declarations {
  /** The word before a new integer variable. */
  readonly integer: string;
  /** A new array of integers, as it stands behind that word. */
  readonly array: (name: string, length: number) => string;
}

const C: Declarations = { integer: "long", array: (name, length) => `${name}[${length}]` };
const JAVASCRIPT: Declarations = { integer: "let", array: (name) => `${name} = []` };

/** The body of a C function that takes a leaf: it changes `after_` and returns 1, or 0 where the leaf does not exist. */
export function cBody(model: ModelProgram, program: LeafProgram, printer: CPrinter): string {
  return bodyOf(model, program, printer, C);
}

/** The same in JavaScript. */
export function javaScriptBody(model: ModelProgram, program: LeafProgram, printer: CPrinter): string {
  return bodyOf(model, program, printer, JAVASCRIPT);
}

function bodyOf(model: ModelProgram, { answers, statements }: LeafProgram, printer: CPrinter, words: Declarations): string {
  const given = new Set(answers.map(({ temp }) => temp));
  const temps = tempsOf(statements).filter((temp) => !given.has(temp));
  const declared = temps.length === 0 ? "" : `  ${words.integer} ${temps.map((temp) => `${printer.temp(temp)} = 0`).join(", ")};\n`;
  return `${declared}${new CStatements(model, printer, words).block(statements, 1)}  return 1;\n`;
}

class CStatements {
  constructor(
    private readonly model: ModelProgram,
    private readonly printer: CPrinter,
    private readonly words: Declarations,
  ) {}

  block(statements: readonly LeafStatement[], depth: number): string {
    return statements.map((statement) => this.statement(statement, depth)).join("");
  }

  private statement(statement: LeafStatement, depth: number): string {
    const { printer, model } = this;
    const pad = "  ".repeat(depth);
    switch (statement.kind) {
      case "bind":
        return `${pad}${printer.temp(statement.temp)} = ${printer.print(statement.value)};\n`;
      case "assign":
        return `${pad}${printer.place(statement.to)} = ${printer.print(statement.value)};\n`;
      case "move":
        return `${pad}for (${this.words.integer} i_ = 0; i_ < ${statement.to.size}; i_++) ${printer.place(statement.to, "i_")} = ${printer.place(statement.from, "i_")};\n`;
      case "when":
        return `${pad}if (!${printer.print(statement.condition)}) return 0;\n`;
      case "next":
        return `${pad}${this.slot(model.processes[statement.process]?.slot as number)} = ${statement.state};\n`;
      case "reset":
        return statement.slots.map((slot) => `${pad}${this.slot(slot)} = ${model.slots[slot]?.least};\n`).join("");
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

  private slot(slot: number): string {
    return this.printer.place({ name: "", state: "now", base: slot, terms: [], size: 1, ghost: false, rigid: false });
  }

  private branch({ condition, whenTrue, otherwise }: LeafStatement & { kind: "if" }, depth: number): string {
    const pad = "  ".repeat(depth);
    const no = otherwise.length === 0 ? "" : ` else {\n${this.block(otherwise, depth + 1)}${pad}}`;
    return `${pad}if (${this.printer.print(condition)}) {\n${this.block(whenTrue, depth + 1)}${pad}}${no}\n`;
  }

  private fill({ to, from, until, value }: Fill, pad: string): string {
    const { printer } = this;
    const [first, end, filler] = [from, until, value].map((part) => printer.print(part));
    const target = printer.place(to, "i_");
    return `${pad}if (${first} < ${end}) { ${this.words.integer} end_ = ${end}, value_ = ${filler}; for (${this.words.integer} i_ = ${first}; i_ < end_; i_++) ${target} = value_; }\n`;
  }

  private copy({ to, at, from, start, count, element, value, fromLength }: Copy, pad: string): string {
    const { printer } = this;
    const [into, begin, length, element_] = [printer.print(at), printer.print(start), printer.print(count), printer.temp(element)];
    const read = `${element_} = ${printer.place(from, "begin_ + i_")}; read_[i_] = ${printer.print(value)};`;
    const write = `${printer.place(to, "into_ + i_")} = read_[i_];`;
    const each = `for (${this.words.integer} i_ = 0; i_ < count_; i_++)`;
    const ends = `count_ = ${length}, begin_ = ${begin}, into_ = ${into}, ${this.words.array("read_", fromLength)}, ${element_}`;
    return `${pad}{ ${this.words.integer} ${ends}; ${each} { ${read} } ${each} ${write} }\n`;
  }

  private loop({ temp, from, until, step, body, stop }: Omit<Loop, "body"> & { readonly body: readonly LeafStatement[] }, depth: number): string {
    const { printer } = this;
    const pad = "  ".repeat(depth);
    const counter = printer.temp(temp);
    const [order, advance] = step === 1 ? ["<", "++"] : [">", "--"];
    const leave = stop.length === 0 ? "" : `${pad}  if (${stop.map((flag) => printer.temp(flag)).join(" || ")}) break;\n`;
    const head = `for (${counter} = ${printer.print(from)}; ${counter} ${order} ${printer.print(until)}; ${counter}${advance})`;
    return `${pad}${head} {\n${this.block(body, depth + 1)}${leave}${pad}}\n`;
  }
}
