import { Coordinator } from "../sweep/queue/coordinator.js";
import { pack } from "../sweep/queue/parcel.js";
import { runningProgram } from "../sweep/queue/program.js";
import { queueAddress } from "../sweep/queue/queueAddress.js";
import { openServer } from "../sweep/queue/queueServer.js";
import type { SweepBudget } from "../sweep/sweepBudget.js";
import type { FoundSweep } from "./findSweep.js";
import { undecided } from "./sweepJobs.js";
import { version } from "./version.js";

/**
 * Has the jobs of a sweep decided through a queue.
 * @param url what `--queue` says; absent for the address in FAULTLINE_QUEUE
 * @throws SpecError FL302, FL315, FL316, FL401
 */
export async function askQueue(
  url: string | undefined,
  { sweep, file }: FoundSweep,
  asked: { readonly budget: SweepBudget; readonly attempts: number; readonly reuse: boolean },
): Promise<Coordinator> {
  const address = queueAddress(url);
  const packed = await pack(file);
  const server = await openServer(address, tell);
  return new Coordinator(server, {
    ...asked,
    program: runningProgram(version),
    sweep: sweep.id,
    packed,
    giveUp: (job, key, reason) => undecided(sweep.id, job.subject, job.size, key, reason),
    tell,
  });
}

function tell(text: string): void {
  process.stderr.write(`${process.stderr.isTTY ? "\r\u001b[K" : ""}${text}\n`);
}
