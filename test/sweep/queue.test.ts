import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { version } from "../../src/cli/version.js";
import { Coordinator } from "../../src/sweep/queue/coordinator.js";
import { queueAddress } from "../../src/sweep/queue/queueAddress.js";
import { openServer } from "../../src/sweep/queue/queueServer.js";
import { readResults } from "../../src/sweep/resultFile.js";
import { comparable } from "../../src/sweep/sweepResult.js";
import { captureCli } from "../cli/captureCli.js";
import { type Ended, fixture } from "../cli/runCli.js";
import { hasRedis, RedisServer } from "./redisServer.js";
import { RunningProgram } from "./runningProgram.js";

const PASSWORD = "correct-horse-battery";
/** `.ci/run` has the time for it, too. */
const IS_LONG = process.env.FAULTLINE_LONG === "1" || process.env.CI === "true";
const SWEEP = `./test/sweep/fixtures/queued.sweep.ts#${IS_LONG ? "many" : "few"}`;
const JOBS = IS_LONG ? 300 : 24;
const TIMEOUT = IS_LONG ? 600_000 : 240_000;

const SOON = { timeout: 60_000 };

const folder = mkdtempSync(join(tmpdir(), "faultline-queue-"));
const env = { FAULTLINE_QUEUE_PASSWORD: PASSWORD, XDG_CACHE_HOME: join(folder, "cache") };
const programs: RunningProgram[] = [];
let redis: RedisServer;

function run(args: readonly string[]): RunningProgram {
  const program = new RunningProgram(args, env);
  programs.push(program);
  return program;
}

function worker(): RunningProgram {
  return run(["worker", "--queue", redis.url, "--workers", "1", "--silence", IS_LONG ? "2s" : "1s", "--max-idle", "2m"]);
}

/** A worker in this process: one that is refused. */
async function workHere(password: string, url = redis.url): Promise<Ended> {
  process.env.FAULTLINE_QUEUE_PASSWORD = password;
  return captureCli(["worker", "--queue", url]);
}

function forgetResults(): void {
  rmSync(join(env.XDG_CACHE_HOME, "faultline", "results"), { recursive: true, force: true });
}

function byJob(file: string): string[] {
  return readResults(file)
    .map((result) => JSON.stringify(comparable(result)))
    .sort();
}

async function hasResults(file: string): Promise<void> {
  while (!existsSync(file) || readFileSync(file, "utf8").trim() === "") await setTimeout(50);
}

/** A generator of numbers from 0 up to 1, the same each time: mulberry32. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** How a worker says that it has decided something. */
const ANSWER = /^(?:holds|violated) /m;

/** What happens once so many answers have been given by all workers together. */
interface Mishap {
  readonly after: number;
  readonly happen: () => Promise<void> | void;
}

/** Watches workers, and lets each mishap happen at its time. */
class Mishaps {
  /** Of each worker that was ever at work. */
  readonly workers: RunningProgram[] = [];
  /** Rejects where a worker goes whom nobody sent: it is of another faultline than the coordinator, say, because a file was edited between their starts. */
  readonly desertion: Promise<never>;
  private happening = Promise.resolve();
  private complain: (error: Error) => void = () => {};

  constructor(private readonly waiting: Mishap[]) {
    waiting.sort((one, other) => one.after - other.after);
    this.desertion = new Promise((_, reject) => {
      this.complain = reject;
    });
    this.desertion.catch(() => {});
  }

  hire(): RunningProgram {
    const hired = worker();
    this.workers.push(hired);
    hired.onSaid(() => this.look());
    void hired.ended.then((status) => {
      if (!hired.isTold) this.complain(new Error(`a worker went by itself, with status ${status}, and said: ${hired.said}`));
    });
    return hired;
  }

  /** One of those that have given answers, and go on. */
  busy(chance: () => number): RunningProgram {
    const candidates = this.workers.filter(({ said, isTold }) => !isTold && ANSWER.test(said));
    return candidates[Math.floor(chance() * candidates.length)] as RunningProgram;
  }

  /** Every mishap has happened. */
  async over(): Promise<void> {
    await this.happening;
    expect(this.waiting).toEqual([]);
  }

  private look(): void {
    const answers = this.workers.reduce((sum, { said }) => sum + said.split(ANSWER).length - 1, 0);
    while ((this.waiting[0]?.after ?? Number.POSITIVE_INFINITY) <= answers) {
      const mishap = this.waiting.shift() as Mishap;
      this.happening = this.happening.then(() => mishap.happen());
    }
  }
}

describe.skipIf(!hasRedis)("a sweep through a queue", () => {
  beforeAll(async () => {
    redis = await RedisServer.start(folder, PASSWORD);
  });

  beforeEach(({ onTestFailed }) => {
    onTestFailed(() => console.error(programs.map(({ said }, index) => `program ${index} said:\n${said}`).join("\n")));
  });

  afterAll(async () => {
    for (const program of programs) program.kill("SIGKILL");
    await redis.end();
    rmSync(folder, { recursive: true, force: true });
  });

  test(
    "comes to what it comes to here, whoever is killed meanwhile: workers, the coordinator, the server",
    async () => {
      const [here, first, second] = ["here", "first", "second"].map((name) => join(folder, `${name}.ndjson`)) as [string, string, string];
      const local = run(["sweep", SWEEP, "--no-cache", "--out", here]);
      await local.ended;
      expect(local.said).toContain(`${JOBS} of ${JOBS} jobs done`);

      const chance = random(8);
      const at = (from: number, to: number): number => Math.floor(JOBS * (from + (to - from) * chance()));
      const ask = (out: string): RunningProgram => run(["sweep", SWEEP, "--queue", redis.url, "--out", out]);
      let coordinator = ask(first);
      const drained: RunningProgram[] = [];
      const killAnyWorker = async (): Promise<void> => {
        const victim = mishaps.busy(chance);
        victim.kill("SIGKILL");
        await victim.ended;
        mishaps.hire();
      };
      const mishaps = new Mishaps([
        { after: at(0.05, 0.15), happen: killAnyWorker },
        { after: at(0.2, 0.3), happen: () => redis.restart() },
        {
          after: at(0.35, 0.5),
          happen: async () => {
            coordinator.kill("SIGKILL");
            await coordinator.ended;
            forgetResults();
            coordinator = ask(second);
            // One that finds no server when it starts gives up: that is another test.
            await Promise.race([hasResults(second), coordinator.ended]);
          },
        },
        {
          after: at(0.5, 0.6),
          happen: () => {
            const tired = mishaps.busy(chance);
            drained.push(tired);
            tired.kill("SIGTERM");
          },
        },
        { after: at(0.65, 0.75), happen: () => redis.restart() },
        { after: at(0.8, 0.9), happen: killAnyWorker },
      ]);
      for (let count = 0; count < 3; count++) mishaps.hire();

      await drained[0]?.ended;
      let last: RunningProgram | undefined;
      while (last !== coordinator) {
        last = coordinator;
        await Promise.race([last.ended, mishaps.desertion]);
        await mishaps.over().catch(() => {});
      }
      await mishaps.over();
      expect(coordinator.said).toContain(`${JOBS} of ${JOBS} jobs done`);
      expect(byJob(second)).toEqual(byJob(here));
      expect(await drained[0]?.ended).toBe(0);
      expect(drained[0]?.said).toContain("no more searches are begun");
      for (const each of mishaps.workers) each.kill("SIGKILL");
    },
    TIMEOUT,
  );

  test(
    "gives up a search that kills every process which takes it, and no other",
    async () => {
      const out = join(folder, "poisoned.ndjson");
      const sweep = `${fixture("tank.sweep.ts")}#poisoned`;
      const hired = worker();
      const coordinator = run(["sweep", sweep, "--no-cache", "--attempts", "2", "--queue", redis.url, "--out", out]);
      expect(await coordinator.ended).toBe(3);
      // A sweep without a queue says the same: see the tests of its command.
      expect(
        readResults(out)
          .map(({ bounds, verdict, reason }) => [bounds.size, verdict, reason])
          .sort(),
      ).toEqual([
        [1, "holds", null],
        [2, "incomplete", "its process was killed by SIGKILL, 2 times"],
        [3, "holds", null],
      ]);
      hired.kill("SIGTERM");
      expect(await hired.ended).toBe(0);
    },
    TIMEOUT,
  );

  test(
    "is not answered by another faultline, which says so and refuses (FL314)",
    async () => {
      const server = await openServer(queueAddress(redis.url, { ...env }), () => {});
      const program = { version: "9.9.9", hash: "0123456789abcdef" };
      const packed = { file: { parcel: null, path: "checks/sweeps/short-copy-rule.ts" }, text: null };
      const giveUp = (): never => expect.unreachable();
      const told: string[] = [];
      const tell = (text: string): void => void told.push(text);
      const asking = { program, sweep: "s", packed: () => packed, budget: { set: {} }, reuse: true, attempts: 1, giveUp, tell };
      const coordinator = new Coordinator(server, asking);
      const answer = coordinator.decide({ subject: "a", size: {} }, "key");
      await expect.poll(async () => (await server.redis.keys("faultline:9.9.9*:search-*")).length, { timeout: 20_000 }).toBe(1);
      const { status, err } = await workHere(PASSWORD);
      expect(status).toBe(2);
      expect(err).toContain("error FL314");
      expect(err).toContain("faultline 9.9.9 (0123456789abcdef)");
      expect(err).toContain(`faultline ${version} (`);
      // Whoever asks is told that this worker was none.
      await expect.poll(() => told, { timeout: 20_000 }).toEqual([expect.stringContaining("no worker of faultline 9.9.9 (0123456789abcdef) takes jobs")]);
      coordinator.stop();
      expect(await answer).toEqual({ kind: "lost", reason: "interrupted" });
      await coordinator.close();
    },
    TIMEOUT,
  );

  test(
    "lets go of whoever is told to, while the server is away: a worker, and who asks",
    async () => {
      // Nobody works for who asks: the worker looks into another database.
      const told = run(["worker", "--queue", `${redis.url}/1`, "--workers", "1", "--silence", "1s"]);
      const asking = run(["sweep", SWEEP, "--no-cache", "--queue", redis.url, "--out", join(folder, "away.ndjson")]);
      await expect.poll(() => told.said, SOON).toContain("takes searches from");
      await expect.poll(() => asking.said, SOON).toContain("no worker of");
      await redis.end();
      for (const each of [told, asking]) await expect.poll(() => each.said, SOON).toContain("does not answer");
      told.kill("SIGTERM");
      asking.kill("SIGINT");
      expect([await told.ended, await asking.ended]).toEqual([0, 130]);
      expect(told.said).toContain("what it was not told, another worker will find");
      expect(asking.said).toContain(`0 of ${JOBS} jobs done`);
      await redis.restart();
    },
    TIMEOUT,
  );

  test(
    "needs the password, which nothing that was said or written repeats",
    async () => {
      const refused = await workHere(PASSWORD, `redis://:${PASSWORD}@127.0.0.1:${redis.port}`);
      const wrong = await workHere("wrong");
      expect([refused.status, wrong.status]).toEqual([2, 2]);
      expect(refused.err).toContain("error FL302");
      expect(wrong.err).toContain("error FL315");
      const files = ["here", "second", "poisoned"].map((name) => readFileSync(join(folder, `${name}.ndjson`), "utf8"));
      expect([...files, refused.err, wrong.err, ...programs.map(({ said }) => said)].filter((text) => text.includes(PASSWORD))).toEqual([]);
    },
    TIMEOUT,
  );
});
