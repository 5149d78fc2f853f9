/**
 * What one test compiles is there for the others of this run, and for none after it: modules are kept in a folder of the run's own, as the
 * command line keeps them in the user's.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

let folder: string;

export function setup(): void {
  folder = mkdtempSync(join(tmpdir(), "faultline-modules-"));
  process.env.XDG_CACHE_HOME = folder;
}

export function teardown(): void {
  rmSync(folder, { recursive: true });
}
