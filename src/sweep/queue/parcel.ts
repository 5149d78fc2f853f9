import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { dirname, join, relative, resolve, sep } from "node:path";
import { SpecError } from "../../language/index.js";
import { RUNNING_TREE } from "./program.js";

/** The package's folder: what runs lies in it, or in its dist. */
export const PACKAGE = existsSync(join(RUNNING_TREE, "package.json")) ? resolve(RUNNING_TREE) : resolve(RUNNING_TREE, "..");

/** What of the package every faultline brings along. */
export const BROUGHT_ALONG = ["src", "spec", "checks", "dist"];

/** A file of the user's with everything that it imports by relative path, by content: a worker needs no checkout. */
export interface Parcel {
  /** Texts by path; paths are relative to a folder that holds them all, with `/` between names. */
  readonly files: Readonly<Record<string, string>>;
  /** Where that folder has the package; null if no file imports it by relative path. */
  readonly home: string | null;
}

/** Where a worker finds a file: in a parcel, by its hash, or in its own faultline. */
export interface SentFile {
  readonly parcel: string | null;
  readonly path: string;
}

/** A file, and the parcel that it travels in; none for what every faultline has itself. */
export interface Packed {
  readonly file: SentFile;
  /** The parcel as text, which its hash is of. */
  readonly text: string | null;
}

/** Packs a sweep's file. @throws SpecError FL316 if it imports what a worker cannot have */
export async function pack(file: string): Promise<Packed> {
  const tree = resolve(RUNNING_TREE);
  if (isBroughtAlong(file)) return { file: { parcel: null, path: slashed(relative(tree, file)) }, text: null };
  const { texts, usesHome } = await collect(file);
  const root = commonFolder([...texts.keys(), ...(usesHome ? [join(PACKAGE, "package.json")] : [])]);
  const files = Object.fromEntries([...texts].map(([path, text]) => [slashed(relative(root, path)), text] as const).sort());
  const text = JSON.stringify({ files, home: usesHome ? slashed(relative(root, PACKAGE)) : null } satisfies Parcel);
  return { file: { parcel: hashOf(text), path: slashed(relative(root, file)) }, text };
}

/** What a parcel is called. */
export function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** Follows imports as the TypeScript compiler does. It is slow to load, and only a file of the user's own needs it. */
async function collect(file: string): Promise<{ texts: Map<string, string>; usesHome: boolean }> {
  const { default: ts } = await import("typescript");
  const options = { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler, allowJs: true, resolveJsonModule: true };
  const texts = new Map<string, string>();
  let usesHome = false;
  const visit = (path: string): void => {
    if (texts.has(path)) return;
    const text = readFileSync(path, "utf8");
    texts.set(path, text);
    if (path.endsWith(".json")) return;
    for (const { fileName: specifier } of ts.preProcessFile(text).importedFiles) {
      if (isEverywhere(specifier)) continue;
      const found = ts.resolveModuleName(specifier, path, options, ts.sys).resolvedModule?.resolvedFileName;
      if (!/^\.{0,2}\//.test(specifier) || found === undefined) throw stranger(path, specifier);
      if (isBroughtAlong(found)) usesHome = true;
      else visit(resolve(found));
    }
  };
  visit(resolve(file));
  return { texts, usesHome };
}

function isEverywhere(specifier: string): boolean {
  return isBuiltin(specifier) || specifier === "faultline" || specifier.startsWith("faultline/");
}

function stranger(file: string, specifier: string): SpecError {
  return new SpecError(
    "FL316",
    `${relative(process.cwd(), file)} imports '${specifier}', which no worker can have`,
    "a sweep that goes through a queue may import faultline, Node's own modules, and files by relative path",
  );
}

function isBroughtAlong(file: string): boolean {
  const [first = ""] = relative(PACKAGE, resolve(file)).split(sep);
  return BROUGHT_ALONG.includes(first);
}

function commonFolder(files: readonly string[]): string {
  let folder = dirname(files[0] ?? "");
  while (!files.every((file) => file.startsWith(folder.endsWith(sep) ? folder : folder + sep))) folder = dirname(folder);
  return folder;
}

function slashed(path: string): string {
  return path.split(sep).join("/");
}
