import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { Command } from "commander";
import { makeFolder } from "../engine/makeFolder.js";
import { SpecError } from "../language/index.js";
import { PACKAGE_FOLDER } from "../language/packageFolder.js";
import { problemOf } from "./problemOf.js";

/** The page that explains the starters: its files are what is written, so that the two cannot part. */
const PAGE = fileURLToPath(new URL("spec/WRITING.md", PACKAGE_FOLDER));

interface Starter {
  /** Each file, with what it is. */
  readonly files: Readonly<Record<string, string>>;
  /** The one to check. */
  readonly check: string;
}

const OWN: Starter = { files: { "my.check.ts": "a machine, a patch of it, and a check of both" }, check: "my.check.ts" };

const KERNEL: Starter = {
  files: { "my.patch.ts": "a change of gfs2_iomap_end() in 5.17", "patched.check.ts": "a check of 5.17 without and with it" },
  check: "patched.check.ts",
};

/** `faultline init`: files to begin with. */
export function initCommand(exit: (status: number) => void): Command {
  return new Command("init")
    .description("Write files to begin with: a machine of your own, a patch and a check, which runs as it is. spec/WRITING.md explains them.")
    .argument("[dir]", "the folder, made if there is none", ".")
    .option("--kernel", "a patch of one of the kernel's functions instead, and a check of it")
    .addHelpText("after", "\nNothing is overwritten. A package.json is written where there is none.")
    .action((folder: string, { kernel = false }: { kernel?: boolean }) => exit(runInit(folder, kernel ? KERNEL : OWN)));
}

function runInit(folder: string, starter: Starter): number {
  refuseToOverwrite(folder, Object.keys(starter.files));
  writeAll(folder, { ...packageIfNone(folder), ...starterTexts(Object.keys(starter.files)) });
  const width = Math.max(...Object.keys(starter.files).map((name) => name.length)) + 4;
  const lines = Object.entries(starter.files).map(([name, what]) => `${name.padEnd(width)}${what}`);
  process.stdout.write(`${lines.join("\n")}\n\nnext: npx faultline check ${selectorOf(join(folder, starter.check))}\n`);
  return 0;
}

/** As one would write it from here: a file below this folder by its way from here, any other by its whole way. */
function selectorOf(file: string): string {
  const way = relative(".", file);
  return way.startsWith("..") ? resolve(file) : `./${way}`;
}

/** @throws SpecError FL307 before anything is written */
function refuseToOverwrite(folder: string, names: readonly string[]): void {
  const there = names.map((name) => join(folder, name)).filter((file) => existsSync(file));
  if (there.length === 0) return;
  throw new SpecError("FL307", `${there.join(" and ")}: there already, and nothing is overwritten`, "name another folder: faultline init DIR");
}

/** So that an editor takes the files as modules, and npm the folder as a place to install into. It asks for no package: whoever runs this has faultline. */
function packageIfNone(folder: string): Record<string, string> {
  if (existsSync(join(folder, "package.json"))) return {};
  return { "package.json": `${JSON.stringify({ private: true, type: "module" }, null, 2)}\n` };
}

/** What the page shows first under each name; later it may show how a reader changes it. */
function starterTexts(names: readonly string[]): Record<string, string> {
  const page = readFileSync(PAGE, "utf8");
  return Object.fromEntries(names.map((name) => [name, fileIn(page, name)]));
}

function fileIn(page: string, name: string): string {
  const [, text] = page.split(`\`\`\`ts\n// ${name}\n`);
  if (text === undefined) throw new Error(`spec/WRITING.md shows no ${name}`);
  return text.slice(0, text.indexOf("```"));
}

/** @throws SpecError FL307 when it cannot */
function writeAll(folder: string, texts: Readonly<Record<string, string>>): void {
  try {
    makeFolder(folder);
    // "wx": what has come in between is not overwritten either
    for (const [name, text] of Object.entries(texts)) writeFileSync(join(folder, name), text, { flag: "wx" });
  } catch (error) {
    const { code, message, hint } = problemOf(error, {
      code: "FL307",
      message: (text) => `${folder} cannot be written to: ${text}`,
      hint: "name a folder that can be made: faultline init DIR",
    });
    throw new SpecError(code, message, hint);
  }
}
