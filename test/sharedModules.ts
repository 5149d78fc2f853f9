/**
 * What one test compiles is there for the others of this run, and for none after it: modules are kept in a folder of the run's own, as the
 * command line keeps them in the user's.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { kernelCacheFolder } from "../src/kernel/prepare/kernelCache.js";

let folder: string;

export function setup(): void {
  // a kernel that was prepared is large, and stays where it is
  process.env.FAULTLINE_KERNEL_CACHE = kernelCacheFolder();
  folder = mkdtempSync(join(tmpdir(), "faultline-modules-"));
  process.env.XDG_CACHE_HOME = folder;
}

export function teardown(): void {
  rmSync(folder, { recursive: true });
}
