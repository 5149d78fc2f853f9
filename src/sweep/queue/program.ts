import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as packageFolder from "../../language/packageFolder.js";

/** A faultline, by what it is: two of them with the same hash answer alike. */
export interface Program {
  readonly version: string;
  /** The first 16 hexadecimal digits of a SHA-256 of the text of everything that runs. */
  readonly hash: string;
}

/** The tree that runs: of the source or of the build. */
export const RUNNING_TREE = fileURLToPath(packageFolder.RUNNING_TREE);

/** The program that runs. A source and its build are two. */
export function runningProgram(version: string): Program {
  const hash = createHash("sha256").update(version);
  for (const folder of ["src", "spec", "checks"]) {
    const names = readdirSync(`${RUNNING_TREE}${folder}`, { recursive: true, encoding: "utf8" }).filter((name) => /(?<!\.d)\.[jt]s$/.test(name));
    for (const name of names.sort()) hash.update(`${folder}/${name}\n`).update(readFileSync(`${RUNNING_TREE}${folder}/${name}`));
  }
  return { version, hash: hash.digest("hex").slice(0, 16) };
}

/** `0.1.0 (3f2a…)`: what a person reads. */
export function programName({ version, hash }: Program): string {
  return `faultline ${version} (${hash})`;
}

/** The queue of a program: no other one's workers see its jobs. */
export function queueName({ version, hash }: Program): string {
  return `${version}+${hash}`;
}

/** The program that a queue belongs to; undefined for a queue of somebody else's. */
export function programOf(queue: string): Program | undefined {
  const [, version, hash] = /^(.+)\+([0-9a-f]{16})$/.exec(queue) ?? [];
  return version === undefined || hash === undefined ? undefined : { version, hash };
}
