import { boundsOf } from "../../build.js";
import type { Assign, ChooseStatement, Copy, Fill, If, Loop, Move, Place, Reset, Statement } from "../../ir.js";
import { placesOf, termOf } from "./expressions.js";
import { constantTerm } from "./formula.js";
import { type HeldCell, heldIndex } from "./heldCells.js";
import { runLongLoop } from "./loops.js";
import { type Alternative, isHeld } from "./places.js";
import type { Frame, Run } from "./run.js";
import { and, choice, equal, inTurns, integerTerm, not, type Term } from "./term.js";

/** Runs statements on the values of a frame. */
export function runStatements(run: Run, at: Frame, statements: readonly Statement[]): void {
  for (const statement of statements) runStatement(run, at, statement);
}

function runStatement(run: Run, at: Frame, statement: Statement): void {
  switch (statement.kind) {
    case "bind":
      run.write(at, statement.temp, termOf(run, at, statement.value));
      return;
    case "assign":
      assign(run, at, statement);
      return;
    case "move":
      move(run, at, statement);
      return;
    case "fill":
      fill(run, at, statement);
      return;
    case "copy":
      copy(run, at, statement);
      return;
    case "if":
      branch(run, at, statement);
      return;
    case "loop":
      loop(run, at, statement);
      return;
    case "when":
      run.need(at, termOf(run, at, statement.condition));
      return;
    case "choose":
      choose(run, at, statement);
      return;
    case "fail":
      run.need(at, "false");
      return;
    case "reset":
      reset(run, at, statement);
      return;
    case "next":
      run.write(at, run.standing(statement.process), String(statement.state));
      return;
    case "witness":
  }
}

/** Writes the one of the variables that is meant. */
function assign(run: Run, at: Frame, { to, value }: Assign): void {
  const alternatives = placesOf(run, at, to);
  const named = run.namedAs(value.type, "value", termOf(run, at, value));
  for (const alternative of alternatives) {
    const { cell, chosen } = alternative;
    run.write(at, cell, choice(and(chosen, isHeld(alternative)), named, at.store.cell(cell)));
  }
}

function branch(run: Run, at: Frame, { condition, whenTrue, otherwise }: If): void {
  const decides = run.named("if", "Bool", termOf(run, at, condition));
  const yes = run.branch(at, decides);
  const no = run.branch(at, not(decides));
  runStatements(run, yes, whenTrue);
  runStatements(run, no, otherwise);
  at.store.merge(decides, yes.store, no.store, run.formula);
}

function choose(run: Run, at: Frame, { label, temp, least, greatest }: ChooseStatement): void {
  const [low, high] = [termOf(run, at, least), termOf(run, at, greatest)];
  const chosen = run.formula.declare(label, "Int");
  run.choices.push({ label, type: temp.type, chosen });
  run.need(at, `(<= ${low} ${chosen} ${high})`);
  run.write(at, temp, temp.type.kind === "boolean" ? equal(chosen, "1") : chosen);
}

function loop(run: Run, at: Frame, statement: Loop): void {
  const { temp, step, body, stop } = statement;
  const from = run.named("from", "Int", termOf(run, at, statement.from));
  const until = run.named("until", "Int", termOf(run, at, statement.until));
  const [first, last] = turnsOf(statement);
  if ((last - first) * step >= run.cells.most) {
    runLongLoop(run, at, { loop: statement, from, until, runs: runStatements });
    return;
  }
  for (let index = first; (last - index) * step >= 0; index += step) {
    const begun = `(${step === 1 ? "<=" : ">="} ${from} ${integerTerm(index)})`;
    const unfinished = `(${step === 1 ? "<" : ">"} ${integerTerm(index)} ${until})`;
    const stopped = stop.map((flag) => not(at.store.temp(flag) as Term));
    const happens = run.named("turn", "Bool", and(begun, unfinished, ...stopped));
    const turn = run.branch(at, happens);
    turn.store.set(temp, integerTerm(index));
    runStatements(run, turn, body);
    at.store.merge(happens, turn.store, at.store.copy(), run.formula);
  }
}

/** The first and the last value that a loop's counter may have. */
function turnsOf({ from, until, step }: Loop): readonly [number, number] {
  return step === 1 ? [boundsOf(from)[0], boundsOf(until)[1] - 1] : [boundsOf(from)[1], boundsOf(until)[0] + 1];
}

/** Every element of the range gets the value, which is evaluated only if there is one. */
function fill(run: Run, at: Frame, statement: Fill): void {
  const from = run.named("from", "Int", termOf(run, at, statement.from));
  const until = run.named("until", "Int", termOf(run, at, statement.until));
  const some = run.named("some", "Bool", `(< ${from} ${until})`);
  const filling = { store: at.store, path: and(at.path, some) };
  run.need(filling, and(`(<= 0 ${from})`, `(<= ${until} ${statement.length})`));
  const value = run.namedAs(statement.value.type, "filler", termOf(run, filling, statement.value));
  for (const element of elementsOf(run, at, statement.to, statement.length)) {
    const inside = inTurns(element.index, from, until);
    run.write(at, element.cell, choice(and(element.chosen, inside), value, at.store.cell(element.cell)));
  }
}

/** An element of a vector: of a long one, the one that is held. */
interface Element {
  readonly cell: HeldCell;
  readonly chosen: Term;
  readonly index: Term;
}

/** The elements of a vector of scalars, which lie one slot apart. */
function elementsOf(run: Run, at: Frame, vector: Place, length: number): readonly Element[] {
  if (length <= run.cells.most) {
    return Array.from({ length }, (_, index) => index).flatMap((index) =>
      placesOf(run, at, { ...vector, base: vector.base + index }).map((found) => ({
        cell: found.cell,
        chosen: and(found.chosen, isHeld(found)),
        index: String(index),
      })),
    );
  }
  return placesOf(run, at, vector).map(({ cell, chosen, indices }) => {
    const outer = indices.slice(0, -1).map((index, dimension) => equal(index, heldIndex(cell.lengths[dimension] as number)));
    return { cell, chosen: and(chosen, ...outer), index: heldIndex(length) };
  });
}

/** Element by element, as if all were read before any is written. */
function copy(run: Run, at: Frame, statement: Copy): void {
  const [start, into, count] = [statement.start, statement.at, statement.count].map((part) => run.named("range", "Int", termOf(run, at, part))) as [
    Term,
    Term,
    Term,
  ];
  const copying = { store: at.store, path: and(at.path, `(< 0 ${count})`) };
  for (const [first, length] of [
    [start, statement.fromLength],
    [into, statement.toLength],
  ] as const) {
    run.need(copying, and(`(<= 0 ${first})`, `(<= (+ ${first} ${count}) ${length})`));
  }
  const before = { store: at.store.copy(), path: at.path };
  for (const { cell, chosen, index } of elementsOf(run, at, statement.to, statement.toLength)) {
    const copied = run.named("copied", "Bool", and(chosen, inTurns(index, into, `(+ ${into} ${count})`)));
    const source = run.named("source", "Int", `(+ (- ${index} ${into}) ${start})`);
    const turn = run.branch(before, copied);
    turn.store.set(statement.element, elementAt(run, turn, statement, source));
    run.write(at, cell, choice(copied, termOf(run, turn, statement.value), at.store.cell(cell)));
  }
}

/** The element that a copy reads; its index is known to be in range. */
function elementAt(run: Run, at: Frame, { from, fromLength }: Copy, index: Term): Term {
  const elements = elementsOf(run, at, from, fromLength);
  const other = run.anyIn((elements[0] as Element).cell);
  return elements.reduceRight((rest, element) => choice(and(element.chosen, equal(index, element.index)), at.store.cell(element.cell), rest), other);
}

/** A record or vector as a whole, variable by variable. */
function move(run: Run, at: Frame, { to, from }: Move): void {
  const before = { store: at.store.copy(), path: at.path };
  const offsets = Array.from({ length: to.size }, (_, offset) => offset);
  const cells = offsets.map((offset) => run.cells.at(to.base + offset).cell);
  for (const [offset, cell] of cells.entries()) {
    if (cells.indexOf(cell) < offset) continue;
    const inside = cells.filter((each) => each === cell).length;
    const value = run.named(cell.name, cell.sort, moved(run, before, { ...from, base: from.base + offset }, cell, inside));
    for (const target of placesOf(run, at, { ...to, base: to.base + offset })) {
      const held = isHeldOf(target, inside) ?? "true";
      run.write(
        at,
        target.cell,
        choice(and(target.chosen, held), isHeldOf(target, inside) === undefined ? run.anyIn(cell) : value, at.store.cell(target.cell)),
      );
    }
  }
}

/** What is moved to the held cell of as many elements. */
function moved(run: Run, before: Frame, from: Place, cell: HeldCell, inside: number): Term {
  return placesOf(run, before, from).reduceRight((rest, source) => {
    const held = isHeldOf(source, inside);
    return held === undefined ? rest : choice(and(source.chosen, held), before.store.cell(source.cell), rest);
  }, run.anyIn(cell));
}

/** Whether what is moved has the held cell in it, where that is one element of short vectors, or all of long ones; undefined for a mixture. */
function isHeldOf(alternative: Alternative, inside: number): Term | undefined {
  if (inside === 1) return isHeld(alternative);
  return alternative.cell.lengths.reduce((product, length) => product * length, 1) === inside ? "true" : undefined;
}

function reset(run: Run, at: Frame, { slots }: Reset): void {
  for (const cell of new Set(slots.map((slot) => run.cells.at(slot).cell))) run.write(at, cell, constantTerm(cell.slot.least, cell.sort));
}
