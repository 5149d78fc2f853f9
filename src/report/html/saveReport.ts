import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { makeFolder } from "../../engine/makeFolder.js";
import type { ComposedModel } from "../../language/compose.js";
import { SpecError } from "../../language/index.js";
import type { CheckReport } from "../checkReport.js";
import { fileName } from "../fileName.js";
import type { Report } from "../report.js";
import type { RunReport } from "../runReport.js";
import { traceFile } from "../traceFile.js";
import { htmlPage } from "./htmlPage.js";
import { htmlTrace } from "./htmlTrace.js";
import { indexData } from "./indexData.js";
import { pageBundle } from "./pageBundle.js";
import { traceExtras } from "./traceExtras.js";

/** The model of a run of a report. */
export type ModelOf = (check: CheckReport, run: RunReport) => ComposedModel;

/**
 * Writes a folder to be looked at: `index.html` with every check, and beside it a page for each counterexample.
 * @throws SpecError FL307 when it cannot
 */
export async function saveReport(folder: string, report: Report, modelOf: ModelOf): Promise<void> {
  const pages = new Map<object, string>();
  try {
    makeFolder(folder);
    for (const check of report.checks) {
      for (const [index, run] of check.runs.entries()) {
        for (const property of run.properties) {
          if (property.trace === null) continue;
          const file = traceFile(report.faultline, check, run, property.trace);
          const page = freshName(`${fileName(check.id)}.${index + 1}.${fileName(property.name)}`, pages);
          await writeFile(join(folder, page), await htmlTrace(file, await traceExtras(modelOf(check, run), property.trace)));
          pages.set(property, page);
        }
      }
    }
    const data = indexData(report, (property) => pages.get(property) ?? null);
    await writeFile(join(folder, "index.html"), htmlPage({ title: "faultline: what was checked", ...(await pageBundle("index")), data }));
  } catch (error) {
    if (error instanceof SpecError || (error as NodeJS.ErrnoException).code === undefined) throw error;
    throw new SpecError("FL307", `the report cannot be written to ${folder}: ${(error as Error).message}`, "name a folder that can be made and written to");
  }
}

/** Names that differ only in what a file's name cannot have are told apart by a number. */
function freshName(wanted: string, taken: ReadonlyMap<object, string>): string {
  const names = new Set(taken.values());
  for (let number = 1; ; number++) {
    const name = `${wanted}${number === 1 ? "" : `.${number}`}.html`;
    if (!names.has(name)) return name;
  }
}
