import { SpecError } from "../language/index.js";
import { Coordinator } from "../sweep/queue/coordinator.js";
import { type Packed, pack } from "../sweep/queue/parcel.js";
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
  found: FoundSweep,
  asked: { readonly budget: SweepBudget; readonly attempts: number; readonly reuse: boolean },
): Promise<Coordinator> {
  const address = queueAddress(url);
  refusePatchFiles(found);
  const packed = new Map<string, Packed>();
  for (const file of new Set(found.jobs.map(found.fileOf))) packed.set(file, await pack(file));
  const server = await openServer(address, tell);
  const { id } = found.sweep;
  return new Coordinator(server, {
    ...asked,
    program: runningProgram(version),
    sweep: id,
    packed: (job) => packed.get(found.fileOf(job)) as Packed,
    giveUp: (job, key, reason) => undecided(id, job, key, reason),
    tell,
  });
}

/** What travels is the file of the question; a patch that it does not import stays behind. */
function refusePatchFiles({ jobs }: FoundSweep): void {
  const file = jobs.flatMap(({ variation }) => variation?.patches ?? []).find((patch) => /\.[cm]?[jt]s$/.test(patch));
  if (file !== undefined)
    throw new SpecError("FL316", `no worker can have the patch ${file}`, "import it in a sweep file, and apply it to the kernel there: that travels");
}

function tell(text: string): void {
  process.stderr.write(`${process.stderr.isTTY ? "\r\u001b[K" : ""}${text}\n`);
}
