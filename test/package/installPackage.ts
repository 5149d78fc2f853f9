import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { buildIsStale } from "../../src/cli/buildIsStale.js";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const SOURCES = ["src", "spec", "checks", "package.json", "tsconfig.json", "tsdown.config.ts", "README.md", "CHANGELOG.md", "LICENSE"];

/** This tree's own TypeScript, for a folder that has none. */
export const TSC = join(ROOT, "node_modules/typescript/bin/tsc");

/** How a command ended. */
export interface Ended {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder in which commands run. */
export class Folder {
  constructor(readonly path: string) {}

  /** Runs a command here; a status other than 0 is an answer, not an error. */
  async run(command: string, ...args: string[]): Promise<Ended> {
    const options = { cwd: this.path, env: { ...process.env, NO_COLOR: "1", CI: "" }, maxBuffer: 2 ** 26 };
    try {
      return { status: 0, ...(await promisify(execFile)(command, args, options)) };
    } catch (error) {
      const { code, stdout, stderr } = error as { code: number | string; stdout: string; stderr: string };
      if (typeof code !== "number") throw error;
      return { status: code, stdout, stderr };
    }
  }

  /** What a command prints. @throws Error with all that it printed, when it fails */
  async succeed(command: string, ...args: string[]): Promise<string> {
    const { status, stdout, stderr } = await this.run(command, ...args);
    if (status !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${status}\n${stdout}\n${stderr}`);
    return stdout;
  }

  /** A new folder inside of this one. */
  async folder(name: string): Promise<Folder> {
    const path = join(this.path, name);
    await mkdir(path);
    return new Folder(path);
  }

  write(file: string, text: string): Promise<void> {
    return writeFile(join(this.path, file), text);
  }

  read(file: string): Promise<string> {
    return readFile(join(this.path, file), "utf8");
  }
}

/** The package, built from this tree and installed elsewhere. */
export interface Installed {
  /** A built copy of this tree, so that nobody's dist/ is disturbed. */
  readonly checkout: Folder;
  /** A folder in which the packed tarball is installed, and nothing else. */
  readonly consumer: Folder;
  /** Paths in the tarball. */
  readonly packed: readonly string[];
  remove(): Promise<void>;
}

const BUILT = join(ROOT, "dist/src/cli/bin.js");

/** Packs a copy of this tree, built unless the tree's own build is up to date, and installs the tarball in an empty folder. */
export async function installPackage(): Promise<Installed> {
  const temporary = await mkdtemp(join(tmpdir(), "faultline-package-"));
  const checkout = new Folder(join(temporary, "checkout"));
  const consumer = new Folder(join(temporary, "consumer"));
  for (const path of SOURCES) await cp(join(ROOT, path), join(checkout.path, path), { recursive: true, preserveTimestamps: true });
  await symlink(join(ROOT, "node_modules"), join(checkout.path, "node_modules"));
  const isBuilt = existsSync(BUILT) && !buildIsStale(ROOT, BUILT);
  if (isBuilt) await cp(join(ROOT, "dist"), join(checkout.path, "dist"), { recursive: true, preserveTimestamps: true });
  const pack = await checkout.succeed("npm", "pack", "--json", "--pack-destination", temporary, isBuilt ? "--ignore-scripts" : "--no-ignore-scripts");
  const [{ filename, files }] = JSON.parse(pack.slice(pack.indexOf("["))) as [{ filename: string; files: { path: string }[] }];
  await mkdir(consumer.path);
  await consumer.write("package.json", JSON.stringify({ name: "consumer", private: true, type: "module" }));
  await consumer.succeed("npm", "install", join(temporary, filename), "--prefer-offline", "--no-audit", "--no-fund");
  return { checkout, consumer, packed: files.map(({ path }) => path), remove: () => rm(temporary, { recursive: true }) };
}

/** The example in the TSDoc of `check()`: what the documentation shows is what runs. */
export async function documentedExample(): Promise<string> {
  const source = await readFile(join(ROOT, "src/engine/check.ts"), "utf8");
  const example = /```ts\n([\s\S]*?) \* ```/.exec(source)?.[1];
  if (example === undefined) throw new Error("src/engine/check.ts has no example");
  return example.replace(/^ \* ?/gm, "");
}
