import type { Expression, Place, Statement, Temp } from "../../ir.js";
import { conditionText, indexTexts, see, valueText, witness } from "./expressions.js";
import { clearSlots, readSlot, type Step, slotOf, writeSlot } from "./places.js";
import type { Scope } from "./scope.js";

/** What is particular to steps: properties do neither. */
export interface StepWriter {
  choose(statement: Statement & { readonly kind: "choose" }): void;
  next(statement: Statement & { readonly kind: "next" }): void;
}

/** Writes statements one after the other. Whatever breaks a rule or is disabled leaves the leaf by the scope's exit. */
export function writeBlock(scope: Scope, statements: readonly Statement[], steps: StepWriter): void {
  for (const statement of statements) writeStatement(scope, statement, steps);
}

/** Writes one statement, and after it, if it may have broken a rule, the way out. */
export function writeStatement(scope: Scope, statement: Statement, steps: StepWriter): void {
  if (makesSuccessor(statement)) scope.begin();
  scope.mayFail = false;
  switch (statement.kind) {
    case "bind": {
      const value = valueText(scope, statement.value);
      scope.line(`${scope.temp(statement.temp)} = ${value};`);
      break;
    }
    case "assign":
      assign(scope, statement.to, statement.value);
      break;
    case "move":
      move(scope, statement.to, statement.from);
      break;
    case "fill":
      fill(scope, statement);
      break;
    case "copy":
      copy(scope, statement);
      break;
    case "if":
      if (statement.whenTrue[0]?.kind === "witness") see(scope);
      writeIf(scope, statement, (block) => writeBlock(scope, block, steps));
      return;
    case "loop":
      loop(scope, statement, steps);
      return;
    case "when":
      when(scope, statement);
      return;
    case "choose":
      steps.choose(statement);
      return;
    case "next":
      steps.next(statement);
      break;
    case "reset":
      clearSlots(scope, statement.slots);
      break;
    case "fail":
      scope.line("failed = 1;");
      scope.mayFail = true;
      break;
    case "witness":
      witness(scope);
      break;
  }
  leaveIfFailed(scope);
}

/** Writes both branches with `write`, after the condition was asked. @param bothSides also a side without statements is written */
export function writeIf(
  scope: Scope,
  { condition, whenTrue, otherwise }: Statement & { readonly kind: "if" },
  write: (block: readonly Statement[]) => void,
  bothSides = false,
): void {
  const { begun } = scope;
  const branch = (asked: string): void => {
    scope.block(`if ${asked}`, () => write(whenTrue));
    scope.begun = begun;
    if (bothSides || otherwise.length > 0) scope.block("else", () => write(otherwise));
    scope.begun = begun;
  };
  scope.mayFail = false;
  const text = conditionText(scope, condition);
  if (scope.mayFail) {
    const truth = scope.fresh("q");
    scope.line(`${truth} = <i32>${text};`);
    leaveIfFailed(scope);
    branch(`(${truth} != 0)`);
  } else branch(text);
}

/** Writes the way out of the leaf for when the last statement broke a rule. */
export function leaveIfFailed(scope: Scope): void {
  if (!scope.mayFail) return;
  scope.mayFail = false;
  scope.line(`if (failed) ${scope.exit}`);
}

/** Writes text that breaks a rule where a condition is true, and the way out of the leaf. */
function refuse(scope: Scope, condition: string): void {
  scope.line(`if (${condition}) failed = 1;`);
  scope.mayFail = true;
  leaveIfFailed(scope);
}

/** Whether a statement, or one in it, writes to the successor. */
export function makesSuccessor(statement: Statement): boolean {
  switch (statement.kind) {
    case "assign":
    case "move":
    case "fill":
    case "copy":
    case "next":
    case "reset":
      return true;
    case "if":
      return [...statement.whenTrue, ...statement.otherwise].some(makesSuccessor);
    case "loop":
      return statement.body.some(makesSuccessor);
    default:
      return false;
  }
}

function assign(scope: Scope, to: Place, value: Expression): void {
  const text = value.op === "constant" ? value.value : valueText(scope, value);
  const indices = indexTexts(scope, to);
  if (scope.mayFail) {
    const kept = typeof text === "number" ? text : pinned(scope, text);
    const at = indices.map((index) => pinned(scope, index));
    leaveIfFailed(scope);
    writeSlot(scope, slotOf(to, at), kept);
  } else writeSlot(scope, slotOf(to, indices), text);
}

function move(scope: Scope, to: Place, from: Place): void {
  const target = pinnedIndices(scope, to);
  const source = pinnedIndices(scope, from);
  leaveIfFailed(scope);
  const values = Array.from({ length: to.size }, (_, offset) => pinned(scope, readSlot(scope, slotOf(from, source, offset), from.state)));
  for (const [offset, value] of values.entries()) writeSlot(scope, slotOf(to, target, offset), value);
}

function fill(scope: Scope, { to, length, from, until, value }: Statement & { readonly kind: "fill" }): void {
  const first = pinned(scope, valueText(scope, from));
  const end = pinned(scope, valueText(scope, until));
  leaveIfFailed(scope);
  const index = scope.fresh("i");
  scope.block(`if (${first} < ${end})`, () => {
    const filler = value.op === "constant" ? value.value : pinned(scope, valueText(scope, value));
    const indices = pinnedIndices(scope, to);
    refuse(scope, `${first} < 0 || ${end} > ${length}`);
    scope.block(`for (${index} = ${first}; ${index} < ${end}; ${index}++)`, () => writeSlot(scope, element(to, indices, index), filler));
  });
}

function copy(scope: Scope, statement: Statement & { readonly kind: "copy" }): void {
  const { to, toLength, from, fromLength, element: read, value } = statement;
  const at = pinned(scope, valueText(scope, statement.at));
  const start = pinned(scope, valueText(scope, statement.start));
  const count = pinned(scope, valueText(scope, statement.count));
  leaveIfFailed(scope);
  const [step, offset] = [scope.fresh("i"), scope.fresh("i")];
  scope.block(`if (${count} != 0)`, () => {
    const into = pinnedIndices(scope, to);
    const source = pinnedIndices(scope, from);
    refuse(scope, `isOutside(${start}, ${count}, ${fromLength}) || isOutside(${at}, ${count}, ${toLength})`);
    scope.block(`for (${step} = 0; ${step} < ${count}; ${step}++)`, () => {
      // Elements count as read before any is written, wherever the ranges overlap.
      scope.line(`${offset} = ${at} <= ${start} ? ${step} : ${count} - 1 - ${step};`);
      scope.line(`${scope.temp(read)} = ${readSlot(scope, element(from, source, `(${start} + ${offset})`), from.state)};`);
      const text = pinned(scope, valueText(scope, value));
      if (scope.mayFail) scope.line("if (failed) break;");
      writeSlot(scope, element(to, into, `(${at} + ${offset})`), text);
    });
  });
  leaveIfFailed(scope);
}

function element(place: Place, indices: readonly string[], index: string): ReturnType<typeof slotOf> {
  const more: Step = { index, stride: 1 };
  return slotOf(place, indices, 0, [more]);
}

function loop(scope: Scope, { temp, from, until, step, body, stop }: Statement & { readonly kind: "loop" }, steps: StepWriter): void {
  const index = scope.temp(temp);
  const end = pinned(scope, valueText(scope, until));
  const counter = scope.fresh("i");
  const first = valueText(scope, from);
  scope.line(`${counter} = ${first};`);
  leaveIfFailed(scope);
  const { exit, skip } = scope;
  scope.exit = "break;";
  scope.skip = "{ disabled = 1; break; }";
  const { failures } = scope;
  const header = step === 1 ? `${counter} < ${end}; ${counter}++` : `${counter} > ${end}; ${counter}--`;
  scope.block(`for (; ${header})`, () => {
    scope.line(`${index} = ${counter};`);
    writeBlock(scope, body, steps);
    if (stop.length > 0) scope.line(`if (${stop.map((flag: Temp) => scope.temp(flag)).join(" | ")}) break;`);
  });
  scope.exit = exit;
  scope.skip = skip;
  // What failed or was disabled in a turn has only left the loop.
  if (scope.failures > failures) scope.line(`if (failed) ${exit}`);
  if (body.some(narrows)) scope.line(`if (disabled) ${skip === "{ disabled = 1; break; }" ? "break;" : `{ disabled = 0; ${skip} }`}`);
}

function when(scope: Scope, guard: Statement & { readonly kind: "when" }): void {
  const text = conditionText(scope, guard.condition);
  const unmet = scope.unmet.get(guard);
  const skip = unmet === undefined ? scope.skip : `{ ${unmet} ${scope.skip} }`;
  if (!scope.mayFail) {
    scope.line(`if (!${text}) ${skip}`);
    return;
  }
  const truth = scope.fresh("q");
  scope.line(`${truth} = <i32>${text};`);
  leaveIfFailed(scope);
  scope.line(`if (${truth} == 0) ${skip}`);
}

function narrows(statement: Statement): boolean {
  switch (statement.kind) {
    case "when":
      return true;
    case "if":
      return [...statement.whenTrue, ...statement.otherwise].some(narrows);
    case "loop":
      return statement.body.some(narrows);
    default:
      return false;
  }
}

function pinnedIndices(scope: Scope, place: Place): readonly string[] {
  return indexTexts(scope, place).map((index) => pinned(scope, index));
}

/** A local that holds the present value of a text; what is a name or a number already is left alone. */
function pinned(scope: Scope, text: string): string {
  if (/^\d+$/.test(text)) return text;
  const name = scope.fresh("v");
  scope.line(`${name} = ${text};`);
  return name;
}
