import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Reading } from "../../report/benchReport.js";
import type { Benchmark } from "./benchmarks.js";
import { compileC, type ModelSource, mustSucceed } from "./buildPeer.js";
import type { Contender } from "./contender.js";
import { Missing } from "./missing.js";
import { type Ended, runChild } from "./runChild.js";

const MEGABYTE = 2 ** 20;

/** SPIN 6.5, depth first, without reduction, because reduction is a property of the search and not of the model. */
export function spin(from: string, source: ModelSource): Contender {
  return {
    name: `SPIN, ${from}`,
    peer: "SPIN",
    async prepare(benchmark, folder) {
      const model = await source(benchmark);
      const file = "file" in model ? model.file : join(folder, "model.pml");
      if ("text" in model) writeFileSync(file, model.text);
      await mustSucceed("spin", runChild("spin", ["-a", file], { cwd: folder }));
      await compileC(folder, ["-DSAFETY", "-DNOREDUCE", "-DMEMLIM=20000", "-o", "pan", "pan.c"]);
      const args = ["-m1000000", `-w${benchmark.spinTable}`, "-n", "-E"];
      return { command: join(folder, "pan"), args, read: (ended) => readPan(ended, benchmark) };
    },
  };
}

/** SPIN also counts the state before `init`, the start of `init`, and a transition to each initial state. */
function readPan({ out }: Ended, { initialStates }: Pick<Benchmark, "initialStates">): Reading {
  const trouble = /max search depth too small|out of memory|reached -DMEMLIM/.exec(out);
  if (trouble !== null) throw new Missing(`pan: ${trouble[0]}`);
  return {
    states: figure(out, /([\d.e+]+) states, stored/) - 1,
    transitions: figure(out, /([\d.e+]+) transitions/) - initialStates - 1,
    depth: null,
    searchSeconds: figure(out, /elapsed time ([\d.]+) seconds/),
    accountedBytes: figure(out, /([\d.]+)\ttotal actual memory usage/) * MEGABYTE,
  };
}

function figure(out: string, pattern: RegExp): number {
  const [, text] = pattern.exec(out) ?? [];
  if (text === undefined) throw new Missing(`pan printed no ${pattern.source}`);
  return Number(text);
}
