import { readFileSync } from "node:fs";
import { FILESYSTEM_MODULES, type Guest, type GuestFilesystem } from "../guests.js";
import type { Mutation } from "../mutations.js";
import { buildDriver, guestFile } from "../prepare/buildDriver.js";
import { mutantFile } from "../prepare/buildMutant.js";
import type { KernelCache } from "../prepare/kernelCache.js";
import { file, folder, newcArchive } from "./newcArchive.js";
import { probesFor } from "./probes.js";

/** What a guest is to run, and on what. */
export interface Errand {
  readonly guest: Guest;
  readonly filesystem: GuestFilesystem;
  /** A module with a mutation takes the place of Debian's. */
  readonly mutation: Mutation | undefined;
  /** Scenarios in the words of `driver.c`. */
  readonly script: string;
}

/** The guest's first file system: busybox, the driver, modules, probes and scenarios. @throws SpecError FL502 for what is not prepared */
export async function initramfs(cache: KernelCache, { guest, filesystem, mutation, script }: Errand): Promise<Buffer> {
  const driver = await buildDriver(cache);
  const prepared = (name: string): Buffer => readFileSync(cache.need(name));
  const modules = [...guest.baseModules, ...FILESYSTEM_MODULES[filesystem]];
  const moduleFile = (name: string): string =>
    mutation !== undefined && mutation.filesystem === name ? mutantFile(guest, mutation) : `${guest.name}/modules/${name}.ko`;
  return newcArchive([
    ...["bin", "dev", "lib", "mnt", "proc", "sys"].map(folder),
    file("init", readFileSync(guestFile("init.sh"))),
    file("bin/busybox", prepared("busybox")),
    file("bin/driver", prepared(driver)),
    ...modules.map((name) => file(`lib/${name}.ko`, prepared(moduleFile(name)))),
    file("lib/modules.list", `${modules.join("\n")}\n`),
    file("kprobes", probesFor(guest, filesystem)),
    file("scenarios", script),
  ]);
}
