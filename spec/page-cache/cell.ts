import { type Domain, oneOf } from "../../src/language/index.js";

/**
 * What a cell holds, told by where it came from. Steps move these values and never test them: no kernel branches on data.
 *
 * - `garbage`: uninitialised memory, what the folio's last owner left
 * - `stale`: what somebody else once wrote to that place of the disk
 * - `zero`
 * - `old`: the file's content on disk before the write
 * - `prior`: an earlier write of ours, perhaps not yet on disk
 * - `new`: this write's data, in its right place
 * - `misplaced`: this write's data, in a wrong place
 * - `mmap`: a store through a shared mapping
 * - `remote`: written by another node of the cluster
 */
export const cell = oneOf("garbage", "stale", "zero", "old", "prior", "new", "misplaced", "mmap", "remote");

/** One of the values of a cell. */
export type Cell = typeof cell extends Domain<infer T> ? T : never;

/** Whether a value may ever be shown to somebody who reads the file. */
export function isValid(value: Cell): boolean {
  return value !== "garbage" && value !== "stale" && value !== "misplaced";
}
