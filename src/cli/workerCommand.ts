import { Command } from "commander";
import { refuseIfUseless } from "../sweep/queue/otherPrograms.js";
import { programName, runningProgram } from "../sweep/queue/program.js";
import { queueAddress } from "../sweep/queue/queueAddress.js";
import type { QueuedSearch } from "../sweep/queue/queuedSearch.js";
import { openServer } from "../sweep/queue/queueServer.js";
import { serveQueue } from "../sweep/queue/serveQueue.js";
import type { Attempt } from "../sweep/runSweep.js";
import { jobName } from "../sweep/sweepJob.js";
import { countOption, durationOption, memoryOption, usualWorkers } from "./options.js";
import { ProcessDecider } from "./processDecider.js";
import { version } from "./version.js";

interface WorkerFlags {
  readonly queue?: string;
  readonly workers: number;
  readonly maxMemory?: number;
  readonly maxIdle?: number;
  readonly silence: number;
}

/** `faultline worker`: decides what a sweep asks through a queue. */
export function workerCommand(exit: (status: number) => void): Command {
  return new Command("worker")
    .description("Take the searches of faultline sweep --queue, on any number of machines. It needs no checkout of what is asked.")
    .option("--queue <url>", "the Redis or Valkey: redis://host:6379, or FAULTLINE_QUEUE")
    .option("--workers <n>", "searches at once, each in a process of its own", countOption("--workers"), usualWorkers)
    .option("--max-memory <size>", "what the states of all searches here may take together: 512m, 8g", memoryOption)
    .option("--max-idle <time>", "go home after this time without a search: 10m, 90s", durationOption)
    .option("--silence <time>", "how long this worker may be silent before its searches go to another one", durationOption, 15)
    .addHelpText(
      "after",
      "\nThe password is taken from FAULTLINE_QUEUE_PASSWORD. SIGTERM and Ctrl-C: what is being searched is finished, nothing else is begun; a second one ends it at once," +
        "\nand another worker takes what was left.\n\nExit status: 130 ended at once; 2 usage, no server, or nothing but searches of another faultline; 0 otherwise.",
    )
    .action(async (flags: WorkerFlags) => exit(await work(flags)));
}

async function work({ queue, workers, maxMemory, maxIdle, silence }: WorkerFlags): Promise<number> {
  const server = await openServer(queueAddress(queue), say);
  const program = runningProgram(version);
  const stop = untilTold();
  const share = maxMemory === undefined ? undefined : Math.floor(maxMemory / workers);
  try {
    await refuseIfUseless(server, program);
    say(`${programName(program)} takes searches from ${server.name}, ${workers} at once`);
    const hasLeft = await serveQueue(server, {
      program,
      concurrency: workers,
      silence,
      maxIdle,
      decide: (search, file) => decide(search, file, share),
      onResult: ({ job }, { verdict, share, seconds }) => say(`${share?.verdict ?? verdict}  ${jobName(job)}  ${seconds.toFixed(1)} s`),
      onLost: ({ job }, reason) => say(`lost  ${jobName(job)}: ${reason}`),
      signal: stop.signal,
    });
    if (!hasLeft) leave(server.name);
  } finally {
    stop.forget();
    server.redis.disconnect();
  }
  return 0;
}

/** Decides a search as a sweep on this machine does, within what this machine has. */
function decide({ sweep, job, key, budget }: QueuedSearch, file: string, share: number | undefined): Promise<Attempt> {
  const limits = [budget.maxMemory, share].filter((limit) => limit !== undefined);
  const maxMemory = limits.length === 0 ? undefined : Math.min(...limits);
  return new ProcessDecider({ sweep: { id: sweep }, fileOf: () => file }, { ...budget, maxMemory }).decide(job, key ?? undefined);
}

/** Told once, it drains; told twice, it ends, and searches end with it. */
function untilTold(): { readonly signal: AbortSignal; forget(): void } {
  const stop = new AbortController();
  const told = (): void => {
    if (stop.signal.aborted) process.exit(130);
    stop.abort();
    say("no more searches are begun; those that run are finished");
  };
  process.on("SIGTERM", told).on("SIGINT", told);
  return { signal: stop.signal, forget: () => process.off("SIGTERM", told).off("SIGINT", told) };
}

/** The library has no other end of waiting for a server than that of the process. */
function leave(server: string): never {
  say(`the queue at ${server} does not answer: what it was not told, another worker will find`);
  process.exit(0);
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}
