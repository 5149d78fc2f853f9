import { compose } from "../language/compose.js";
import type { ParameterValues } from "../language/index.js";
import type { Report } from "../report/report.js";
import { type Asked, type AskedRun, applicableTo } from "./askedQuestions.js";

/**
 * Writes the pages of a report into a folder: one of all checks, and one for each counterexample.
 * @param set the bounds that the command line gave
 * @throws SpecError FL307 when it cannot
 */
export async function writeReport(folder: string, report: Report, asked: readonly Asked[], set: ParameterValues): Promise<void> {
  const { saveReport } = await import("../report/html/saveReport.js");
  await saveReport(folder, report, (check, run) => {
    const question = asked.find((each) => each.question.id === check.id) as Asked;
    const { run: wanted } = question.runs[check.runs.indexOf(run)] as AskedRun;
    return compose(wanted.model, applicableTo(wanted, set));
  });
}
