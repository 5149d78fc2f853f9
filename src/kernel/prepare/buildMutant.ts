import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { SpecError } from "../../language/index.js";
import type { Guest } from "../guests.js";
import { type Mutation, mutate } from "../mutations.js";
import { type DebianPackage, dependencyOf, download, lookUp, unpack, versionOf } from "./debianPackages.js";
import type { KernelCache } from "./kernelCache.js";
import { BUILD_TOOLS, requireTools } from "./requirements.js";
import { runTool } from "./runTool.js";

/** What a mutated module is built from. */
export interface BuildPackages {
  /** `6.1.0-56-amd64` */
  readonly release: string;
  readonly headers: readonly DebianPackage[];
  /** The source, of the very version of the headers. */
  readonly source: DebianPackage;
}

/** The name of a mutated module in the cache. */
export function mutantFile(guest: Guest, { name, filesystem }: Mutation): string {
  return `${guest.name}/mutants/${name}/${filesystem}.ko`;
}

/** What has to be downloaded to build modules for an installed image package. @throws SpecError FL503 */
export async function buildPackages(guest: Guest, imagePackage: string): Promise<BuildPackages> {
  const release = imagePackage.replace("linux-image-", "");
  const headers = `linux-headers-${release}`;
  const version = await versionOf(headers);
  const common = await dependencyOf(headers, "linux-headers-");
  const kbuild = await dependencyOf(headers, "linux-kbuild-");
  const [source, ...rest] = await Promise.all([lookUp(`linux-source-${guest.name}=${version}`), lookUp(headers), lookUp(common), lookUp(kbuild)]);
  return { release, source, headers: rest };
}

/** Builds modules with one substitution each, in the cache folder: nothing of the kernel's text leaves it. @throws SpecError FL501, FL503 */
export async function buildMutants(cache: KernelCache, guest: Guest, { release, headers, source }: BuildPackages, wanted: readonly Mutation[]): Promise<void> {
  requireTools(BUILD_TOOLS);
  const build = cache.path(`${guest.name}/build`);
  await unpackSources(cache, build, headers, source);
  for (const mutation of wanted) {
    await cache.provide(mutantFile(guest, mutation), async (draft) => copyFileSync(await buildMutant(build, release, mutation), draft));
  }
  rmSync(build, { recursive: true, force: true });
}

async function unpackSources(cache: KernelCache, build: string, headers: readonly DebianPackage[], source: DebianPackage): Promise<void> {
  mkdirSync(build, { recursive: true });
  for (const wanted of headers) {
    const archive = await download(cache, wanted);
    // its libraries are found by their place in the file system: one root for all of them
    await runTool("dpkg-deb", ["-x", cache.path(archive), join(build, "root")]);
  }
  const archive = await download(cache, source);
  await unpack(cache.path(archive), join(build, "source"), ["./usr/src/linux-source-*.tar.xz"]);
  const tarball = readdirSync(join(build, "source/usr/src"))[0] as string;
  await runTool("tar", ["-xJf", join(build, "source/usr/src", tarball), "-C", build, "--wildcards", "--strip-components=1", "*/fs/gfs2", "*/fs/xfs"]);
}

/** Builds one module, in a folder of its own. */
async function buildMutant(build: string, release: string, mutation: Mutation): Promise<string> {
  const sources = join(build, "root/usr/src");
  const headers = join(sources, `linux-headers-${release}`);
  // the package's own file names its place after installation
  const common = readdirSync(sources).find((name) => name.endsWith("-common"));
  if (common === undefined)
    throw new SpecError("FL503", "the headers have no common part", "this revision of the package is arranged otherwise: please report it");
  writeFileSync(join(headers, "Makefile"), `include ${join(sources, common)}/Makefile\n`);
  const folder = join(build, mutation.name);
  rmSync(folder, { recursive: true, force: true });
  await runTool("cp", ["-r", join(build, "fs", mutation.filesystem), folder]);
  const file = join(folder, mutation.file);
  writeFileSync(file, mutate(readFileSync(file, "utf8"), mutation));
  await runTool("make", ["-C", headers, `M=${folder}`, "CC=gcc-12", "modules"], { cwd: dirname(folder) });
  const built = join(folder, `${mutation.filesystem}.ko`);
  await runTool("strip", ["--strip-debug", built]);
  return built;
}
