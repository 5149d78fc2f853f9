import { fileURLToPath } from "node:url";
import type { ParameterValues } from "../../language/index.js";
import { FROM_SOURCE, runningModule } from "../../language/packageFolder.js";
import type { Reading } from "../../report/benchReport.js";
import type { Report } from "../../report/report.js";
import type { Contender } from "./contender.js";
import { firstLine, Missing } from "./missing.js";
import { type ChildOptions, type Ended, runChild } from "./runChild.js";

const BIN = fileURLToPath(runningModule("src/cli/bin"));
const ARGS = [...(FROM_SOURCE ? ["--import", fileURLToPath(import.meta.resolve("tsx"))] : []), BIN];

/** Runs this faultline's own command line. @param onOneProcessor with all its threads and processes, for which `taskset` of util-linux has to be there */
export function faultline(args: readonly string[], options: ChildOptions = {}, onOneProcessor = false): Promise<Ended> {
  const [command, ...rest] = [...(onOneProcessor ? ["taskset", "--cpu-list", "0"] : []), process.execPath, ...ARGS, ...args];
  return runChild(command as string, rest, options);
}

/** Bounds, as the command line has them. */
export function settings(set: ParameterValues): string[] {
  return Object.entries(set).flatMap(([name, value]) => ["--set", `${name}=${value}`]);
}

/** One of our engines, as a user runs it. */
export function ourEngine(engine: "compiled" | "reference", workers: number): Contender {
  return {
    name: `faultline, ${engine}, ${workers} worker${workers === 1 ? "" : "s"}`,
    peer: "faultline",
    async prepare({ check, set }) {
      const args = [...ARGS, "check", check, "--json", "--engine", engine, "--workers", String(workers), ...settings(set)];
      const prepared = { command: process.execPath, args, read: (ended: Ended) => readReport(ended, engine, workers) };
      // Compiled modules are kept: what is measured is a search, not the compiler's first look at the model.
      if (engine === "compiled") prepared.read(await runChild(prepared.command, args));
      return prepared;
    },
  };
}

function readReport({ out, err }: Ended, engine: string, workers: number): Reading {
  if (out === "") throw new Missing(firstLine(err));
  const { checks, errors } = JSON.parse(out) as Report;
  const [run] = checks[0]?.runs ?? [];
  if (run === undefined || errors.length > 0) throw new Missing(errors[0]?.message ?? firstLine(err));
  if (run.verdict === "incomplete") throw new Missing(`incomplete: ${run.reason}`);
  if (run.engine !== engine || run.workers !== workers) throw new Missing(`this version explores with the ${run.engine} engine and ${run.workers} worker(s)`);
  const { states, transitions, depth, seconds, bytesPerState } = run;
  return { states, transitions, depth, searchSeconds: seconds, accountedBytes: bytesPerState * states };
}
