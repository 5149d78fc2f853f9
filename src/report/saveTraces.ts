import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeFolder } from "../engine/makeFolder.js";
import { SpecError } from "../language/index.js";
import type { CheckReport } from "./checkReport.js";
import { fileName } from "./fileName.js";
import { traceFile } from "./traceFile.js";

/**
 * Writes every counterexample into a folder, one file each: `claims-c10.1.uptodate-implies-valid.json`, with the number of the run.
 * @throws SpecError FL307 when it cannot
 */
export function saveTraces(folder: string, version: string, checks: readonly CheckReport[]): void {
  try {
    makeFolder(folder);
    for (const check of checks) {
      check.runs.forEach((run, index) => {
        for (const { name, trace } of run.properties) {
          if (trace === null) continue;
          const file = `${fileName(check.id)}.${index + 1}.${fileName(name)}.json`;
          writeFileSync(join(folder, file), `${JSON.stringify(traceFile(version, check, run, trace), null, 2)}\n`);
        }
      });
    }
  } catch (error) {
    throw new SpecError("FL307", `traces cannot be written to ${folder}: ${(error as Error).message}`, "name a folder that can be made and written to");
  }
}
