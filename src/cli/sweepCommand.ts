import { Command } from "commander";
import { type ParameterValues, SpecError } from "../language/index.js";
import { sweepExit, tellSweep } from "../report/tellSweep.js";
import { writeResults } from "../sweep/resultFile.js";
import { inShard, type Shard, sharesOf } from "../sweep/sweepJob.js";
import { decideSweep, isQueued, QUEUED } from "./decideSweep.js";
import { type FoundSweep, findSweep } from "./findSweep.js";
import { startEarly } from "./hand.js";
import { countOption, durationOption, memoryOption, partOption, settingOption, usualWorkers } from "./options.js";
import { namesOption, overOption, type SweepFlags, sweepOfFlags } from "./sweepOfFlags.js";

interface CommandFlags {
  readonly over?: SweepFlags["over"];
  readonly kernel?: readonly string[];
  readonly patch?: readonly string[];
  readonly workers?: number;
  readonly queue?: string;
  readonly set?: ParameterValues;
  readonly maxTime?: number;
  readonly maxJobTime?: number;
  readonly maxStates?: number;
  readonly maxMemory?: number;
  readonly split?: number | true;
  readonly backend?: "spin-swarm";
  readonly swarm: number;
  readonly shard?: Shard;
  readonly attempts: number;
  readonly out?: string;
  readonly json?: boolean;
  readonly html?: string;
  readonly junit?: string;
  readonly cache: boolean;
}

/** `faultline sweep`: one question at a whole family of bounds. */
export function sweepCommand(exit: (status: number) => void): Command {
  return new Command("sweep")
    .description("Ask one question of several subjects at a whole family of bounds, smallest first. What was decided once is not searched again.")
    .argument("<sweep...>", "the id of a sweep, such as sweeps/short-copy-rule, or a file that exports one; or checks, for --over, --kernel and --patch")
    .option("--over <bound=values>", "ask the checks at these values of a bound, as in PAGE=2..8 or BLOCK=1,2,4 (repeatable)", overOption)
    .option("--kernel <names>", "ask the checks of these kernels, with commas between them", namesOption("--kernel"))
    .option("--patch <patches>", "ask with each of these patches, with commas between them; none for none, a+b for both", namesOption("--patch"))
    .option(
      "--workers <n>",
      `searches at once, each in a process of its own (${usualWorkers}; with --queue: in the queue at once, ${QUEUED})`,
      countOption("--workers"),
    )
    .option("--queue <url>", "have them decided by faultline worker, through this Redis or Valkey: redis://host:6379")
    .option("--max-time <time>", "begin no search after this time, and stop those that run: 10m, 90s", durationOption)
    .option("--max-job-time <time>", "give a search up, incomplete, after this time", durationOption)
    .option("--max-states <n>", "give a search up, incomplete, beyond this many states", countOption("--max-states"))
    .option("--max-memory <size>", "give a search up, incomplete, before its states take more: 512m, 8g", memoryOption)
    .option("--split [n]", "split what would be given up by its initial states, into halves; with a number, everything into so many shares first", splitOption)
    .option("--backend <backend>", "spin-swarm: have SPIN look for violations; what it does not find stays incomplete", backendOption)
    .option("--swarm <n>", "with --backend spin-swarm: searches of each job, with other seeds", countOption("--swarm"), 4)
    .option("--set <name=value>", "a bound, for every job (repeatable)", settingOption)
    .option("--attempts <n>", "how often a search is tried whose process dies", countOption("--attempts"), 3)
    .option("--shard <i/n>", "only this part of the jobs: 1/4, 2/4 …; faultline merge puts them together", partOption("--shard"))
    .option("--out <file>", "write each result there as it comes: newline-delimited JSON")
    .option("--html <file>", "also write a page, with plots")
    .option("--junit <file>", "also write the result as JUnit XML")
    .option("--no-cache", "search everything, and keep nothing")
    .option("--json", "print one JSON document")
    .addHelpText(
      "after",
      "\nExit status, the first that applies: 130 interrupted; 2 usage or specification error; 1 a verdict not as expected;\n3 something incomplete or not asked; 0 every verdict as expected.",
    )
    .action(async (names: string[], flags: CommandFlags) => exit(await sweep(names, flags)));
}

/** @throws SpecError FL302 for what is no backend */
function backendOption(text: string): "spin-swarm" {
  if (text === "spin-swarm") return text;
  throw new SpecError("FL302", `there is no backend '${text}'`, "write --backend spin-swarm, or leave it away for the engine of faultline");
}

function splitOption(text: string): number {
  return countOption("--split")(text);
}

async function sweep(names: readonly string[], flags: CommandFlags): Promise<number> {
  const began = performance.now();
  refuseSwarmConflicts(flags);
  if (flags.backend === undefined && !isQueued(flags.queue)) startEarly("process", flags.workers ?? usualWorkers);
  const found = await foundSweep(names, flags);
  const { shard, split, out, set = {}, maxStates, maxJobTime: maxSeconds, maxMemory, maxTime, workers, queue, attempts, cache } = flags;
  const all = typeof split === "number" ? found.jobs.flatMap((job) => sharesOf(job, split)) : found.jobs;
  const jobs = shard === undefined ? all : inShard(all, shard);
  if (out !== undefined) writeResults(out, []);
  const budget = { maxStates, maxSeconds, maxMemory, set };
  const decided = await decideSweep(found, jobs, {
    budget,
    maxTime,
    workers,
    queue,
    attempts,
    cache,
    split: split !== undefined,
    swarm: flags.backend && flags.swarm,
    out,
  });
  const seconds = (performance.now() - began) / 1000;
  const document = await tellSweep({ sweep: found.sweep, jobs, results: decided.results, known: decided.known, seconds }, flags);
  return decided.interrupted ? 130 : sweepExit(document);
}

/** What only an engine of ours can do. */
function refuseSwarmConflicts({ backend, split, queue, maxStates }: CommandFlags): void {
  const given = { "--split": split, "--queue": queue, "--max-states": maxStates };
  const [conflict] = Object.entries(given).filter(([, value]) => value !== undefined);
  if (backend !== undefined && conflict !== undefined)
    throw new SpecError(
      "FL302",
      `--backend ${backend} does not go with ${conflict[0]}`,
      `leave ${conflict[0]} away; --max-job-time and --max-memory bound a swarm`,
    );
}

/** Checks make up a sweep, too: where it is said at what size, of which kernel or with which patch they are asked, or else how they are split. */
async function foundSweep(names: readonly string[], { over, kernel, patch, split, backend }: CommandFlags): Promise<FoundSweep> {
  const flags = { checks: names, over: over ?? {}, kernels: kernel ?? [], patches: patch ?? [] };
  const [name = "", ...more] = names;
  if (over !== undefined || kernel !== undefined || patch !== undefined) return sweepOfFlags(flags);
  const mayBeChecks = split !== undefined || backend !== undefined;
  if (more.length > 0 && !mayBeChecks)
    throw new SpecError(
      "FL302",
      `these are several: ${names.join(", ")}`,
      "name one sweep; or say how to ask several checks: --over PAGE=2..8, --kernel 5.17, --split",
    );
  try {
    if (more.length === 0) return await findSweep(name);
  } catch (error) {
    const isNone = error instanceof SpecError && (error.code === "FL301" || error.code === "FL306");
    if (!isNone || !mayBeChecks) throw error;
  }
  return sweepOfFlags(flags);
}
