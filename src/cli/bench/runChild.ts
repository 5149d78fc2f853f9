import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { afterSeconds } from "../../engine/afterSeconds.js";
import { Missing } from "./missing.js";

/** A program that came to its end, and what it cost: the whole process, from its start to its end. */
export interface Ended {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
  readonly seconds: number;
  /** The most memory that it held at a time, in bytes; null where the system does not say. */
  readonly peakBytes: number | null;
}

/** How a program is run. */
export interface ChildOptions {
  readonly cwd?: string;
  /** Variables that it sees besides this process's. */
  readonly env?: NodeJS.ProcessEnv;
  /** It is killed after this time. */
  readonly maxSeconds?: number;
}

/** Milliseconds between two looks at a program's memory. */
const LOOK = 10;

/** Runs a program to its end. @throws Missing when it cannot be started, or takes too long */
export function runChild(command: string, args: readonly string[], { cwd, env, maxSeconds }: ChildOptions = {}): Promise<Ended> {
  const began = performance.now();
  // Certificates that no program here asks for cost Node 20 ms at each start.
  const { NODE_EXTRA_CA_CERTS: _, ...environment } = process.env;
  const child = spawn(command, args, {
    cwd,
    env: { ...environment, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const printed = { out: "", err: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    printed.out += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    printed.err += text;
  });
  let peakBytes = peakOf(child.pid);
  const looking = setInterval(() => {
    peakBytes = peakOf(child.pid) ?? peakBytes;
  }, LOOK);
  // A time of spawn's own would be waited for after a program that cannot be started.
  const stopTimer = afterSeconds(maxSeconds, () => child.kill());
  const stopTimers = (): void => {
    clearInterval(looking);
    stopTimer();
  };
  return new Promise((resolve, reject) => {
    child.on("error", (error: NodeJS.ErrnoException) => {
      stopTimers();
      reject(error.code === "ENOENT" ? new Missing(`${command} is not installed`) : error);
    });
    child.on("close", (status) => {
      stopTimers();
      const seconds = (performance.now() - began) / 1000;
      if (child.signalCode === null) resolve({ status, ...printed, seconds, peakBytes });
      else reject(new Missing(child.killed ? `gave up after ${maxSeconds} s` : `killed by ${child.signalCode}`));
    });
  });
}

/** The kernel's own high-water mark, so that looking now and then is enough. */
function peakOf(pid: number | undefined): number | null {
  try {
    const [, kilobytes] = /^VmHWM:\s*(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    return kilobytes === undefined ? null : Number(kilobytes) * 1024;
  } catch {
    return null;
  }
}
