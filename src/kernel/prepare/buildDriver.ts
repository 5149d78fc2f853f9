import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { KernelCache } from "./kernelCache.js";
import { runTool } from "./runTool.js";

/** A file of `src/kernel/guest`, from the source or, out of the build, from the package's copy of it. */
export function guestFile(name: string): string {
  const beside = fileURLToPath(new URL(`../guest/${name}`, import.meta.url));
  return existsSync(beside) ? beside : fileURLToPath(new URL(`../../../../src/kernel/guest/${name}`, import.meta.url));
}

/** The driver that runs in the guest, static, built once for each version of its source. Its name in the cache. */
export async function buildDriver(cache: KernelCache): Promise<string> {
  const source = guestFile("driver.c");
  const name = `driver-${createHash("sha256").update(readFileSync(source)).digest("hex").slice(0, 12)}`;
  await cache.provide(name, async (draft) => {
    await runTool("gcc", ["-O2", "-Wall", "-Wextra", "-static", "-pthread", "-o", draft, source]);
  });
  return name;
}
