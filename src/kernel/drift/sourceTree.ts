import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, join, resolve, sep } from "node:path";
import type { FunctionOutline } from "../../../spec/outlines/function-outline.js";
import { SpecError } from "../../language/index.js";

/** Sources of a kernel that are to be compared. */
export interface SourceTree {
  /** What was named on the command line. */
  readonly path: string;
  /** The outlines of functions that belong into it. */
  readonly asked: readonly FunctionOutline[];
  /** The path and text of a file that is named from the top of the kernel's tree; nothing if it is not there. */
  file(name: string): { readonly path: string; readonly text: string } | undefined;
}

/**
 * The tree of a folder, or one file as if it were a tree: then only functions that belong into a file of its name are asked for.
 *
 * @throws SpecError FL307 if there is nothing at that path; FL302 for a file that none of the outlines belongs into
 */
export function sourceTree(path: string, outlines: readonly FunctionOutline[]): SourceTree {
  if (!existsSync(path)) throw new SpecError("FL307", `there is no ${path}`, "name the top of a kernel's source, or a file of it: --linux ~/src/linux");
  if (statSync(path).isDirectory()) {
    return { path, asked: outlines, file: (name) => (existsSync(join(path, name)) ? read(join(path, name)) : undefined) };
  }
  const names = [...new Set(outlines.map(({ file }) => file))];
  const name = names.find((one) => resolve(path).endsWith(`${sep}${one}`)) ?? names.find((one) => basename(one) === basename(path));
  if (name === undefined)
    throw new SpecError("FL302", `no modelled function belongs into ${basename(path)}`, `name one of ${names.join(", ")}, or a whole tree`);
  return { path, asked: outlines.filter(({ file }) => file === name), file: () => read(path) };
}

function read(path: string): { readonly path: string; readonly text: string } {
  try {
    return { path, text: readFileSync(path, "utf8") };
  } catch (cause) {
    throw new SpecError("FL307", `${path} cannot be read: ${(cause as Error).message}`, "name a file or folder that this user may read");
  }
}
