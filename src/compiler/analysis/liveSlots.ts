import type { Expression, ModelProgram, Place, ProcessProgram, Statement } from "../ir.js";
import { expressionsOf, walkExpression } from "../walk.js";
import { askedSlots, elementsOf, type SlotSet, slotRange, slotSet, slotsOfPlace, touchedBy } from "./slotSet.js";

/** The slots that nobody but one process reads or writes: not another one, not a property, and the initial rule writes them at most. */
export function privateSlots(model: ModelProgram, process: number): SlotSet {
  const of = ({ states }: ProcessProgram): SlotSet =>
    states.reduce((set, { program }) => {
      if (program === undefined) return set;
      const { reads, writes } = touchedBy(program);
      return set | reads | writes;
    }, 0n);
  const others = model.processes.filter((_, index) => index !== process).reduce((set, other) => set | of(other), 0n);
  const rigid = slotSet(model.slots.flatMap((slot, index) => (slot.rigid ? [index] : [])));
  // What a place may mean is taken generously: it may reach into slots that say where a process stands, and past the last slot.
  const variables = slotRange(0, model.slots.length) & ~slotSet(model.processes.map(({ slot }) => slot));
  return of(model.processes[process] as ProcessProgram) & variables & ~(others | rigid | askedSlots(model) | touchedBy(model.initial).reads);
}

/**
 * By control state of a process: the slots that some path on from there may read before it writes them. The usual backward data-flow analysis
 * (Aho, Lam, Sethi and Ullman, §9.2.5), over the process' control-flow graph.
 */
export function liveSlots({ states }: ProcessProgram): readonly SlotSet[] {
  const live: SlotSet[] = states.map(() => 0n);
  for (let changed = true; changed; ) {
    changed = false;
    for (const { index, program } of states.toReversed()) {
      const before = blockLive(program?.statements ?? [], 0n, live);
      changed ||= before !== live[index];
      live[index] = before;
    }
  }
  return live;
}

function blockLive(statements: readonly Statement[], after: SlotSet, live: readonly SlotSet[]): SlotSet {
  return statements.reduceRight((set, statement) => statementLive(statement, set, live), after);
}

function statementLive(statement: Statement, after: SlotSet, live: readonly SlotSet[]): SlotSet {
  const read = expressionsOf(statement).reduce((set, expression) => set | readBy(expression), 0n);
  switch (statement.kind) {
    case "next":
      return after | (live[statement.state] as SlotSet);
    case "reset":
      return after & ~slotSet(statement.slots);
    case "fail":
      return 0n;
    case "if":
      return read | blockLive(statement.whenTrue, after, live) | blockLive(statement.otherwise, after, live);
    case "loop":
      return read | loopLive(statement.body, after, live);
    case "assign":
      return (after & ~written(statement.to)) | read | indicesOf(statement.to);
    case "move":
      return (after & ~written(statement.to)) | indicesOf(statement.to) | indicesOf(statement.from) | slotsOfPlace(statement.from);
    case "fill":
      return after | read | indicesOf(statement.to);
    case "copy":
      return after | read | indicesOf(statement.to) | indicesOf(statement.from) | slotsOfPlace(statement.from, elementsOf(statement).read);
    default:
      return after | read;
  }
}

/** A loop may turn any number of times, also none. */
function loopLive(body: readonly Statement[], after: SlotSet, live: readonly SlotSet[]): SlotSet {
  let set = after;
  for (let before = -1n; before !== set; ) {
    before = set;
    set |= blockLive(body, set, live);
  }
  return set;
}

/** What is certainly written: an element at an index that varies may be any. */
function written({ base, size, terms }: Place): SlotSet {
  return terms.length === 0 ? slotRange(base, size) : 0n;
}

function readBy(expression: Expression): SlotSet {
  let reads = 0n;
  walkExpression(expression, {
    read: (place) => {
      reads |= slotsOfPlace(place);
    },
  });
  return reads;
}

function indicesOf({ terms }: Place): SlotSet {
  return terms.reduce((set, { index }) => set | readBy(index), 0n);
}
