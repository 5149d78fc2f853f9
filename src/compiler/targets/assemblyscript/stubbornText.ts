import type { Company } from "../../analysis/company.js";
import type { ProcessSet } from "../../analysis/processSet.js";
import type { StubbornSets } from "../../analysis/stubbornSets.js";
import type { ProcessProgram } from "../../ir.js";

/** Text for a search in which all processes move in every state. */
export const EVERYBODY_MOVES = `
// @ts-ignore: decorator
@inline function stubborn(a: usize): u32 {
  return EVERYBODY;
}

function look(hasSuccessor: bool): void {}
`;

/**
 * Text that finds the processes that move in a state: of the closed sets that grow from one process each, the first of those with the fewest leaves. A process is looked at by
 * making its leaves and throwing them away; it is looked at once a state.
 * @param standing text of where a process stands in the state at `a`
 * @param call text that hands a state's leaves to the search
 */
export function stubbornText(
  processes: readonly ProcessProgram[],
  sets: StubbornSets,
  standing: (process: ProcessProgram) => string,
  call: (process: number, state: number) => string,
): string {
  const every = (text: (index: number) => string): string => processes.map((_, index) => text(index)).join("\n");
  return `
/** What a process that is looked at takes along; how many of its leaves have a successor, and whether it has any. */
let company: u32 = 0;
let successors: u32 = 0;
let isMoving: bool = false;
/** The processes that were looked at in this state; what they take along, and their leaves. */
let looked: u32 = 0;
${every((index) => `let company${index}: u32 = 0;\nlet successors${index}: u32 = 0;`)}

function look(hasSuccessor: bool): void {
  isMoving = true;
  if (hasSuccessor) successors++;
}

${processes.map((process, index) => lookAt(process, index, sets[index] as StubbornSets[number], standing, call)).join("\n")}

function lookAt(process: i32, a: usize): void {
  switch (process) {
${every((index) => `    case ${index}: if (!(looked & ${1 << index})) lookAt${index}(a); company = company${index}; successors = successors${index}; break;`)}
  }
}

function stubborn(a: usize): u32 {
  mode = PROBE;
  looked = 0;
  let best = EVERYBODY;
  let fewest = u32.MAX_VALUE;
  for (let first = 0; first < ${processes.length} && fewest > 1; first++) {
    let set: u32 = 1 << first;
    let seen: u32 = 0;
    let count: u32 = 0;
    while (set != seen && set != EVERYBODY) {
      const process = ctz(set & ~seen);
      seen |= 1 << process;
      lookAt(process, a);
      set |= company;
      count += successors;
    }
    if (set == EVERYBODY || count == 0 || count >= fewest) continue;
    best = set;
    fewest = count;
  }
  return best;
}
`;
}

function lookAt(
  process: ProcessProgram,
  index: number,
  companies: ReadonlyMap<number, Company>,
  standing: (process: ProcessProgram) => string,
  call: (process: number, state: number) => string,
): string {
  const cases = [...companies].map(
    ([state, { moving, waiting }]) => `    case ${state}: ${call(index, state)}; company |= isMoving ? ${hexOf(moving)} : ${hexOf(waiting)}; break;`,
  );
  return `/** ${process.name} */
function lookAt${index}(a: usize): void {
  company = 0;
  successors = 0;
  isMoving = false;
  mover = ${index};
  switch (${standing(process)}) {
${cases.join("\n")}
  }
  company${index} = company;
  successors${index} = successors;
  looked |= ${1 << index};
}
`;
}

/** Text that adds processes to those that the process that is looked at takes along. */
export function takesAlong(set: ProcessSet): string {
  return `company |= ${hexOf(set)};`;
}

function hexOf(set: ProcessSet): string {
  return `0x${(set >>> 0).toString(16)}`;
}
