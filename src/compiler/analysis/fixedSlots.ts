import type { ModelProgram, ProcessProgram, Program, Statement } from "../ir.js";
import { type SlotSet, slotsIn, touchedBy } from "./slotSet.js";

/**
 * The slots that have one value from the initial states on, with that value: the arguments of a process, as a rule. Leaving a machine resets them, which does
 * not count where it ends the process, for no step is left that could look.
 */
export function fixedSlots({ initial, processes, slots }: ModelProgram): ReadonlyMap<number, number> {
  const changed = processes.reduce((set, process) => set | changedBy(process), writtenAnyhow(initial));
  const every = slots.reduce((set, _, slot) => set | (1n << BigInt(slot)), 0n);
  const given = constantsIn(initial.statements);
  return new Map(slotsIn(every & ~changed).map((slot) => [slot, given.get(slot) ?? slots[slot]?.least ?? 0]));
}

function changedBy({ states }: ProcessProgram): SlotSet {
  const isEnd = (statement: Statement | undefined): boolean => statement?.kind === "next" && states[statement.state]?.program === undefined;
  const block = (statements: readonly Statement[]): SlotSet =>
    statements.reduce((set, statement, at) => (statement.kind === "reset" && isEnd(statements[at + 1]) ? set : set | of(statement)), 0n);
  const of = (statement: Statement): SlotSet => {
    if (statement.kind === "if") return block(statement.whenTrue) | block(statement.otherwise);
    return statement.kind === "loop" ? block(statement.body) : writtenBy(statement);
  };
  return states.reduce((set, { program }) => set | block(program?.statements ?? []), 0n);
}

function writtenBy(statement: Statement): SlotSet {
  return touchedBy({ statements: [statement], temps: [], calls: [] }).writes;
}

/** What the initial rule writes otherwise than once, outright, with a constant. */
function writtenAnyhow({ statements }: Program): SlotSet {
  let [once, anyhow] = [0n, 0n];
  for (const statement of statements) {
    const writes = writtenBy(statement);
    if (isConstant(statement)) anyhow |= writes & once;
    else anyhow |= writes;
    once |= writes;
  }
  return anyhow;
}

function isConstant(statement: Statement): statement is Statement & { readonly kind: "assign" } {
  return statement.kind === "assign" && statement.value.op === "constant" && statement.to.terms.length === 0;
}

function constantsIn(statements: readonly Statement[]): ReadonlyMap<number, number> {
  return new Map(
    statements.flatMap((statement) =>
      isConstant(statement) && statement.value.op === "constant" ? [[statement.to.base, statement.value.value] as const] : [],
    ),
  );
}
