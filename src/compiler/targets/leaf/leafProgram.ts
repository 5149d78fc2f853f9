import { SpecError } from "../../../language/errors.js";
import { arithmetic, BOOLEAN, boolean, boundsOf, compare, integer, integers } from "../../build.js";
import type { ChooseStatement, Copy, Expression, Fill, If, Loop, Place, Program, Statement, Temp } from "../../ir.js";
import { substitute } from "../../rewrite.js";
import { both, either, FALSE, isTrue, NOWHERE, opposite, TRUE, within } from "./logic.js";
import { narrowed } from "./narrow.js";
import { type Total, total, totalPlace } from "./total.js";
import { chooses, turnsOf } from "./unroll.js";

/** One choice of a step, as a parameter of its leaves. */
export interface Answer {
  readonly label: string;
  /** An integer from `least` to `greatest`: for labels, which of the options. */
  readonly temp: Temp;
  readonly least: number;
  readonly greatest: number;
}

/** What a leaf consists of: nothing in it chooses or breaks a rule, it only stops where a `when` is false. */
export type LeafStatement<Choice = never> =
  | Choice
  | Exclude<Statement, { readonly kind: "choose" | "fail" | "witness" | "if" | "loop" }>
  | (Omit<If, "whenTrue" | "otherwise"> & { readonly whenTrue: readonly LeafStatement<Choice>[]; readonly otherwise: readonly LeafStatement<Choice>[] })
  | (Omit<Loop, "body"> & { readonly body: readonly LeafStatement<Choice>[] });

/**
 * A program for languages in which a transition has parameters instead of choices. Exactly one assignment of the answers belongs to each of
 * the program's leaves that has a successor; with any other, a `when` is false: an answer is out of its range, or a choice that this branch does
 * not reach is not at its least. Expressions hold no checks: what they need is in a `when` before them.
 */
export interface LeafProgram {
  readonly answers: readonly Answer[];
  readonly statements: readonly LeafStatement[];
}

/** More answers than this to all choices of one step together are not written out. */
const MOST_LEAVES = 1 << 20;

/** @throws SpecError FL310 if the program has too many leaves to be written out */
export function leafProgramOf(program: Program, name: string): LeafProgram {
  const leaf = new LeafBuilder();
  const body = leaf.block(narrowed(program).statements, true);
  // Choices have become answers: none is left among the statements.
  const statements = [...leaf.flags, ...body, ...leaf.pins] as readonly LeafStatement[];
  const made = { answers: leaf.answers, statements };
  const size = combinations(made);
  if (size > MOST_LEAVES) throw tooMany(name, size);
  return made;
}

/** A program that still chooses where it did, and otherwise holds what a {@link LeafProgram} does: for languages that can choose anywhere. */
export function choosingProgramOf(program: Program): readonly LeafStatement<ChooseStatement>[] {
  return new LeafBuilder(true).block(narrowed(program).statements, true);
}

/** How many combinations of answers there are. */
export function combinations({ answers }: Pick<LeafProgram, "answers">): number {
  return answers.reduce((product, { least, greatest }) => product * (greatest - least + 1), 1);
}

function tooMany(name: string, size: number): SpecError {
  return new SpecError(
    "FL310",
    `${name} has ${size} combinations of answers, too many to be written out`,
    "export the check at smaller bounds: --set NAME=VALUE",
  );
}

class LeafBuilder {
  readonly answers: Answer[] = [];
  readonly flags: LeafStatement[] = [];
  readonly pins: LeafStatement[] = [];
  private names = 0;

  /** @param inPlace whether choices stay where they are, instead of becoming answers */
  constructor(private readonly inPlace = false) {}

  /** @param always whether every leaf comes here */
  block(statements: readonly Statement[], always: boolean): readonly LeafStatement<ChooseStatement>[] {
    return statements.flatMap((statement) => this.statement(statement, always));
  }

  private statement(statement: Statement, always: boolean): readonly LeafStatement<ChooseStatement>[] {
    switch (statement.kind) {
      case "bind": {
        const { value, defined } = total(statement.value);
        return [...needs(defined), { ...statement, value }];
      }
      case "assign": {
        const to = totalPlace(statement.to);
        const { value, defined } = total(statement.value);
        return [...needs(both(defined, to.defined)), { ...statement, to: to.value, value }];
      }
      case "move": {
        const to = totalPlace(statement.to);
        const from = totalPlace(statement.from);
        return [...needs(both(from.defined, to.defined)), { ...statement, to: to.value, from: from.value }];
      }
      case "if": {
        const { value, defined } = total(statement.condition);
        const whenTrue = this.block(statement.whenTrue, false);
        return [...needs(defined), { ...statement, condition: value, whenTrue, otherwise: this.block(statement.otherwise, false) }];
      }
      case "when": {
        const { value, defined } = total(statement.condition);
        return needs(both(defined, value));
      }
      case "fill":
        return fill(statement);
      case "copy":
        return copy(statement);
      case "loop":
        return this.loop(statement);
      case "choose":
        return this.choose(statement, always);
      case "fail":
        return needs(FALSE);
      case "witness":
        return [];
      default:
        return [statement];
    }
  }

  private loop(loop: Loop): readonly LeafStatement<ChooseStatement>[] {
    const from = total(loop.from);
    const until = total(loop.until);
    const ready = needs(both(from.defined, until.defined));
    if (!chooses(loop.body)) return [...ready, { ...loop, from: from.value, until: until.value, body: this.block(loop.body, false) }];
    const first = this.pinned(from.value);
    const end = this.pinned(until.value);
    const turns = turnsOf({ ...loop, from: first.read, until: end.read }, (body) => this.block(body, false));
    return [...ready, ...first.bind, ...end.bind, ...turns];
  }

  private choose(statement: ChooseStatement, always: boolean): readonly LeafStatement<ChooseStatement>[] {
    const { label, temp, least, greatest, site } = statement;
    const low = total(least);
    const high = total(greatest);
    if (this.inPlace) return [...needs(both(low.defined, high.defined)), { ...statement, least: low.value, greatest: high.value }];
    const answer = this.answer(label, temp, boundsOf(least)[0], boundsOf(greatest)[1]);
    const given: Expression = { op: "temp", type: answer.temp.type, temp: answer.temp, site };
    const inRange = isEmpty(low.value, high.value) ? FALSE : both(compareRange(given, low, "<="), compareRange(given, high, ">="));
    const bind: LeafStatement = { kind: "bind", temp, value: asTyped(given, temp), site };
    return [...needs(both(low.defined, high.defined)), ...needs(inRange), bind, ...(always ? [] : this.noted(answer))];
  }

  private answer(label: string, temp: Temp, least: number, greatest: number): Answer {
    const answer = { label, temp: this.temp(`${temp.name} chosen`, integers(least, greatest)), least, greatest: Math.max(least, greatest) };
    this.answers.push(answer);
    return answer;
  }

  /** Remembers that a choice was reached; one that was not has its least answer, and so counts once. */
  private noted({ temp, least }: Answer): readonly LeafStatement[] {
    const reached = this.temp(`${temp.name} reached`, BOOLEAN);
    const set = (value: boolean): LeafStatement => ({ kind: "bind", temp: reached, value: boolean(value, NOWHERE), site: NOWHERE });
    this.flags.push(set(false));
    const isLeast = compare("===", { op: "temp", type: temp.type, temp, site: NOWHERE }, integer(least, NOWHERE), NOWHERE);
    this.pins.push(...needs(either({ op: "temp", type: BOOLEAN, temp: reached, site: NOWHERE }, isLeast)));
    return [set(true)];
  }

  private pinned(value: Expression): { readonly bind: readonly LeafStatement[]; readonly read: Expression } {
    if (value.op === "constant") return { bind: [], read: value };
    const temp = this.temp("end", value.type);
    return { bind: [{ kind: "bind", temp, value, site: value.site }], read: { op: "temp", type: value.type, temp, site: value.site } };
  }

  private temp(name: string, type: Temp["type"]): Temp {
    return { id: --this.names, name, type, constant: false, flag: false };
  }
}

/** The leaf ends here unless the condition is true. */
function needs(condition: Expression): readonly LeafStatement[] {
  return isTrue(condition) ? [] : [{ kind: "when", condition, site: condition.site }];
}

/** Whether a range that is written out has nothing in it. */
function isEmpty(low: Expression, high: Expression): boolean {
  return low.op === "constant" && high.op === "constant" && low.value > high.value;
}

/** Whether an answer respects one end of its range; a constant end it respects by being written out. */
function compareRange(given: Expression, { value }: Total<Expression>, order: "<=" | ">="): Expression {
  return value.op === "constant" ? TRUE : compare(order, value, given, given.site);
}

/** The value that an answer stands for. */
function asTyped(given: Expression, { type }: Temp): Expression {
  if (type.kind === "boolean") return compare("===", given, integer(1, given.site), given.site);
  return type.kind === "label" ? { op: "relabel", type, of: given, from: type.labels, to: type.labels, site: given.site } : given;
}

function fill(statement: Fill): readonly LeafStatement[] {
  const { site, length } = statement;
  const from = total(statement.from);
  const until = total(statement.until);
  const to = totalPlace(statement.to);
  const { value, defined } = total(statement.value);
  const some = compare("<", from.value, until.value, site);
  const inside = both(within(from.value, 0, length), within(until.value, 0, length));
  const filled = { ...statement, from: from.value, until: until.value, to: to.value, value };
  return [...needs(both(from.defined, until.defined)), ...needs(either(opposite(some), both(both(defined, inside), to.defined))), filled];
}

function copy(statement: Copy): readonly LeafStatement[] {
  const { site, element } = statement;
  const [at, start, count] = [total(statement.at), total(statement.start), total(statement.count)];
  const [to, from, value] = [totalPlace(statement.to), totalPlace(statement.from), total(statement.value)];
  const ready = both(both(at.defined, start.defined), count.defined);
  const ends = [
    [start.value, statement.fromLength],
    [at.value, statement.toLength],
  ] as const;
  const inside = ends.map(([first, length]) => both(within(first, 0, length), within(arithmeticSum(first, count.value), 0, length))).reduce(both);
  const places = both(from.defined, to.defined);
  const elements = everyElement(from.value, start.value, count.value, element, value.defined);
  const none = compare("===", count.value, integer(0, site), site);
  const copied = { ...statement, at: at.value, start: start.value, count: count.value, to: to.value, from: from.value, value: value.value };
  return [...needs(ready), ...needs(either(none, both(both(inside, places), elements))), copied];
}

/** Whether each element that is copied is in the domain of its target. */
function everyElement(from: Place, start: Expression, count: Expression, element: Temp, defined: Expression): Expression {
  if (isTrue(defined)) return TRUE;
  const { site } = count;
  const temp: Temp = { ...element, name: "turn", type: integers(0, Math.max(0, boundsOf(count)[1] - 1)) };
  const index = arithmeticSum(start, { op: "temp", type: temp.type, temp, site });
  const read: Expression = { op: "load", type: element.type, place: { ...from, terms: [...from.terms, { index, stride: 1 }], size: 1 }, site };
  return { op: "all", type: BOOLEAN, temp, from: integer(0, site), to: count, body: substitute(defined, element, read), site };
}

/** A sum that is known to fit: both are indices, or lengths, of a vector. */
function arithmeticSum(left: Expression, right: Expression): Expression {
  const sum = arithmetic("+", left, right, left.site);
  return sum.op === "bounded" ? sum.of : sum;
}
