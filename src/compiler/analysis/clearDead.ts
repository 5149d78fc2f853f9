import type { ModelProgram, ProcessProgram, Program, Statement } from "../ir.js";
import { liveSlots, privateSlots } from "./liveSlots.js";
import { type SlotSet, slotsIn, touchedBy } from "./slotSet.js";

/** A state begins with every slot at its least value. */
const EVERY: SlotSet = -1n;

/** By process and control state: the slots of the process that nobody will read before they are written. */
export function deadSlots(model: ModelProgram): readonly (readonly SlotSet[])[] {
  return model.processes.map((process, index) => {
    const own = privateSlots(model, index);
    return liveSlots(process).map((live) => own & ~live);
  });
}

/**
 * The same model with dead variables cleared: a variable that one process alone deals with, and whose value is not read before it is written, goes to its
 * least value when the control state is entered. States that differ in nothing that matters fall together; they are bisimilar, so whatever
 * does not read the variable, branching and temporal properties included, comes out the same, leaf by leaf. (Bozga, Fernandez and Ghirvu, State space reduction based
 * on live variables analysis, 1999.) It is one step of the compiler like any other: every engine and export may come after it.
 */
export function clearDead(model: ModelProgram): ModelProgram {
  const dead = deadSlots(model);
  const initial = clearedIn(model.initial, (process) => dead[process] as readonly SlotSet[], EVERY);
  return { ...model, initial, processes: model.processes.map((process, index) => clearedProcess(process, dead[index] as readonly SlotSet[])) };
}

function clearedProcess(process: ProcessProgram, dead: readonly SlotSet[]): ProcessProgram {
  const states = process.states.map((state) =>
    state.program === undefined ? state : { ...state, program: clearedIn(state.program, () => dead, dead[state.index] as SlotSet) },
  );
  return { ...process, states };
}

/** @param clear slots that are cleared already when the program begins: only what it writes of them needs clearing again */
function clearedIn(program: Program, deadOf: (process: number) => readonly SlotSet[], clear: SlotSet): Program {
  const clean = clear & ~touchedBy(program).writes;
  const block = (statements: readonly Statement[]): readonly Statement[] => statements.flatMap(statement);
  const statement = (each: Statement): readonly Statement[] => {
    if (each.kind === "if") return [{ ...each, whenTrue: block(each.whenTrue), otherwise: block(each.otherwise) }];
    if (each.kind === "loop") return [{ ...each, body: block(each.body) }];
    if (each.kind !== "next") return [each];
    const slots = slotsIn((deadOf(each.process)[each.state] as SlotSet) & ~clean);
    return slots.length === 0 ? [each] : [each, { kind: "reset", slots, site: each.site }];
  };
  return { ...program, statements: block(program.statements) };
}
