import { BYTE, type HeldCell } from "../../compiler/targets/smt/heldCells.js";
import type { SmtModel, SmtStep } from "../../compiler/targets/smt/smtModel.js";
import { initialValue, showSlot } from "../../language/layout.js";
import { cellsReadBy } from "./cellsReadBy.js";
import type { Counterexample, NamedValue } from "./inductiveProof.js";
import type { Part } from "./invariant.js";
import type { Session } from "./z3.js";

/** What z3 has found, in the words of the specification. @param step none for an initial state, which has no state before it */
export function counterexampleOf(session: Session, model: SmtModel, broken: readonly Part[], step: SmtStep | undefined): Counterexample {
  const [byte] = session.values([{ name: BYTE, sort: "Int" }]) as [number];
  const { all } = model.cells;
  const values = (moment: "before" | "after"): readonly number[] => session.values(all.map((cell) => ({ name: model.value(cell, moment), sort: cell.sort })));
  const after = values("after");
  const before = step === undefined ? after : values("before");
  const told = cellsReadBy(model, [
    step && model.program.processes[step.process]?.states[step.state]?.program,
    ...broken.map(({ program }) => program?.program),
  ]);
  const shown = all.flatMap((cell, index) => {
    const [then, now] = [before[index] as number, after[index] as number];
    return [{ name: nameOf(cell, byte), isTold: told.has(cell) && then !== initialValue(cell.slot), then, now, cell }];
  });
  return {
    broken: broken.map(({ name }) => name),
    choices: step === undefined ? [] : choicesOf(session, step),
    before: shown.filter(({ isTold }) => isTold).map(({ name, cell, then }) => ({ name, value: showSlot(cell.slot, then) })),
    changes: shown
      .filter(({ then, now }) => then !== now)
      .map(({ name, cell, then, now }) => ({ name, before: showSlot(cell.slot, then), after: showSlot(cell.slot, now) })),
  };
}

function choicesOf(session: Session, { choices }: SmtStep): readonly NamedValue[] {
  const chosen = session.values(choices.map((choice) => ({ name: choice.chosen, sort: "Int" as const })));
  return choices.map(({ label, type }, index) => {
    const value = chosen[index] as number;
    if (type.kind === "boolean") return { name: label, value: String(value === 1) };
    return { name: label, value: type.kind === "label" ? (type.labels[value] ?? String(value)) : String(value) };
  });
}

/** `folios[0].cells[17]`: the name with the index of the cell that is held. */
function nameOf({ name, lengths }: HeldCell, byte: number): string {
  let dimension = 0;
  return name.replace(/\[\]/g, () => `[${byte % (lengths[dimension++] as number)}]`);
}
