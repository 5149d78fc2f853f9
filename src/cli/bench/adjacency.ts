import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { FROM_SOURCE, runningModule } from "../../language/packageFolder.js";
import type { Reading } from "../../report/benchReport.js";
import type { AdjacencyCounts } from "./adjacencyWorker.js";
import type { Contender } from "./contender.js";
import { settings } from "./faultline.js";
import { firstLine, Missing } from "./missing.js";
import type { Ended } from "./runChild.js";

const WORKER = fileURLToPath(runningModule("src/cli/bench/adjacencyWorker"));
const LOADER = FROM_SOURCE ? ["--import", fileURLToPath(import.meta.resolve("tsx"))] : [];

/** What TypeScript offered before: @xstate/graph's adjacency map, over the steps of the specification as the reference engine runs them. */
export const adjacency: Contender = {
  name: "@xstate/graph, over our steps",
  peer: "@xstate/graph",
  async prepare({ check, set }) {
    for (const needed of ["@xstate/graph", "xstate"]) if (!isInstalled(needed)) throw new Missing(`${needed} is not installed`);
    return { command: process.execPath, args: [...LOADER, WORKER, check, ...settings(set)], read };
  },
};

function isInstalled(name: string): boolean {
  try {
    createRequire(import.meta.url).resolve(name);
    return true;
  } catch {
    return false;
  }
}

function read({ status, out, err }: Ended): Reading {
  if (status !== 0) throw new Missing(/^\w*Error.*$/m.exec(err)?.[0] ?? firstLine(err));
  const { states, transitions, seconds } = JSON.parse(out) as AdjacencyCounts;
  return { states, transitions, depth: null, searchSeconds: seconds, accountedBytes: null };
}
