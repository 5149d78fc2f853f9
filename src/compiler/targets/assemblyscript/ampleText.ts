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
 * Text that finds the process whose leaves are an ample set. It stands at a safe control state, and has a leaf with a successor (C0). No successor lies in this level or an
 * earlier one (C3): so a transition of a reduced state leads to a later level, a cycle has one that does not, and thus a state in which everybody moves
 * (Bošnački and Holzmann, Improving Spin's partial-order reduction for breadth-first search, 2005). Which states those levels hold is settled when the level
 * begins, so the choice depends neither on threads nor on luck. What lies in another memory cannot be looked up; there the set is not taken.
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
      "  found = false;",
      "  behind = false;",
      `  switch (${standing(process)}) {`,
      ...states.map((state) => `    case ${state}: ${call(index, state)}; break;`),
      "  }",
      `  if (found && !behind) return ${index};`,
    ];
  });
  return `
/** What is known of the leaves that are looked at: there is one; one leads back to this level or an earlier one. */
let found: bool = false;
let behind: bool = false;
let levelEnd: u32 = 0;

function ample(a: usize, end: u32): i32 {
  mode = PROBE;
  levelEnd = end;
${tries.join("\n")}
  return -1;
}

function look(): void {
  found = true;
  if (ownerOf(hashOf(SUCCESSOR)) != here || find(SUCCESSOR) < levelEnd) behind = true;
}
`;
}
