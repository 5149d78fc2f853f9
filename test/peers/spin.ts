import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ModelProgram } from "../../src/compiler/ir.js";
import { promelaOf } from "../../src/compiler/targets/promela/promela.js";
import { figure, inFolder, missingTools, OPTIMISATION, output, type Peer, verdictOutput } from "./peer.js";

/**
 * SPIN, depth first. It stores one state more than we: the one before init. Its transitions are the sum of stored and matched states: one for
 * each of ours, one for each leaf of init, and one for the state before init.
 */
export const spin: Peer = {
  name: "SPIN",
  missing: missingTools("SPIN", "spin", "cc"),
  count(model, initialLeaves) {
    const printed = runSpin(model);
    if (/error: max search depth too small|errors: [1-9]/.test(printed)) throw new Error(`SPIN did not finish:\n${printed}`);
    return { states: figure(printed, /(\d+) states, stored/) - 1, transitions: figure(printed, /(\d+) transitions/) - 1 - initialLeaves };
  },
};

/** What SPIN's checker prints about a model; with `properties`, it asserts them. */
export function runSpin(model: ModelProgram, properties = false): string {
  return inFolder((folder) => {
    writeFileSync(join(folder, "model.pml"), promelaOf(model));
    output(folder, "spin", ...(properties ? ["-DPROPERTIES"] : []), "-a", "model.pml");
    output(folder, "cc", OPTIMISATION, "-w", "-DSAFETY", "-DNOREDUCE", "-DMEMLIM=4000", "-o", "pan", "pan.c");
    return verdictOutput(folder, "./pan", "-m1000000", "-n", "-E");
  });
}
