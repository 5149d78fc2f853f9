import type { Expression, Loop, Place, Statement, Temp } from "../../ir.js";
import { walk } from "../../walk.js";
import { answered } from "./expressions.js";
import { BYTE, type HeldCell, heldIndex } from "./heldCells.js";
import type { Frame, Run } from "./run.js";
import { isTemp, type Target } from "./store.js";
import { and, choice, equal, inTurns, not, or, type Term } from "./term.js";

type RunStatements = (run: Run, at: Frame, statements: readonly Statement[]) => void;

/** A loop of more turns than are written out one by one. */
export interface LongLoop {
  readonly loop: Loop;
  readonly from: Term;
  readonly until: Term;
  /** Runs the body of it. */
  readonly runs: RunStatements;
}

/**
 * A long loop, without its turns. One that gives each cell of a vector its own value is run for the held cell alone, which is exact. One that asks the
 * same of every cell, in a question, is asked of the held cell. What any other leaves behind is, of each thing that it writes, what it was or what some turn made
 * of it: more than the loop can do, never less.
 */
export function runLongLoop(run: Run, at: Frame, long: LongLoop): void {
  const { loop } = long;
  const targets = targetsOf(run, at, loop.body);
  const [flag, ...others] = loop.stop;
  if (run.question !== undefined && flag !== undefined && others.length === 0 && targets.length === 1 && targets[0] === flag)
    askOfTheHeldCell(run, at, long, flag);
  else if (isMap(run, loop, targets))
    runForTheHeldCells(
      run,
      at,
      long,
      targets.filter((target): target is HeldCell => !isTemp(target)),
    );
  else runForSomeTurn(run, at, long, targets);
}

/** What a body writes that is there after it: variables, and temporaries that were bound before or are read later. */
function targetsOf(run: Run, at: Frame, body: readonly Statement[]): readonly Target[] {
  const found = new Set<Target>();
  walk(body, {
    statement: (statement) => {
      if (statement.kind !== "bind" && statement.kind !== "choose") return;
      const { temp } = statement;
      if (at.store.temp(temp) !== undefined || run.outlives(temp, body)) found.add(temp);
    },
    write: (place) => {
      for (const cell of cellsOf(run, place)) found.add(cell);
    },
  });
  return [...found];
}

/** Every variable that a place may mean, whatever its indices. */
function cellsOf(run: Run, { base, terms, size }: Place): ReadonlySet<HeldCell> {
  let slots = Array.from({ length: Math.max(1, size) }, (_, offset) => base + offset);
  for (const { index, stride } of terms) {
    const { type } = index;
    if (type.kind !== "integer") continue;
    const known = new Set<HeldCell>();
    const indices = Array.from({ length: type.greatest - type.least + 1 }, (_, offset) => type.least + offset);
    slots = slots
      .flatMap((slot) => indices.map((element) => slot + element * stride))
      .filter((slot) => {
        const { cell } = run.cells.at(slot);
        const isNew = !known.has(cell);
        known.add(cell);
        return isNew;
      });
  }
  return new Set(slots.map((slot) => run.cells.at(slot).cell));
}

/** Whether each turn writes nothing but the cells of long vectors whose index is the counter, and no turn knows of another. */
function isMap(run: Run, { temp, body, stop }: Loop, targets: readonly Target[]): boolean {
  const counters = new Set([temp]);
  let isMapping = stop.length === 0;
  walk(body, {
    statement: (statement) => {
      if (statement.kind === "assign") isMapping &&= isCellOf(run, statement.to, counters);
      else if (statement.kind === "bind") {
        isMapping &&= statement.temp.constant && !targets.includes(statement.temp);
        if (isAmong(counters, statement.value)) counters.add(statement.temp);
      } else isMapping &&= statement.kind === "if";
    },
  });
  return isMapping;
}

/** A place in one long vector, whose index is one of these temporaries. */
function isCellOf(run: Run, to: Place, counters: ReadonlySet<Temp>): boolean {
  const last = to.terms.at(-1);
  if (last === undefined || !isAmong(counters, last.index)) return false;
  return [...cellsOf(run, to)].every(({ lengths }) => lengths.length === 1) && run.cells.at(to.base).cell === run.cells.at(to.base + last.stride).cell;
}

function isAmong(counters: ReadonlySet<Temp>, expression: Expression): boolean {
  if (expression.op === "bounded") return isAmong(counters, expression.of);
  return expression.op === "temp" && counters.has(expression.temp);
}

/** The turn whose counter is the index of the held cell; what it reads of other vectors' held cells, another turn may have written. */
function runForTheHeldCells(run: Run, at: Frame, long: LongLoop, targets: readonly HeldCell[]): void {
  const written = new Map<HeldCell, Term>();
  for (const length of new Set(targets.map(({ lengths }) => lengths[0] as number))) {
    const index = heldIndex(length);
    const happens = happening(run, long, index);
    const turn = run.branch(at, happens);
    turn.store.set(long.loop.temp, index);
    for (const target of targets) if (target.lengths[0] !== length) turn.store.set(target, run.anyIn(target));
    long.runs(run, turn, long.loop.body);
    for (const target of targets) if (target.lengths[0] === length) written.set(target, choice(happens, turn.store.cell(target), at.store.cell(target)));
  }
  for (const [target, value] of written) run.write(at, target, value);
}

function happening(run: Run, { loop: { step }, from, until }: LongLoop, counter: Term): Term {
  return run.named("turn", "Bool", step === 1 ? inTurns(counter, from, until) : and(`(< ${until} ${counter})`, `(<= ${counter} ${from})`));
}

/** A loop that sets its flag and ends as soon as something is found, or found wanting, of one cell. */
function askOfTheHeldCell(run: Run, at: Frame, long: LongLoop, flag: Temp): void {
  const noneFound = answered(run, () => {
    const happens = happening(run, long, BYTE);
    const turn = run.branch(at, happens);
    turn.store.set(long.loop.temp, BYTE);
    long.runs(run, turn, long.loop.body);
    return not(and(happens, turn.store.temp(flag) as Term));
  });
  run.write(at, flag, or(at.store.temp(flag) as Term, not(noneFound)));
}

/** Each target keeps its value or has what one of its writes gives it, in a turn before which all targets may have been anything. */
function runForSomeTurn(run: Run, at: Frame, long: LongLoop, targets: readonly Target[]): void {
  const { site } = long.loop;
  run.approximate(`a loop of many turns at ${site.file.split("/").slice(-2).join("/")}:${site.line}`);
  const left = targets.map((target) => ({ target, value: leftBySomeTurn(run, at, long, target, targets) }));
  for (const { target, value } of left) run.write(at, target, value);
}

function leftBySomeTurn(run: Run, at: Frame, long: LongLoop, target: Target, targets: readonly Target[]): Term {
  const counter = run.formula.declare(`${long.loop.temp.name}, some turn`, "Int");
  const turn = run.branch(at, happening(run, long, counter));
  turn.store.set(long.loop.temp, counter);
  for (const each of targets) turn.store.set(each, run.anyFor(each));
  const writes = run.watching(target, () => long.runs(run, turn, long.loop.body));
  const left = run.anyFor(target);
  const before = at.store.get(target);
  // What was not bound before may be anything where no turn binds it: nothing reads it then.
  run.facts.push(
    run.named("left", "Bool", or(before === undefined ? "true" : equal(left, before), ...writes.map(({ path, value }) => and(path, equal(left, value))))),
  );
  return left;
}
