import { renameSync, rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { SpecError } from "../../language/index.js";
import { type KernelCache, sumOf } from "./kernelCache.js";
import { runTool } from "./runTool.js";

/** A package as the mirror has it today. */
export interface DebianPackage {
  /** `linux-image-6.1.0-56-amd64`, or with a version: `linux-source-6.1=6.1.192-2`. */
  readonly name: string;
  /** The name of its file. */
  readonly file: string;
  readonly bytes: number;
  /** What the signed index of the mirror says. */
  readonly sha256: string;
}

/** The package that a meta package depends on whose name begins so. @throws SpecError FL503 */
export async function dependencyOf(metaPackage: string, beginning: string): Promise<string> {
  const told = (await runTool("apt-cache", ["depends", metaPackage])).toString();
  const name = [...told.matchAll(/Depends: (\S+)/g)].map((match) => match[1] as string).find((one) => one.startsWith(beginning));
  if (name !== undefined) return name;
  throw new SpecError("FL503", `${metaPackage} is not known to apt, or depends on no ${beginning}…`, "apt-get update; Debian 12 with bookworm-security has it");
}

/** The version of a package that apt would install. @throws SpecError FL503 */
export async function versionOf(name: string): Promise<string> {
  const told = (await runTool("apt-cache", ["show", "--no-all-versions", name])).toString();
  const version = /^Version: (\S+)$/m.exec(told)?.[1];
  if (version !== undefined) return version;
  throw new SpecError("FL503", `apt knows no version of ${name}`, "apt-get update");
}

/** What apt would download for a package. @throws SpecError FL503 */
export async function lookUp(name: string): Promise<DebianPackage> {
  const told = (await runTool("apt-get", ["download", "--print-uris", name])).toString();
  const [, file, bytes, sha256] = /^'\S+' (\S+) (\d+) SHA256:([0-9a-f]{64})\s*$/m.exec(told) ?? [];
  if (file !== undefined && sha256 !== undefined) return { name, file: decodeURIComponent(file), bytes: Number(bytes), sha256 };
  throw new SpecError("FL503", `apt does not say where ${name} is`, "apt-get update");
}

/** Downloads a package into the cache, unless it is there; installs nothing. Its name in the cache. @throws SpecError FL503 */
export async function download(cache: KernelCache, wanted: DebianPackage): Promise<string> {
  const name = `packages/${basename(wanted.file)}`;
  await cache.provide(name, async (draft) => {
    const folder = await mkdtemp(join(tmpdir(), "faultline-apt-"));
    try {
      await runTool("apt-get", ["download", "-q", wanted.name], { cwd: folder });
      const [downloaded = ""] = (await runTool("find", [folder, "-name", "*.deb"])).toString().trim().split("\n");
      if ((await sumOf(downloaded)) !== wanted.sha256) throw new SpecError("FL503", `${wanted.file} is not what the mirror's index says`, "run it again");
      await runTool("cp", [downloaded, draft]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
  return name;
}

/** Unpacks the paths of a package that match, into a folder that is made anew; installs nothing. */
export async function unpack(archive: string, folder: string, paths: readonly string[]): Promise<void> {
  const draft = `${folder}.draft`;
  rmSync(draft, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
  const pipe =
    'set -o pipefail; archive=$1 folder=$2; shift 2; mkdir -p "$folder" && dpkg-deb --fsys-tarfile "$archive" | tar -x -C "$folder" --wildcards "$@"';
  await runTool("bash", ["-c", pipe, "unpack", archive, draft, ...paths]);
  renameSync(draft, folder);
}
