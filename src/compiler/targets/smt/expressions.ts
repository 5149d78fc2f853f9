import { SpecError } from "../../../language/errors.js";
import { boundsOf } from "../../build.js";
import type { Arithmetic, Bounded, Compare, Expression, Membership, Place, Quantified, Relabel, Size } from "../../ir.js";
import { constantTerm, sortOf } from "./formula.js";
import { BYTE } from "./heldCells.js";
import { type Alternative, alternativesOf, isHeld } from "./places.js";
import type { Frame, Run } from "./run.js";
import { and, choice, equal, implies, inRange, inTurns, integerTerm, not, or, type Term } from "./term.js";

/** The value of an expression at a point of a program. What it must not break becomes a need of the run. */
export function termOf(run: Run, at: Frame, expression: Expression): Term {
  const term = (part: Expression): Term => termOf(run, at, part);
  switch (expression.op) {
    case "constant":
      return constantTerm(expression.value, sortOf(expression.type));
    case "temp":
      return at.store.temp(expression.temp) ?? run.anyOf(expression.temp.name, expression.temp.type);
    case "load":
      return loadOf(run, at, expression.place);
    case "arithmetic":
      return arithmeticTerm(run, at, expression);
    case "compare":
      return comparison(expression.operator, term(expression.left), term(expression.right));
    case "and":
    case "implies":
      return connective(run, at, expression.op, expression.left, expression.right);
    case "or":
      return connective(run, at, "or", expression.left, expression.right);
    case "not":
      return not(term(expression.of));
    case "conditional":
      return conditionalTerm(run, at, expression);
    case "relabel":
      return relabelled(expression, term(expression.of));
    case "bounded":
      return boundedTerm(run, at, expression);
    case "has":
    case "with":
    case "without":
      return membership(expression, term(expression.subset), term(expression.bit));
    case "size":
      return sizeTerm(expression, term(expression.subset));
    case "all":
    case "any":
    case "count":
      return quantified(run, at, expression);
  }
}

/** What a place holds. Of a long vector any cell but the one that is held may hold anything. */
function loadOf(run: Run, at: Frame, place: Place): Term {
  const alternatives = placesOf(run, at, place);
  const values = alternatives.map((alternative) => {
    const held = isHeld(alternative);
    return held === "true" ? at.store.cell(alternative.cell) : choice(held, at.store.cell(alternative.cell), run.anyIn(alternative.cell));
  });
  return alternatives.reduceRight((rest, { chosen }, index) => choice(chosen, values[index] as Term, rest), values.at(-1) as Term);
}

/** Everything that a place may mean; its indices are in range. */
export function placesOf(run: Run, at: Frame, place: Place): readonly Alternative[] {
  return alternativesOf(place, run.cells, (index) => run.named("index", "Int", termOf(run, at, index)));
}

function arithmeticTerm(run: Run, at: Frame, { operator, left, right }: Arithmetic): Term {
  const [a, b] = [termOf(run, at, left), termOf(run, at, right)];
  if (operator === "+" || operator === "-" || operator === "*") return `(${operator} ${a} ${b})`;
  if (operator === "min" || operator === "max") return shortest(run, operator === "min" ? "<=" : ">=", a, b);
  run.need(at, not(equal(b, "0")));
  const [least] = boundsOf(right);
  // Division rounds down here. In SMT-LIB it leaves a remainder of at least 0, which is the same where the divisor is positive.
  const upwards = `(${operator} ${a} ${b})`;
  if (least > 0) return upwards;
  const downwards = `(${operator} (- ${a}) (- ${b}))`;
  return `(ite (> ${b} 0) ${upwards} ${operator === "div" ? downwards : `(- ${downwards})`})`;
}

function shortest(run: Run, order: "<=" | ">=", left: Term, right: Term): Term {
  const [a, b] = [run.named("left", "Int", left), run.named("right", "Int", right)];
  return choice(`(${order} ${a} ${b})`, a, b);
}

function comparison(operator: Compare["operator"], left: Term, right: Term): Term {
  if (operator === "===") return equal(left, right);
  return operator === "!==" ? not(equal(left, right)) : `(${operator} ${left} ${right})`;
}

/** The right side is evaluated, and may break a rule, only where the left side does not decide. */
function connective(run: Run, at: Frame, op: "and" | "or" | "implies", left: Expression, right: Expression): Term {
  const first = run.named(op, "Bool", termOf(run, at, left));
  const second = termOf(run, { store: at.store, path: and(at.path, op === "or" ? not(first) : first) }, right);
  if (op === "implies") return implies(first, second);
  return op === "and" ? and(first, second) : or(first, second);
}

function conditionalTerm(run: Run, at: Frame, { condition, whenTrue, whenFalse }: Expression & { op: "conditional" }): Term {
  const decides = run.named("condition", "Bool", termOf(run, at, condition));
  const yes = termOf(run, { store: at.store, path: and(at.path, decides) }, whenTrue);
  return choice(decides, yes, termOf(run, { store: at.store, path: and(at.path, not(decides)) }, whenFalse));
}

function relabelled({ from, to }: Relabel, of: Term): Term {
  const numbers = from.map((label) => to.indexOf(label));
  if (numbers.every((number, index) => number === index)) return of;
  return numbers
    .slice(0, -1)
    .reduceRight((rest, number, index) => choice(equal(of, String(index)), integerTerm(number), rest), integerTerm(numbers.at(-1) as number));
}

function boundedTerm(run: Run, at: Frame, { of, least, greatest, what }: Bounded): Term {
  const value = run.namedAs(of.type, what, termOf(run, at, of));
  if (of.type.kind !== "boolean") run.need(at, inRange(value, least, greatest));
  return value;
}

function membership({ op, subset: { type } }: Membership, set: Term, bit: Term): Term {
  const members = type.kind === "subset" ? type.members.length : 0;
  const powers = Array.from({ length: members }, (_, index) => index);
  const has = or(...powers.map((index) => and(equal(bit, String(index)), hasBit(set, index))));
  if (op === "has") return has;
  const power = powers.slice(0, -1).reduceRight((rest, index) => choice(equal(bit, String(index)), String(2 ** index), rest), String(2 ** (members - 1)));
  return op === "with" ? choice(has, set, `(+ ${set} ${power})`) : choice(has, `(- ${set} ${power})`, set);
}

function hasBit(set: Term, bit: number): Term {
  return `(= (mod (div ${set} ${2 ** bit}) 2) 1)`;
}

function sizeTerm({ subset: { type } }: Size, set: Term): Term {
  const members = type.kind === "subset" ? type.members.length : 0;
  return sum(Array.from({ length: members }, (_, bit) => choice(hasBit(set, bit), "1", "0")));
}

function sum(terms: readonly Term[]): Term {
  return terms.length > 1 ? `(+ ${terms.join(" ")})` : (terms[0] ?? "0");
}

function quantified(run: Run, at: Frame, quantifier: Quantified): Term {
  const from = run.named("from", "Int", termOf(run, at, quantifier.from));
  const to = run.named("to", "Int", termOf(run, at, quantifier.to));
  const [least, greatest] = [boundsOf(quantifier.from)[0], boundsOf(quantifier.to)[1] - 1];
  if (greatest - least < run.cells.most) return turnByTurn(run, at, quantifier, from, to, least, greatest);
  return run.question !== undefined ? ofTheHeldByte(run, at, quantifier, from, to) : someTruth(run, at, quantifier, from, to);
}

function turnByTurn(run: Run, at: Frame, { op, temp, body }: Quantified, from: Term, to: Term, least: number, greatest: number): Term {
  const turns: Term[] = [];
  let undecided: Term = "true";
  for (let index = least; index <= greatest; index++) {
    const happens = and(`(<= ${from} ${integerTerm(index)})`, `(< ${integerTerm(index)} ${to})`);
    const store = at.store.copy();
    store.set(temp, integerTerm(index));
    const truth = run.named("turn", "Bool", termOf(run, { store, path: and(at.path, happens, undecided) }, body));
    turns.push(op === "all" ? implies(happens, truth) : and(happens, truth));
    if (op !== "count") undecided = run.named("undecided", "Bool", and(undecided, op === "all" ? (turns.at(-1) as Term) : not(turns.at(-1) as Term)));
  }
  if (op === "count") return sum(turns.map((turn) => choice(turn, "1", "0")));
  return op === "all" ? and(...turns) : or(...turns);
}

/** In a question one cell stands for all. */
function ofTheHeldByte(run: Run, at: Frame, { op, temp, body }: Quantified, from: Term, to: Term): Term {
  if (op === "count") return run.anyOf("count", { kind: "integer", least: 0, greatest: Number.MAX_SAFE_INTEGER });
  const happens = run.named("asked", "Bool", inTurns(BYTE, from, to));
  const store = at.store.copy();
  store.set(temp, BYTE);
  const truth = answered(run, () => implies(happens, (op === "all" ? same : not)(termOf(run, { store, path: and(at.path, happens) }, body))));
  return op === "all" ? truth : not(truth);
}

/** Whether something is true of every cell: as far as the cell that is held can tell, unless the answer is given. */
export function answered(run: Run, ofTheHeldCell: () => Term): Term {
  const given = run.question?.answers?.[run.asked];
  run.asked += 1;
  const { asked } = run;
  const truth = ofTheHeldCell();
  if (run.asked > asked)
    throw new SpecError("FL310", "a question about every cell inside another one", "ask about one cell: of two, the other must follow from it");
  return given === undefined ? run.named("of the held cell", "Bool", truth) : String(given);
}

function same(term: Term): Term {
  return term;
}

/** In a step the truth may be any that some turn could give: where `any` is true there is a turn in which the body is. */
function someTruth(run: Run, at: Frame, { op, temp, body, from: first, to: last }: Quantified, from: Term, to: Term): Term {
  run.approximate("a question about many cells that decides a step");
  if (op === "count") return run.anyOf("count", { kind: "integer", least: 0, greatest: Math.max(0, boundsOf(last)[1] - boundsOf(first)[0]) });
  const witness = run.formula.declare(`${temp.name} that decides`, "Int");
  const happens = run.named("turn", "Bool", inTurns(witness, from, to));
  const store = at.store.copy();
  store.set(temp, witness);
  const truth = termOf(run, { store, path: and(at.path, happens) }, body);
  const whole = run.formula.declare(op, "Bool");
  run.facts.push(op === "any" ? implies(whole, and(happens, truth)) : implies(not(whole), and(happens, not(truth))));
  return whole;
}
