import { setTimeout as delay } from "node:timers/promises";
import { LONGEST_TIMER } from "../../engine/afterSeconds.js";
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

/**
 * Takes searches of this program from a queue, until it is told to stop.
 * @returns whether it took its leave of the server. If that is away, what waits for it may keep this process alive.
 */
export async function serveQueue(server: QueueServer, serving: Serving): Promise<boolean> {
  const { bullmq, redis } = server;
  const unpacked = new Unpacked((parcel) => redis.get(parcelKey(PREFIX, parcel)));
  const idleness = new Idleness();
  const lock = Math.min(1000 * serving.silence, LONGEST_TIMER);
  const worker = new bullmq.Worker<QueuedSearch, SweepResult>(queueName(serving.program), ({ data }) => idleness.endedBy(search(data)), {
    connection: redis,
    prefix: PREFIX,
    concurrency: serving.concurrency,
    lockDuration: lock,
    stalledInterval: lock,
    maxStalledCount: LEFT,
  });
  // A connection that is lost comes back; whose lock ran out meanwhile has worked for nothing, and no harm is done.
  worker.on("error", () => {});

  async function search(data: QueuedSearch): Promise<SweepResult> {
    refuseOther(serving.program, data.program, server.name);
    const tried = await serving.decide(data, await unpacked.pathOf(data.file));
    if (tried.kind === "result") {
      serving.onResult(data, tried.result);
      return tried.result;
    }
    serving.onLost(data, tried.reason);
    throw new Error(tried.reason);
  }

  await Promise.race([told(serving.signal), ...(serving.maxIdle === undefined ? [] : [idleness.lasting(serving.maxIdle)])]);
  // BullMQ waits without end for a server that is away just now (its issue 4656). Who was silent for so long has lost its searches to others anyway.
  const hasLeft = await Promise.race([worker.close().then(() => true), idleness.lasting(serving.silence).then(() => false)]);
  idleness.forget();
  redis.disconnect();
  unpacked.close();
  return hasLeft;
}

async function told(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
}

/** Since when nothing is searched. */
class Idleness {
  private busy = 0;
  private since = performance.now();
  private readonly forgotten = new AbortController();

  /** A search, which ends idleness while it runs. */
  async endedBy<T>(search: Promise<T>): Promise<T> {
    this.busy++;
    try {
      return await search;
    } finally {
      this.busy--;
      this.since = performance.now();
    }
  }

  /** Resolves once nothing was searched for so many seconds, from now on. */
  async lasting(seconds: number): Promise<void> {
    const { signal } = this.forgotten;
    const begin = performance.now();
    const left = (): number => 1000 * seconds - (this.busy > 0 ? 0 : performance.now() - Math.max(begin, this.since));
    while (!signal.aborted && left() > 0) await delay(Math.min(left(), LONGEST_TIMER), undefined, { signal }).catch(() => {});
  }

  /** Nobody waits any more. */
  forget(): void {
    this.forgotten.abort();
  }
}
