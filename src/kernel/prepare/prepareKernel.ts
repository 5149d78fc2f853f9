import type { Guest, GuestFilesystem } from "../guests.js";
import type { Mutation } from "../mutations.js";
import { buildDriver } from "./buildDriver.js";
import { buildMutants, buildPackages, mutantFile } from "./buildMutant.js";
import { type DebianPackage, dependencyOf, download, lookUp, unpack } from "./debianPackages.js";
import { KernelCache } from "./kernelCache.js";
import { imageOf } from "./makeImage.js";
import { PREPARE_TOOLS, requireTools } from "./requirements.js";
import { runTool } from "./runTool.js";
import { unpackKernel } from "./unpackKernel.js";

/** What is prepared besides the kernel itself. */
export interface Preparation {
  readonly mutations: readonly Mutation[];
  /** Block sizes in bytes for which images are made at once; any other is made when it is first asked for. */
  readonly images: readonly { readonly filesystem: GuestFilesystem; readonly blockBytes: number }[];
  /** Is told what happens, and how large it is. */
  readonly say: (line: string) => void;
}

/**
 * Fetches a kernel of Debian's through apt, as any user may, and makes what it takes to boot it: kernel, modules, busybox, driver, images, and modules with a mutation.
 * What is there and whole is left alone, so an interrupted preparation goes on where it was.
 * @throws SpecError FL501 for missing programs, FL503 for what failed
 */
export async function prepareKernel(guest: Guest, { mutations, images, say }: Preparation, cache = new KernelCache()): Promise<void> {
  requireTools(PREPARE_TOOLS);
  const imageName = await dependencyOf(guest.metaPackage, `linux-image-${guest.name}`);
  const [image, busybox] = await Promise.all([lookUp(imageName), lookUp("busybox-static")]);
  const build = mutations.every((one) => cache.has(mutantFile(guest, one))) ? undefined : await buildPackages(guest, imageName);
  await downloadAll(cache, [image, busybox, ...(build === undefined ? [] : [...build.headers, build.source])], say);

  say(`kernel and modules of ${image.name}`);
  await unpackKernel(cache, guest, image, await download(cache, image));
  const archive = await download(cache, busybox);
  await cache.provide("busybox", async (draft) => {
    await unpack(cache.path(archive), cache.path("busybox-root"), ["./bin/busybox"]);
    await runTool("mv", [cache.path("busybox-root/bin/busybox"), draft]);
    await runTool("rm", ["-r", cache.path("busybox-root")]);
  });
  say("driver");
  await buildDriver(cache);
  for (const { filesystem, blockBytes } of images) {
    say(`image: ${filesystem}, blocks of ${blockBytes} bytes`);
    await imageOf(cache, filesystem, blockBytes);
  }
  if (build !== undefined) {
    say(`modules with a mutation: ${mutations.map(({ name }) => name).join(", ")}`);
    await buildMutants(cache, guest, build, mutations);
  }
  say(`prepared in ${cache.folder}`);
}

async function downloadAll(cache: KernelCache, wanted: readonly DebianPackage[], say: (line: string) => void): Promise<void> {
  for (const one of wanted) {
    if (!cache.has(`packages/${one.file}`)) say(`download ${one.file}, ${Math.ceil(one.bytes / 2 ** 20)} MiB`);
    await download(cache, one);
  }
}
