import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeFolder } from "../engine/makeFolder.js";
import { SpecError } from "../language/index.js";
import { fileName } from "./fileName.js";

/** The AssemblyScript text of a module, and which run of which check it explored; runs are counted from 1. */
export interface ModuleFile {
  readonly check: string;
  readonly run: number;
  readonly text: string;
}

/**
 * Writes the text of each module into a folder, one file each: `claims-c10.1.ts`, with the number of the run.
 * @throws SpecError FL307 when it cannot
 */
export function saveModules(folder: string, modules: readonly ModuleFile[]): void {
  try {
    makeFolder(folder);
    for (const { check, run, text } of modules) writeFileSync(join(folder, `${fileName(check)}.${run}.ts`), text);
  } catch (error) {
    throw new SpecError("FL307", `modules cannot be written to ${folder}: ${(error as Error).message}`, "name a folder that can be made and written to");
  }
}
