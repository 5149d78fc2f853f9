import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ModelProgram } from "../../src/compiler/ir.js";
import { murphiOf } from "../../src/compiler/targets/murphi/murphi.js";
import { figure, inFolder, missingTools, OPTIMISATION, output, type Peer, verdictOutput } from "./peer.js";

/** Rumur, breadth first. It counts as we do. */
export const rumur: Peer = {
  name: "Rumur",
  missing: missingTools("Rumur", "rumur", "cc"),
  count(model) {
    const printed = runRumur(model);
    // Lines of progress begin differently.
    return { states: figure(printed, /([\d,]+) states, [\d,]+ rules fired/), transitions: figure(printed, /[\d,]+ states, ([\d,]+) rules fired/) };
  },
};

/** What Rumur's checker prints about a model, with its properties or without. */
export function runRumur(model: ModelProgram, properties = false): string {
  return inFolder((folder) => {
    writeFileSync(join(folder, "model.m"), murphiOf(model, properties));
    output(folder, "rumur", "--deadlock-detection", "off", "--threads", "1", "--color", "off", "--output", "model.c", "model.m");
    output(folder, "cc", OPTIMISATION, "-w", "-march=native", "-o", "model", "model.c", "-lpthread", "-latomic");
    return verdictOutput(folder, "./model");
  });
}
