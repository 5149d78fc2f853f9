import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const SOURCES = ["src", "spec", "checks", "package.json", "tsconfig.json", "tsdown.config.ts", "README.md", "CHANGELOG.md", "LICENSE"];

/** How a command ended. */
export interface Ended {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder in which the packed tarball is installed, and nothing else. */
export interface Consumer {
  readonly folder: string;
  /** Paths in the tarball. */
  readonly packed: readonly string[];
  /** Runs a command there; a status other than 0 is an answer, not an error. */
  run(command: string, ...args: string[]): Promise<Ended>;
  write(file: string, text: string): Promise<void>;
}

/** Builds a copy of this tree, so that nobody's dist/ is disturbed, packs it, and installs the tarball in an empty folder. */
export async function installPackage(): Promise<Consumer> {
  const temporary = await mkdtemp(join(tmpdir(), "faultline-package-"));
  const tree = join(temporary, "tree");
  const folder = join(temporary, "consumer");
  await mkdir(folder);
  for (const path of SOURCES) await cp(join(ROOT, path), join(tree, path), { recursive: true });
  await symlink(join(ROOT, "node_modules"), join(tree, "node_modules"));
  const pack = await succeed(tree, "npm", "pack", "--json", "--pack-destination", temporary);
  const [{ filename, files }] = JSON.parse(pack.slice(pack.indexOf("["))) as [{ filename: string; files: { path: string }[] }];
  await writeFile(join(folder, "package.json"), JSON.stringify({ name: "consumer", private: true, type: "module" }));
  await succeed(folder, "npm", "install", join(temporary, filename), "--prefer-offline", "--no-audit", "--no-fund");
  return {
    folder,
    packed: files.map(({ path }) => path),
    run: (command, ...args) => end(folder, command, args),
    write: (file, text) => writeFile(join(folder, file), text),
  };
}

/** The example in the TSDoc of `check()`: what the documentation shows is what runs. */
export async function documentedExample(): Promise<string> {
  const source = await readFile(join(ROOT, "src/engine/check.ts"), "utf8");
  const example = /```ts\n([\s\S]*?) \* ```/.exec(source)?.[1];
  if (example === undefined) throw new Error("src/engine/check.ts has no example");
  return example.replace(/^ \* ?/gm, "");
}

/** This tree's own TypeScript, for a folder that has none. */
export const TSC = join(ROOT, "node_modules/typescript/bin/tsc");

async function succeed(cwd: string, command: string, ...args: string[]): Promise<string> {
  const { status, stdout, stderr } = await end(cwd, command, args);
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${status}\n${stdout}\n${stderr}`);
  return stdout;
}

async function end(cwd: string, command: string, args: readonly string[]): Promise<Ended> {
  try {
    return { status: 0, ...(await promisify(execFile)(command, args, { cwd, env: { ...process.env, NO_COLOR: "1" }, maxBuffer: 2 ** 26 })) };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number | string; stdout: string; stderr: string };
    if (typeof code !== "number") throw error;
    return { status: code, stdout, stderr };
  }
}
