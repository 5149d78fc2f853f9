import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { type ResourceLimits, SHARE_ENV } from "node:worker_threads";
import { startThread } from "../engine/startThread.js";
import { FROM_SOURCE, runningModule } from "../language/packageFolder.js";
import type { FromWorker, ToWorker } from "./runWorker.js";

/** Who decides runs beside this thread: a thread, or a process, which may be killed or run out of memory by itself. */
export interface Hand {
  on(event: "message", listener: (message: FromWorker) => void): unknown;
  on(event: "error", listener: (error: Error) => void): unknown;
  on(event: "exit", listener: (status: number | null, signal?: string | null) => void): unknown;
  removeAllListeners(event: string): unknown;
  postMessage(message: ToWorker): void;
  terminate(): unknown;
  ref(): unknown;
  unref(): unknown;
}

type Kind = "thread" | "process";

const ENTRY = runningModule("src/cli/runWorker");

/** Hands that wait for a pool, with their modules loaded. They keep no process alive. */
const parked: Record<Kind, Hand[]> = { thread: [], process: [] };

/** Keeps a hand that has nothing to do for the next pool. */
export function park(hand: Hand, kind: Kind): void {
  const leave = (): void => {
    if (parked[kind].includes(hand)) parked[kind].splice(parked[kind].indexOf(hand), 1);
  };
  hand.on("error", leave);
  hand.on("exit", leave);
  hand.unref();
  parked[kind].push(hand);
}

/** A hand that was kept, if there is one. */
export function takeParked(kind: Kind): Hand | undefined {
  const hand = parked[kind].pop();
  if (hand === undefined) return undefined;
  forget(hand);
  hand.ref();
  return hand;
}

/** Nobody waits for what this hand says any more. */
export function forget(hand: Hand): void {
  for (const event of ["message", "error", "exit"]) hand.removeAllListeners(event);
}

/** Starts hands before there is anything to decide: they load their modules while the checks are loaded here. The first pools take them. */
export function startEarly(kind: Kind, count = 1): void {
  while (parked[kind].length < count) park(kind === "thread" ? hireThread() : hireProcess(), kind);
}

/** A thread that sees the environment as it is when a job comes. */
export function hireThread(resourceLimits: ResourceLimits = {}): Hand {
  return startThread(ENTRY, { resourceLimits, env: SHARE_ENV });
}

/** A process of its own, which ends when this one does. */
export function hireProcess(): Hand {
  const execArgv = FROM_SOURCE ? ["--import", import.meta.resolve("tsx")] : [];
  return new ProcessHand(fork(fileURLToPath(ENTRY), { execArgv, serialization: "advanced", stdio: ["ignore", "ignore", "inherit", "ipc"] }));
}

class ProcessHand implements Hand {
  constructor(private readonly child: ChildProcess) {
    this.child.on("error", ignore);
  }

  // biome-ignore lint/suspicious/noExplicitAny: the listeners of the three events, as Hand types them.
  on(event: string, listener: (...values: any[]) => void): this {
    this.child.on(event, listener);
    return this;
  }

  removeAllListeners(event: string): void {
    this.child.removeAllListeners(event);
    if (event === "error") this.child.on("error", ignore);
  }

  postMessage(message: ToWorker): void {
    this.child.send(message, ignore);
  }

  terminate(): void {
    this.child.kill("SIGKILL");
  }

  ref(): void {
    this.child.ref();
    this.child.channel?.ref();
  }

  unref(): void {
    this.child.unref();
    this.child.channel?.unref();
  }
}

/** A message to a process that has just died is lost with it, and its exit is told. */
function ignore(): void {}
