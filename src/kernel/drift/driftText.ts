import { relative } from "node:path";
import type { Paint } from "../../report/paint.js";
import { problemText } from "../../report/problemText.js";
import { departureText } from "./departureText.js";
import type { Drift, FunctionDrift } from "./drift.js";
import { machinesOf } from "./machinesOf.js";

/** What `faultline drift` prints: a line for each function, where it departs, and which kernel it all comes to. */
export function driftText({ path, functions, kernels }: Drift, withoutOutline: readonly string[], paint: Paint): string {
  const lines = functions.flatMap((one) => functionLines(one, path, paint));
  const count = (verdict: FunctionDrift["verdict"]): number => functions.filter((one) => one.verdict === verdict).length;
  lines.push("", kernels.length > 0 ? paint.green(`${path}: matches ${kernels.join(", ")}`) : `${path}: matches no one kernel whose source the outlines know`);
  lines.push(`functions that match: ${count("matches")}; that depart: ${count("departs")}; not compared: ${count("not compared")}`);
  if (withoutOutline.length > 0) lines.push(paint.dim(`modelled, and without an outline, so not looked at: ${withoutOutline.join("; ")}`));
  return lines.join("\n");
}

function functionLines(one: FunctionDrift, path: string, paint: Paint): readonly string[] {
  const { outline, verdict, kernels, file, line, renamed, departures, problem } = one;
  const name = `${outline.name}()`;
  if (problem !== undefined) return [`${paint.yellow("not compared")}  ${name}`, problemText(problem, paint)];
  const as = `${kernels.join(", ")}${paint.dim(machineText(one))}`;
  if (verdict === "matches") return [`${paint.green("matches")}  ${name}  ${line === undefined ? "is not there, as in" : "as in"} ${as}`];
  const shown = (at: number | undefined): string => `${(file && relative(path, file)) || path}:${at}`;
  if (renamed !== undefined) return [`${paint.red("departs")}  ${name}  is called ${renamed}() here, and is as in ${as}  ${shown(line)}`];
  return [`${paint.red("departs")}  ${name}  from ${as}`, ...departures.map((each) => `    ${departureText(each)}  ${shown(each.line)}`)];
}

/** Which version of a machine that is, where there are several. */
function machineText(one: FunctionDrift): string {
  const versions = machinesOf(one).filter(({ version }) => version !== "");
  return versions.length === 0 ? "" : ` (in the models: ${versions.map(({ name, version }) => `${name} ${version}`).join(", ")})`;
}
