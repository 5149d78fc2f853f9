import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Reading } from "../../report/benchReport.js";
import { compileC, type ModelSource, mustSucceed } from "./buildPeer.js";
import type { Contender } from "./contender.js";
import { firstLine, Missing } from "./missing.js";
import { type Ended, runChild } from "./runChild.js";

/** Rumur, breadth first, in one thread. It tells whole seconds, so there is no figure for its search alone. */
export function rumur(from: string, source: ModelSource): Contender {
  return {
    name: `Rumur, ${from}`,
    peer: "Rumur",
    async prepare(benchmark, folder) {
      const model = await source(benchmark);
      const file = "file" in model ? model.file : join(folder, "model.m");
      if ("text" in model) writeFileSync(file, model.text);
      await mustSucceed("rumur", runChild("rumur", ["--threads", "1", "--deadlock-detection", "off", "--output", "verifier.c", file], { cwd: folder }));
      await compileC(folder, ["-o", "verifier", "verifier.c", "-lpthread", "-latomic"]);
      return { command: join(folder, "verifier"), args: [], read: readVerifier };
    },
  };
}

function readVerifier({ out, err }: Ended): Reading {
  const [, states, transitions] = /(\d+) states, (\d+) rules fired/.exec(out) ?? [];
  if (states === undefined || transitions === undefined) throw new Missing(`the verifier printed no counts: ${firstLine(err)}`);
  return { states: Number(states), transitions: Number(transitions), depth: null, searchSeconds: null, accountedBytes: null };
}
