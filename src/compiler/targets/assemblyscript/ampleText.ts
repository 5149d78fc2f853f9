import type { ProcessProgram } from "../../ir.js";

/** By process: the control states at which the process may go on alone. */
export type SafeStates = readonly ReadonlySet<number>[];

/** Text for a search in which all processes move in every state. */
export const EVERYBODY_MOVES = `
// @ts-ignore: decorator
@inline function ample(a: usize, end: u32): i32 {
  return -1;
}

function look(): void {}
`;

/**
 * Text that finds the process whose leaves are an ample set. It stands at a safe control state, and one of its leaves leads to a later level of the search (C0, C3). Nothing is
 * put off for ever then: from a state in which one process alone moves, the leaf that leads on does so at most as often as there are levels, and ends at a state in which
 * everybody moves. That is enough for what is asked of states, and for whether a process is stuck for ever: every run of the whole graph has a continuation
 * of which the reduced graph has a run with the same steps in another order, and the same visible ones in the same order. It is not enough for temporal properties, which
 * would need such a state on every cycle; they are refused. (Bošnački, Leue and Lluch Lafuente, Partial-order reduction for general state exploring
 * algorithms, 2009; Bošnački and Holzmann, Improving Spin's partial-order reduction for breadth-first search, 2005.) Which states the earlier levels hold is settled when a level
 * begins, so the choice depends neither on threads nor on luck. What lies in another memory cannot be looked up, and does not count.
 * @param standing text of where a process stands in the state at `a`
 * @param call text that hands a state's leaves to the search
 */
export function ampleText(
  processes: readonly ProcessProgram[],
  safe: SafeStates,
  standing: (process: ProcessProgram) => string,
  call: (process: number, state: number) => string,
): string {
  const tries = processes.flatMap((process, index) => {
    const states = [...(safe[index] as ReadonlySet<number>)];
    if (states.length === 0) return [];
    return [
      `  // ${process.name}`,
      `  mover = ${index};`,
      "  leadsOn = false;",
      `  switch (${standing(process)}) {`,
      ...states.map((state) => `    case ${state}: ${call(index, state)}; break;`),
      "  }",
      `  if (leadsOn) return ${index};`,
    ];
  });
  return `
/** Whether one of the leaves that are looked at leads to a later level, and the first state of that. */
let leadsOn: bool = false;
let levelEnd: u32 = 0;

function ample(a: usize, end: u32): i32 {
  mode = PROBE;
  levelEnd = end;
${tries.join("\n")}
  return -1;
}

function look(): void {
  if (ownerOf(hashOf(SUCCESSOR)) == here && find(SUCCESSOR) >= levelEnd) leadsOn = true;
}
`;
}
