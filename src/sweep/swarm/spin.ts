import { execFile } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { LONGEST_TIMER } from "../../engine/afterSeconds.js";
import { SpecError } from "../../language/index.js";

/** How one search of a swarm goes about it. */
export interface SpinSearch {
  /** Of random orders and of hash functions. */
  readonly seed: number;
  /** Binary logarithm of the bits that stand for states. */
  readonly bits: number;
  /** Transitions of the longest run that is looked at. */
  readonly depth: number;
  /** It is ended after this time. */
  readonly maxSeconds: number | undefined;
  readonly signal: AbortSignal;
}

/** What one search came upon. */
export interface SpinFinding {
  /** States that it told from those before. */
  readonly states: number;
  readonly transitions: number;
  /** The way into a violation; undefined if it found none. */
  readonly schedule: Schedule | undefined;
}

/** A run as SPIN tells it: which way to begin, counted from 0, and which process moves, step by step. */
export interface Schedule {
  readonly way: number;
  readonly processes: readonly number[];
}

const NAME = "model.pml";

/** Builds SPIN's checker of a model that we exported, in a folder of its own. @throws SpecError FL501 if spin or a C compiler is missing */
export async function buildSpin(folder: string, promela: string, signal: AbortSignal): Promise<void> {
  writeFileSync(join(folder, NAME), promela);
  await run("spin", ["-DPROPERTIES", "-a", NAME], folder, { signal });
  await run("cc", ["-O2", "-w", "-DSAFETY", "-DNOREDUCE", "-DBITSTATE", "-DP_RAND", "-DT_RAND", "-o", "pan", "pan.c"], folder, { signal });
}

/** Searches with SPIN's checker, in random order, over states that are kept as three bits each. */
export async function searchWithSpin(folder: string, { seed, bits, depth, maxSeconds, signal }: SpinSearch): Promise<SpinFinding> {
  const trail = join(folder, `${NAME}.trail`);
  rmSync(trail, { force: true });
  const args = [`-m${depth}`, "-n", "-E", `-w${bits}`, "-k3", `-RS${seed}`];
  const printed = await run(join(folder, "pan"), args, folder, { signal, maxSeconds });
  return {
    states: figure(printed, /(\d+) states, stored/),
    transitions: figure(printed, /(\d+) transitions/),
    schedule: existsSync(trail) ? scheduleIn(readFileSync(trail, "utf8")) : undefined,
  };
}

/**
 * Reads a trail: lines of `step:process:transition`. Process 0 is `init`: its first transition finds the ways to begin, and the one with the next number passes one of them by.
 */
export function scheduleIn(trail: string): Schedule {
  const moves = trail.split("\n").flatMap((line) => {
    const [, process, transition] = /^\d+:(\d+):(\d+)$/.exec(line) ?? [];
    return process === undefined || transition === undefined ? [] : [{ process: Number(process), transition: Number(transition) }];
  });
  const [first] = moves;
  const way = moves.filter(({ process, transition }) => process === 0 && transition === (first?.transition ?? 0) + 1).length;
  return { way, processes: moves.flatMap(({ process }) => (process === 0 ? [] : [process - 1])) };
}

/** What a program prints; one whose time is up is ended, and is asked for nothing more. */
function run(
  command: string,
  args: readonly string[],
  cwd: string,
  limits: { readonly signal: AbortSignal; readonly maxSeconds?: number | undefined },
): Promise<string> {
  const { signal, maxSeconds = 0 } = limits;
  return new Promise((resolve, reject) => {
    // SIGINT makes SPIN's checker say how far it came.
    const options = { cwd, signal, timeout: Math.min(1000 * maxSeconds, LONGEST_TIMER), killSignal: "SIGINT", maxBuffer: 2 ** 26 } as const;
    execFile(command, args, options, (error, out) => {
      if (error === null || out.includes("states, stored")) resolve(out);
      else reject(error.code === "ENOENT" ? missing(command) : error);
    });
  });
}

function missing(command: string): SpecError {
  return new SpecError("FL501", `a swarm needs ${command}, which is not installed`, "apt-get install spin gcc libc6-dev");
}

function figure(printed: string, pattern: RegExp): number {
  return Number(pattern.exec(printed)?.[1] ?? 0);
}
