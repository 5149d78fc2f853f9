import { once } from "node:events";
import { createWriteStream } from "node:fs";
import type { GuestFilesystem } from "../guests.js";
import type { KernelCache } from "./kernelCache.js";
import { toolPath } from "./requirements.js";
import { runTool } from "./runTool.js";

/** What every free block of an image holds: somebody else's old content. */
const STALE = "S".charCodeAt(0);

/** Sizes in bytes. mkfs.xfs refuses anything under 300 MB. */
const SIZES: Readonly<Record<GuestFilesystem, number>> = { gfs2: 64 * 2 ** 20, xfs: 300 * 2 ** 20 };

/** An image with an empty file system on a disk that is full of old content; made once for each block size in bytes. Its name in the cache. */
export async function imageOf(cache: KernelCache, filesystem: GuestFilesystem, blockBytes: number): Promise<string> {
  const name = `images/${filesystem}-${blockBytes}.img`;
  await cache.provide(name, async (draft) => {
    await fillFile(draft, SIZES[filesystem]);
    // -K: no discard, or the old content is gone
    if (filesystem === "gfs2")
      await runTool(toolPath("mkfs.gfs2"), ["-O", "-K", "-q", "-p", "lock_nolock", "-j", "1", "-J", "8", "-b", String(blockBytes), draft]);
    else await runTool(toolPath("mkfs.xfs"), ["-q", "-f", "-K", "-b", `size=${blockBytes}`, draft]);
  });
  return name;
}

async function fillFile(path: string, bytes: number): Promise<void> {
  const chunk = Buffer.alloc(2 ** 20, STALE);
  const file = createWriteStream(path);
  for (let written = 0; written < bytes; written += chunk.length) if (!file.write(chunk)) await once(file, "drain");
  file.end();
  await once(file, "close");
}
