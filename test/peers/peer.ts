import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ModelProgram } from "../../src/compiler/ir.js";

/** Another model checker, given our export of a model. */
export interface Peer {
  readonly name: string;
  /** Tools without which it cannot be asked. */
  readonly missing: readonly string[];
  /** States and transitions as DESIGN §2 counts them: the constants by which this peer counts differently are taken off. */
  readonly count: (model: ModelProgram, initialLeaves: number) => Counted;
}

export interface Counted {
  readonly states: number;
  readonly transitions: number;
}

/** How hard C compilers try: what they gain is lost again unless a model is large. */
export const OPTIMISATION = process.env.FAULTLINE_LONG === undefined ? "-O0" : "-O2";

/** Those of some tools that this machine does not have; what is missing is said aloud. */
export function missingTools(peer: string, ...tools: readonly string[]): readonly string[] {
  const missing = tools.filter((tool) => spawnSync(tool, ["--version"]).error !== undefined);
  if (missing.length > 0) console.warn(`skipped: nothing is compared with ${peer} without ${missing.join(" and ")}`);
  return missing;
}

/** Works in a folder of its own, which is gone afterwards. */
export function inFolder<T>(work: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), "faultline-peer-"));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What a tool prints; it fails the test if it fails. */
export function output(folder: string, tool: string, ...args: readonly string[]): string {
  return execFileSync(tool, args, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"], maxBuffer: 1 << 26 });
}

/** What a checker prints, whether or not it finds a violation, which some tell by their exit status. */
export function verdictOutput(folder: string, tool: string, ...args: readonly string[]): string {
  const { stdout, error } = spawnSync(tool, args, { cwd: folder, encoding: "utf8", maxBuffer: 1 << 26 });
  if (error !== undefined) throw error;
  return stdout;
}

/** The number that a pattern finds in what a tool printed. */
export function figure(text: string, pattern: RegExp): number {
  const found = pattern.exec(text)?.[1];
  if (found === undefined) throw new Error(`no ${pattern} in:\n${text}`);
  return Number(found.replaceAll(",", ""));
}
