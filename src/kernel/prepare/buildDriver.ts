import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { PACKAGE_FOLDER } from "../../language/packageFolder.js";
import type { KernelCache } from "./kernelCache.js";
import { runTool } from "./runTool.js";

/** A file of `src/kernel/guest`: it is never built, so it is the package's own. */
export function guestFile(name: string): string {
  return fileURLToPath(new URL(`src/kernel/guest/${name}`, PACKAGE_FOLDER));
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
