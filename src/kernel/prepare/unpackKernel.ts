import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { SpecError } from "../../language/index.js";
import { FILESYSTEM_MODULES, type Guest } from "../guests.js";
import { type DebianPackage, unpack } from "./debianPackages.js";
import { extractVmlinux } from "./extractVmlinux.js";
import type { KernelCache } from "./kernelCache.js";
import { runTool } from "./runTool.js";

/** Every module that a guest loads. */
export function modulesOf({ baseModules }: Guest): readonly string[] {
  return [...new Set([...baseModules, ...Object.values(FILESYSTEM_MODULES).flat()])];
}

/** The files of a guest: its kernel, its modules, and which package they are of. Nothing is installed, stripped or rebuilt. */
export async function unpackKernel(cache: KernelCache, guest: Guest, { name, file, sha256 }: DebianPackage, archive: string): Promise<void> {
  const modules = modulesOf(guest);
  const wanted = [`${guest.name}/vmlinux`, `${guest.name}/package.json`, ...modules.map((module) => `${guest.name}/modules/${module}.ko`)];
  if (wanted.every((one) => cache.has(one)) && readFileSync(cache.path(`${guest.name}/package.json`), "utf8").includes(sha256)) return;
  const root = cache.path(`${guest.name}/root`);
  await unpack(cache.path(archive), root, ["./boot/vmlinuz-*", ...modules.map((module) => `*/${module}.ko*`)]);
  const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((one) => !one.includes("/arch/"));
  const only = (pattern: RegExp): string => {
    const [found] = files.filter((one) => pattern.test(one));
    if (found === undefined)
      throw new SpecError("FL503", `${file} has no ${pattern.source}`, "this revision of the package is arranged otherwise: please report it");
    return join(root, found);
  };
  await cache.provide(`${guest.name}/vmlinux`, async (draft) => writeFileSync(draft, await extractVmlinux(readFileSync(only(/\/vmlinuz-[^/]+$/)))));
  for (const module of modules) {
    const packed = only(new RegExp(`/${module}\\.ko(\\.xz)?$`));
    await cache.provide(`${guest.name}/modules/${module}.ko`, (draft) => unpackModule(packed, draft));
  }
  await cache.provide(`${guest.name}/package.json`, async (draft) => writeFileSync(draft, JSON.stringify({ package: name, file, sha256 })));
  rmSync(root, { recursive: true, force: true });
}

async function unpackModule(packed: string, draft: string): Promise<void> {
  if (packed.endsWith(".xz")) writeFileSync(draft, await runTool("xz", ["--decompress", "--stdout", packed]));
  else copyFileSync(packed, draft);
}

/** Whether a guest was prepared. */
export function isPrepared(cache: KernelCache, guest: Guest): boolean {
  return existsSync(cache.folder) && cache.has(`${guest.name}/package.json`) && cache.has("busybox");
}
