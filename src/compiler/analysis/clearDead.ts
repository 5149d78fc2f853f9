import type { Instance } from "../../language/compose.js";
import type { ModelProgram, ProcessProgram, Program, Statement } from "../ir.js";
import { liveSlots, privateSlots } from "./liveSlots.js";
import { type SlotSet, slotRange, slotsIn, touchedBy } from "./slotSet.js";

/** A state begins with every slot at its least value. */
const EVERY: SlotSet = -1n;

/**
 * By process and control state: the slots of the process that nobody will read before they are written. Locals of machines that are not active there do not count:
 * they are at their least anyway, and their bits may be somebody else's.
 */
export function deadSlots(model: ModelProgram): readonly (readonly SlotSet[])[] {
  return model.processes.map((process, index) => {
    const own = privateSlots(model, index);
    const idle = idleLocals(model, index);
    return liveSlots(process).map((live, state) => own & ~live & ~(idle[state] as SlotSet));
  });
}

/** By control state of a process: the locals of its machines that are not active there. */
function idleLocals({ instances, processes }: ModelProgram, process: number): readonly SlotSet[] {
  const own = instances.filter((instance) => instance.process === process);
  const localsOf = (some: readonly Instance[]): SlotSet => some.reduce((set, { firstSlot, slotCount }) => set | slotRange(firstSlot, slotCount), 0n);
  const idle: SlotSet[] = [];
  for (const instance of own) {
    const locals = localsOf(own) & ~localsOf([...callersOf(instance)]);
    for (const state of Object.values(instance.states)) idle[state] = locals;
  }
  return (processes[process] as ProcessProgram).states.map(({ index }) => idle[index] ?? 0n);
}

/** A machine, its caller, the caller of that, and so on: those that are active while the process stands in it. */
function* callersOf(machine: Instance): Generator<Instance> {
  yield machine;
  if (machine.caller !== undefined) yield* callersOf(machine.caller.instance);
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
