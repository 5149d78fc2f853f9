import { setTimeout as delay } from "node:timers/promises";
import type { Job, Queue } from "bullmq";
import type { Attempt, SweepWorld } from "../runSweep.js";
import type { SweepBudget } from "../sweepBudget.js";
import type { SweepJob } from "../sweepJob.js";
import { isDecided, type SweepResult } from "../sweepResult.js";
import type { Packed } from "./parcel.js";
import { type Program, programName, queueName } from "./program.js";
import { parcelKey, type QueuedSearch, searchId } from "./queuedSearch.js";
import { PREFIX, type QueueServer } from "./queueServer.js";

/** What is asked through a queue. */
export interface Asking {
  readonly program: Program;
  readonly sweep: string;
  /** The file that a job's question stands in. */
  readonly packed: (job: SweepJob) => Packed;
  readonly budget: SweepBudget;
  /** Whether an answer that is there already will do. */
  readonly reuse: boolean;
  /** How often a search is tried whose process dies. */
  readonly attempts: number;
  /** The result of a search that nobody could decide. */
  readonly giveUp: SweepWorld["giveUp"];
  readonly tell: (text: string) => void;
}

interface Outstanding {
  readonly search: QueuedSearch;
  readonly settle: (attempt: Attempt) => void;
  /** Until it is asked, what the server has may be an answer that is not wanted. */
  stage: "wanted" | "asking" | "asked";
}

/** How often what is outstanding is looked after, in milliseconds. */
const LOOK = 250;
/** How often a coordinator looks whether there is a worker at all, in milliseconds. */
const PATIENCE = 5000;
/** How long answers wait for somebody to fetch them, in seconds. */
const WEEK = 7 * 24 * 3600;

/**
 * Puts searches into a queue, and looks after them itself until each has an answer: what the server lost is put there again, and what another
 * coordinator has asked is not asked twice.
 */
export class Coordinator {
  private readonly queue: Queue<QueuedSearch, SweepResult>;
  private readonly outstanding = new Map<string, Outstanding>();
  private readonly leaving: Promise<unknown>[] = [];
  private readonly watching: Promise<void>;
  private isStopped = false;
  private lastTrouble = "";
  /** When no worker was there, last time that was looked at, and it was said. */
  private isAlone = false;

  constructor(
    private readonly server: QueueServer,
    private readonly asking: Asking,
  ) {
    this.queue = new server.bullmq.Queue(queueName(asking.program), { connection: server.redis, prefix: PREFIX });
    this.queue.on("error", () => {});
    this.watching = this.watch();
  }

  /** Has a job decided, by whoever takes it. */
  async decide(job: SweepJob, key: string | undefined): Promise<Attempt> {
    if (this.isStopped) return INTERRUPTED;
    const { program, sweep, packed, budget } = this.asking;
    const search: QueuedSearch = { program, sweep, file: packed(job).file, job, key: key ?? null, budget };
    return new Promise((settle) => {
      const each: Outstanding = { search, settle, stage: "wanted" };
      this.outstanding.set(searchId(search), each);
      void this.guarded(() => this.ask(each));
    });
  }

  /** Asks no more. What waits in the queue is taken back; what is being searched comes to its end, and whoever asks next finds it there. */
  stop(): void {
    if (this.isStopped) return;
    this.isStopped = true;
    for (const [id, { settle }] of this.outstanding) {
      settle(INTERRUPTED);
      this.leaving.push(this.queue.remove(id).catch(() => {}));
    }
    this.outstanding.clear();
  }

  /** Lets go of the server, once the queue is as it should be, or the server does not answer. */
  async close(): Promise<void> {
    this.stop();
    await Promise.race([Promise.all([...this.leaving, this.watching]), delay(2000, undefined, { ref: false })]);
    this.server.redis.disconnect();
  }

  /** What was asked before is there already; if it came to nothing, or is wanted anew, it is tried again. */
  private async ask(each: Outstanding): Promise<void> {
    each.stage = "asking";
    try {
      const before = await this.queue.getJob(searchId(each.search));
      if (before?.finishedOn !== undefined && !(this.asking.reuse && (await isAnswered(before)))) await before.remove();
      await this.put(each.search);
      each.stage = "asked";
    } catch (error) {
      each.stage = "wanted";
      throw error;
    }
  }

  /** Adding a search that is there already changes nothing. */
  private async put(search: QueuedSearch): Promise<void> {
    await this.putParcel(search);
    await this.queue.add("search", search, {
      jobId: searchId(search),
      attempts: this.asking.attempts,
      removeOnComplete: { age: WEEK },
      removeOnFail: { age: WEEK },
    });
  }

  private async putParcel({ job }: QueuedSearch): Promise<void> {
    const { file, text } = this.asking.packed(job);
    if (file.parcel === null || text === null) return;
    const key = parcelKey(PREFIX, file.parcel);
    if ((await this.server.redis.expire(key, WEEK)) === 0) await this.server.redis.set(key, text, "EX", WEEK);
  }

  private async watch(): Promise<void> {
    let nextCount = performance.now() + PATIENCE;
    while (!this.isStopped) {
      await Promise.all([...this.outstanding].map(([id, each]) => this.guarded(() => this.look(id, each))));
      if (performance.now() > nextCount && this.outstanding.size > 0) {
        nextCount = performance.now() + PATIENCE;
        await this.guarded(() => this.tellIfAlone());
      }
      await delay(LOOK);
    }
  }

  private async look(id: string, each: Outstanding): Promise<void> {
    const { search, settle, stage } = each;
    if (stage === "asking") return;
    if (stage === "wanted") return this.ask(each);
    const job = await this.queue.getJob(id);
    if (!this.outstanding.has(id)) return;
    if (job === undefined) return this.put(search);
    if (job.finishedOn === undefined) return;
    const { job: asked, key } = search;
    const isDone = await job.isCompleted();
    if (!isDone && !(await job.isFailed())) return;
    this.outstanding.delete(id);
    settle({ kind: "result", result: isDone ? job.returnvalue : this.asking.giveUp(asked, key ?? undefined, failureOf(job)) });
  }

  /** Says that nobody takes these jobs (who looks into another database of the server does not), and again when everybody has gone once more: workers go home, and those of another faultline never begin. */
  private async tellIfAlone(): Promise<void> {
    const { db = 0 } = this.server.redis.options;
    const isAlone = (await this.queue.getWorkers()).every((worker) => worker.db !== undefined && Number(worker.db) !== db);
    if (isAlone && !this.isAlone)
      this.asking.tell(`no worker of ${programName(this.asking.program)} takes jobs from ${this.server.name}: start one with faultline worker`);
    this.isAlone = isAlone;
  }

  /** A server that is away, or full, is tried again at the next look; what it complains of is said once. */
  private async guarded(act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      const trouble = error instanceof Error ? error.message : String(error);
      if (!this.isStopped && trouble !== this.lastTrouble) this.asking.tell(`the queue at ${this.server.name} complains: ${trouble}`);
      this.lastTrouble = trouble;
    }
  }
}

const INTERRUPTED: Attempt = { kind: "lost", reason: "interrupted" };

async function isAnswered(job: Job<QueuedSearch, SweepResult>): Promise<boolean> {
  return (await job.isCompleted()) && isDecided(job.returnvalue);
}

/** A search that kills its process fails as often as it may; one that takes its whole worker along is only seen to have stalled. */
function failureOf({ failedReason, attemptsMade, stalledCounter }: Job): string {
  if (/stalled/.test(failedReason)) return `its worker vanished, ${stalledCounter} times`;
  return `${failedReason}, ${attemptsMade} times`;
}
