import type { Program, StateProgram } from "../../ir.js";

/** Other programs for steps of a model, each with the number of the mutant that has it: 1 or more. */
export type StepMutants = ReadonlyMap<StateProgram, readonly NumberedProgram[]>;

interface NumberedProgram {
  readonly number: number;
  readonly program: Program;
}

/**
 * Text that lets an instance be one of many mutants, so that a mutant costs a search and no compilation: "mutant schemata", Untch, Offutt and Harrold 1993. Which one it is
 * is no part of the state. `fingerprint` sums up, in any order, the edges that were taken: where each came from, by which step, and where it led.
 */
export const MUTANTS = `
/** The number of the mutant; 0 for the model itself. */
let mutant: u32 = 0;
let edgeSum: u64 = 0;

export function become(number: u32): void {
  mutant = number;
}

export function fingerprint(): u64 {
  return edgeSum;
}

/** Takes note of a leaf that is about to be taken. */
function compared(step: u64): void {
  if (mode != TAKE) return;
  let edge = (hashOf(current) * 0x9e3779b97f4a7c15) ^ rotl<u64>(hashOf(SUCCESSOR), 31) ^ (step * 0xc2b2ae3d27d4eb4f);
  edge = (edge ^ (edge >> 32)) * 0xd6e8feb86659fd93;
  edgeSum += edge ^ (edge >> 32);
}
`;

/** Functions of a step and of its mutants, and the one that takes the right one of them. @param write writes the functions of one of them */
export function writeMutants(
  name: string,
  program: Program,
  mutants: readonly NumberedProgram[],
  write: (name: string, program: Program) => readonly string[],
): readonly string[] {
  return [
    ...write(`${name}_0`, program),
    ...mutants.flatMap((mutant) => write(`${name}_${mutant.number}`, mutant.program)),
    `function ${name}(a: usize): void {`,
    "  switch (mutant) {",
    ...mutants.map(({ number }) => `    case ${number}: ${name}_${number}(a); return;`),
    "  }",
    `  ${name}_0(a);`,
    "}",
  ];
}
