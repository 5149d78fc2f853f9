import { compute, decide } from "../../src/compiler/build.js";
import type { Expression, ModelProgram, Place, Program, Statement } from "../../src/compiler/ir.js";
import { ChoiceTree } from "../../src/engine/interpreter/choiceTree.js";
import { Violation } from "../../src/language/errors.js";
import type { Slot } from "../../src/language/layout.js";

/** Thrown where a leaf does not exist. */
const DISABLED = Symbol("disabled");

/** One leaf of a step, as programs see it: what it chose, and where it led, or which rule it broke. */
export interface ProgramLeaf {
  readonly process: number;
  readonly state: number;
  readonly choices: readonly (number | string | boolean)[];
  readonly after: readonly number[] | Violation["kind"];
}

/** Runs the programs of a model one statement at a time: slow, and close to the words that define them. */
export class Interpreter {
  private readonly choices = new ChoiceTree();
  private slots: Int32Array = new Int32Array(0);
  private before: Int32Array = new Int32Array(0);
  private temps: number[] = [];
  private made: (number | string | boolean)[] = [];
  witnessed = false;

  constructor(private readonly model: ModelProgram) {}

  initialStates(): readonly ProgramLeaf[] {
    const blank = Int32Array.from(this.model.slots, ({ least }) => least);
    return this.leaves(this.model.initial, blank, -1, -1);
  }

  successors(from: Int32Array): readonly ProgramLeaf[] {
    return this.model.processes.flatMap(({ slot, states }, process) => {
      const state = from[slot] as number;
      const program = states[state]?.program;
      return program === undefined ? [] : this.leaves(program, from, process, state);
    });
  }

  /** What a property says of a state, or of a transition. */
  ask(name: string, now: Int32Array, before = now): boolean {
    const property = this.model.properties.find((known) => known.name === name);
    if (property === undefined) throw new Error(`no property '${name}'`);
    this.slots = now;
    this.before = before;
    this.witnessed = false;
    this.run(property.program);
    return this.value(property.value) === 1;
  }

  private leaves(program: Program, from: Int32Array, process: number, state: number): readonly ProgramLeaf[] {
    const found: ProgramLeaf[] = [];
    this.choices.restart();
    do {
      this.slots = from.slice();
      this.made = [];
      const after = this.attempt(program);
      if (after !== DISABLED) found.push({ process, state, choices: this.made, after });
    } while (this.choices.advance());
    return found;
  }

  private attempt(program: Program): ProgramLeaf["after"] | typeof DISABLED {
    try {
      this.run(program);
      return [...this.slots];
    } catch (error) {
      if (error === DISABLED) return DISABLED;
      if (error instanceof Violation) return error.kind;
      throw error;
    }
  }

  private run({ statements, temps }: Program): void {
    this.temps = temps.map(() => Number.NaN);
    this.block(statements);
  }

  private block(statements: readonly Statement[]): void {
    for (const statement of statements) this.execute(statement);
  }

  private execute(statement: Statement): void {
    switch (statement.kind) {
      case "bind":
        this.temps[statement.temp.id] = this.value(statement.value);
        return;
      case "assign": {
        const value = this.value(statement.value);
        this.slots[this.at(statement.to)] = value;
        return;
      }
      case "move": {
        const from = this.at(statement.from);
        this.slots.copyWithin(this.at(statement.to), from, from + statement.from.size);
        return;
      }
      case "if":
        this.block(this.value(statement.condition) === 1 ? statement.whenTrue : statement.otherwise);
        return;
      case "when":
        if (this.value(statement.condition) === 0) throw DISABLED;
        return;
      case "choose":
        this.choose(statement);
        return;
      case "next":
        this.slots[this.model.processes[statement.process]?.slot as number] = statement.state;
        return;
      case "reset":
        for (const slot of statement.slots) this.slots[slot] = (this.model.slots[slot] as Slot).least;
        return;
      case "fail":
        throw new Violation(statement.violation, statement.message);
      case "witness":
        this.witnessed = true;
        return;
      case "fill":
        this.fill(statement);
        return;
      case "copy":
        this.copy(statement);
        return;
      case "loop":
        this.loop(statement);
        return;
    }
  }

  private choose({ label, temp, least, greatest }: Statement & { kind: "choose" }): void {
    const answer = this.choices.number(label, this.value(least), this.value(greatest));
    this.temps[temp.id] = answer;
    this.made.push(temp.type.kind === "label" ? (temp.type.labels[answer] as string) : temp.type.kind === "boolean" ? answer === 1 : answer);
  }

  private fill({ to, length, from, until, value }: Statement & { kind: "fill" }): void {
    const first = this.value(from);
    const end = this.value(until);
    for (let index = first; index < end; index++) {
      refuseUnlessInside(index, length);
      this.slots[this.at(to) + index] = this.value(value);
    }
  }

  private copy({ to, toLength, at, from, fromLength, start, count, element, value }: Statement & { kind: "copy" }): void {
    const into = this.value(at);
    const begin = this.value(start);
    const length = this.value(count);
    for (let step = 0; step < length; step++) {
      const offset = into <= begin ? step : length - 1 - step;
      refuseUnlessInside(begin + offset, fromLength);
      this.temps[element.id] = this.slots[this.at(from) + begin + offset] as number;
      refuseUnlessInside(into + offset, toLength);
      this.slots[this.at(to) + into + offset] = this.value(value);
    }
  }

  private loop({ temp, from, until, step, body, stop }: Statement & { kind: "loop" }): void {
    const end = this.value(until);
    for (let counter = this.value(from); step === 1 ? counter < end : counter > end; counter += step) {
      this.temps[temp.id] = counter;
      this.block(body);
      if (stop.some(({ id }) => this.temps[id] === 1)) return;
    }
  }

  private at({ base, terms }: Place): number {
    return terms.reduce((slot, { index, stride }) => slot + this.value(index) * stride, base);
  }

  private value(expression: Expression): number {
    switch (expression.op) {
      case "constant":
        return expression.value;
      case "temp":
        return this.bound(expression.temp);
      case "load":
        return (expression.place.state === "before" ? this.before : this.slots)[this.at(expression.place)] as number;
      case "arithmetic":
        return compute(expression.operator, this.value(expression.left), this.value(expression.right));
      case "compare":
        return decide(expression.operator, this.value(expression.left), this.value(expression.right)) ? 1 : 0;
      case "and":
        return this.value(expression.left) === 1 ? this.value(expression.right) : 0;
      case "or":
        return this.value(expression.left) === 1 ? 1 : this.value(expression.right);
      case "implies":
        if (this.value(expression.left) === 0) return 1;
        this.witnessed = true;
        return this.value(expression.right);
      case "not":
        return 1 - this.value(expression.of);
      case "conditional":
        return this.value(this.value(expression.condition) === 1 ? expression.whenTrue : expression.whenFalse);
      case "relabel":
        return expression.to.indexOf(expression.from[this.value(expression.of)] as string);
      case "bounded":
        return this.bounded(expression);
      case "has":
        return (this.value(expression.subset) >>> this.value(expression.bit)) & 1;
      case "with":
        return this.value(expression.subset) | (1 << this.value(expression.bit));
      case "without":
        return this.value(expression.subset) & ~(1 << this.value(expression.bit));
      case "size":
        return this.value(expression.subset).toString(2).replaceAll("0", "").length;
      default:
        return this.quantified(expression);
    }
  }

  private bound({ id, name }: { readonly id: number; readonly name: string }): number {
    const value = this.temps[id] as number;
    if (Number.isNaN(value)) throw new Error(`'${name}' is read before it is bound`);
    return value;
  }

  private bounded({ of, least, greatest, violation, what }: Expression & { op: "bounded" }): number {
    const value = this.value(of);
    if (value < least || value > greatest) throw new Violation(violation, `${what}: ${value} leaves ${least} … ${greatest}`);
    return value;
  }

  private quantified({ op, temp, from, to, body }: Expression & { op: "all" | "any" | "count" }): number {
    const first = this.value(from);
    const end = this.value(to);
    let found = 0;
    for (let index = first; index < end; index++) {
      this.temps[temp.id] = index;
      const holds = this.value(body) === 1;
      if (op === "all" && !holds) return 0;
      if (op === "any" && holds) return 1;
      if (holds) found++;
    }
    return op === "all" ? 1 : op === "any" ? 0 : found;
  }
}

function refuseUnlessInside(index: number, length: number): void {
  if (index < 0 || index >= length) throw new Violation("index", `${index} of ${length}`);
}
