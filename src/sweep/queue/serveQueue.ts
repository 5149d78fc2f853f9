import type { Attempt } from "../runSweep.js";
import type { SweepResult } from "../sweepResult.js";
import { refuseOther } from "./otherPrograms.js";
import { type Program, queueName } from "./program.js";
import { parcelKey, type QueuedSearch } from "./queuedSearch.js";
import { PREFIX, type QueueServer } from "./queueServer.js";
import { Unpacked } from "./unpacked.js";

/** How a worker serves a queue. */
export interface Serving {
  readonly program: Program;
  /** Searches at once. */
  readonly concurrency: number;
  /** How long a worker may be silent before its searches go to another one, in seconds. */
  readonly silence: number;
  /** After how many seconds without a search it goes home; never, if undefined. */
  readonly maxIdle: number | undefined;
  /** Decides a search; its sweep's file lies here now. */
  readonly decide: (search: QueuedSearch, file: string) => Promise<Attempt>;
  readonly onResult: (search: QueuedSearch, result: SweepResult) => void;
  readonly onLost: (search: QueuedSearch, reason: string) => void;
  /** Ends the work: what is being searched is finished, nothing else is begun. */
  readonly signal: AbortSignal;
}

/** How often a search may be left by its worker before it is given up. A server that was away, too, leaves searches behind that are none's. */
const LEFT = 5;

/** Takes searches of this program from a queue, until it is told to stop. */
export async function serveQueue(server: QueueServer, serving: Serving): Promise<void> {
  const { bullmq, redis } = server;
  const unpacked = new Unpacked((parcel) => redis.get(parcelKey(PREFIX, parcel)));
  const lock = 1000 * serving.silence;
  const worker = new bullmq.Worker<QueuedSearch, SweepResult>(queueName(serving.program), ({ data }) => search(data), {
    connection: redis,
    prefix: PREFIX,
    concurrency: serving.concurrency,
    lockDuration: lock,
    stalledInterval: lock,
    maxStalledCount: LEFT,
  });
  // A connection that is lost comes back; whose lock ran out meanwhile has worked for nothing, and no harm is done.
  worker.on("error", () => {});
  const idle = idleness(serving.maxIdle);

  async function search(data: QueuedSearch): Promise<SweepResult> {
    idle.pause();
    try {
      refuseOther(serving.program, data.program, server.name);
      const tried = await serving.decide(data, await unpacked.pathOf(data.file));
      if (tried.kind === "result") {
        serving.onResult(data, tried.result);
        return tried.result;
      }
      serving.onLost(data, tried.reason);
      throw new Error(tried.reason);
    } finally {
      idle.begin();
    }
  }

  await Promise.race([told(serving.signal), idle.over]);
  idle.pause();
  await worker.close();
  redis.disconnect();
  unpacked.close();
}

async function told(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
}

/** Tells when nothing has been done for so many seconds. */
function idleness(seconds: number | undefined): { readonly over: Promise<void>; begin(): void; pause(): void } {
  let finish = (): void => {};
  let busy = 0;
  const over = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const start = (): NodeJS.Timeout | undefined => (seconds === undefined ? undefined : setTimeout(finish, 1000 * seconds));
  let timer = start();
  return {
    over,
    pause() {
      busy++;
      clearTimeout(timer);
    },
    begin() {
      if (--busy === 0) timer = start();
    },
  };
}
