import { Command } from "commander";
import type { Engine } from "../engine/engine.js";
import { DOMAINS, NO_DEADLOCK } from "../engine/result.js";
import { glob } from "../language/glob.js";
import { type Problem, type Run, SpecError } from "../language/index.js";
import { refinementName } from "../language/refinement.js";
import type { CheckReport } from "../report/checkReport.js";
import { verdictText } from "../report/checkTable.js";
import { fallbackNotes } from "../report/fallbackNotes.js";
import { type Paint, paintFor } from "../report/paint.js";
import { problemText } from "../report/problemText.js";
import type { ErrorReport } from "../report/report.js";
import type { PropertyReport, RunReport } from "../report/runReport.js";
import { type Asked, type AskedRun, askedBySelectors, refuseUnknownParameters } from "./askedQuestions.js";
import { type Decided, decideAll } from "./decideAll.js";
import { nearest } from "./nearest.js";
import { countOption, durationOption, ENGINE_HELP, engineOption, memoryOption, repeatedOption, settingOption, usualWorkers } from "./options.js";
import { readTraceFile, replaySaved, replayText } from "./replayFile.js";
import { FORMATS, type FoundTrace, headLines, type TellFlags, tellTrace } from "./tellTrace.js";

interface TraceFlags extends TellFlags {
  readonly run?: number;
  readonly property?: string;
  readonly engine?: Engine["name"];
  readonly workers: number;
  readonly maxStates?: number;
  readonly maxTime?: number;
  /** A saved trace. */
  readonly replay?: string;
  readonly maxMemory?: number;
}

/** `faultline trace`: the counterexample of one check, or what its structural verdict rests on. */
export function traceCommand(exit: (status: number) => void): Command {
  return new Command("trace")
    .description("Show the shortest counterexample of a check: who moved, what was chosen, what changed, and what failed.")
    .argument("[check]", "the id of a check, or a file that exports one (with --replay: the check of the saved trace)")
    .option("--format <format>", `one of ${FORMATS.join(", ")}`, formatOption, "text")
    .option("--run <n>", "which run of the check, counted from 1 (default: the first claim that is violated)", countOption("--run"))
    .option("--property <glob>", "which property (default: the first that is violated)")
    .option(
      "--why <step>",
      "only why this step is marked: the run on the same schedule that is different in it and ends well (0: the initial state)",
      stepOption,
    )
    .option("--against <kernel>", "instead: the same schedule on this kernel, and the first step at which the two part")
    .option("--patch <patch>", "the same with this patch on it, by name or file (repeatable); alone, on the check's own kernel", repeatedOption)
    .option("--replay <file>", "instead: take a saved trace again, step by step, on the check as it is today")
    .option("--all", "text: fold no steps, cut no comparison")
    .option("--engine <engine>", ENGINE_HELP, engineOption)
    .option("--workers <n>", "threads that explore", countOption("--workers"), usualWorkers)
    .option("--set <name=value>", "a bound, for every run that has it (repeatable)", settingOption)
    .option("--max-states <n>", "give up beyond this many states", countOption("--max-states"))
    .option("--max-time <time>", "give up after this time: 10m, 90s, 1500ms", durationOption)
    .option("--max-memory <size>", "give up before the process takes more: 512m, 8g", memoryOption)
    .addHelpText("after", "\nExit status: 0; with --replay 1 if the saved trace does not happen any more; 2 usage or specification error; 130 interrupted.")
    .action(async (selector: string | undefined, flags: TraceFlags) =>
      exit(await (flags.replay === undefined ? runTrace(selector, flags) : runReplay(flags.replay, selector, flags))),
    );
}

function stepOption(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw new SpecError("FL302", `--why ${text} is no step`, "write the number of a marked step: --why 11");
}

function formatOption(text: string): string {
  if ((FORMATS as readonly string[]).includes(text)) return text;
  throw new SpecError("FL304", `there is no format '${text}'`, nearest(text, FORMATS, `formats: ${FORMATS.join(", ")}`));
}

async function runReplay(path: string, selector: string | undefined, { format }: TraceFlags): Promise<number> {
  const file = readTraceFile(path);
  const { asked, problems } = await askedBySelectors([selector ?? file.check], false);
  if (problems.length > 0) return complain(problems);
  const report = replaySaved(file, onlyOne(asked, selector ?? file.check));
  process.stdout.write(`${format === "json" ? JSON.stringify(report, null, 2) : replayText(report, paintFor(process.stdout))}\n`);
  return report.happens ? 0 : 1;
}

async function runTrace(selector: string | undefined, flags: TraceFlags): Promise<number> {
  if (selector === undefined) throw new SpecError("FL301", "no check is named", "name one: faultline trace claims/c10; faultline list checks names them all");
  const { asked, problems } = await askedBySelectors([selector], flags.engine === "compiled");
  if (problems.length > 0) return complain(problems);
  const one = wantedRuns(onlyOne(asked, selector), flags);
  refuseUnknownParameters(flags.set ?? {}, [one]);
  const { decided, properties } = await decide(one, flags);
  if (decided.errors.length > 0) return complain(decided.errors);
  const [check] = decided.checks as [CheckReport];
  for (const note of fallbackNotes([check])) process.stderr.write(`${note}\n`);
  const failed = failures(check, properties);
  const shown = failed.find(hasTrace);
  if (shown === undefined && check.kind === "structural") process.stdout.write(`${structuralText(check, paintFor(process.stdout))}\n`);
  else if (shown !== undefined)
    process.stdout.write(`${await tellTrace({ ...shown, selector, check, asked: one.runs[check.runs.indexOf(shown.run)] as AskedRun }, flags)}\n`);
  else if (!decided.interrupted) refuse(check, one, failed);
  return decided.interrupted ? 130 : 0;
}

function complain(problems: readonly (Problem | ErrorReport)[]): 2 {
  for (const problem of problems) process.stderr.write(`${problemText(problem, paintFor(process.stderr))}\n`);
  return 2;
}

function onlyOne(asked: readonly Asked[], selector: string): Asked {
  const [one, ...others] = asked;
  if (one !== undefined && others.length === 0) return one;
  const ids = asked.map(({ question }) => question.id).join(", ");
  throw new SpecError(
    "FL301",
    `'${selector}' names ${asked.length} checks`,
    `trace shows one of them: ${ids}; in a file of yours, ./file.check.ts#id names it`,
  );
}

/** The run that was named, else the claims: what a claim is contrasted with is shown when it is named. */
function wantedRuns(asked: Asked, { run: number }: TraceFlags): Asked {
  const claims = asked.runs.filter(({ run }) => run.role !== "contrast");
  if (number === undefined) return { ...asked, runs: claims.length > 0 ? claims : asked.runs };
  const run = asked.runs[number - 1];
  if (run === undefined)
    throw new SpecError(
      "FL302",
      `${asked.question.id} has no run ${number}`,
      `its runs: ${asked.runs.map((each) => `${each.index + 1} (${each.run.name ?? each.run.model.name})`).join(", ")}`,
    );
  return { ...asked, runs: [run] };
}

/**
 * Where one property is wanted, the search need go no further than the level in which it fails first: the trace is the same.
 * Should something else have stopped it earlier, it is repeated in full.
 */
async function decide(asked: Asked, flags: TraceFlags): Promise<{ decided: Decided; properties: (name: string) => boolean }> {
  const pattern = glob(flags.property ?? "**");
  const properties = (name: string): boolean => pattern.test(name);
  const { set = {}, maxStates, maxTime: maxSeconds, maxMemory, engine, workers } = flags;
  const options = { set, maxStates, maxSeconds, maxMemory, engine, workers, strict: false };
  const names = [...new Set(asked.runs.flatMap(({ run }) => propertiesOf(run)).filter(properties))];
  if (names.length === 0) throw unknownProperty(asked, flags.property ?? "");
  const [only] = names;
  if (only !== undefined && names.length === 1 && ![DOMAINS, NO_DEADLOCK].includes(only)) {
    const decided = await decideAll([asked], { ...options, only });
    const found = decided.checks.some(({ runs }) => runs.some((run) => run.properties.some(({ name, trace }) => name === only && trace !== null)));
    if (found || decided.interrupted || decided.errors.length > 0) return { decided, properties };
  }
  return { decided: await decideAll([asked], options), properties };
}

function unknownProperty({ question, runs }: Asked, wanted: string): SpecError {
  const known = [...new Set(runs.flatMap(({ run }) => propertiesOf(run)))];
  return new SpecError("FL309", `${question.id} asks no property '${wanted}'`, nearest(wanted, known, `there are: ${known.join("; ")}`));
}

function propertiesOf({ model, decide, refines, name }: Run): string[] {
  if (decide !== undefined) return [name ?? model.name];
  const beside = refines === undefined ? [] : [refinementName(refines)];
  return [...(model.properties ?? []).map((property) => property.name), DOMAINS, NO_DEADLOCK, ...beside];
}

interface Failure {
  readonly run: RunReport;
  readonly property: PropertyReport;
}

function hasTrace(failure: Failure): failure is Failure & Pick<FoundTrace, "property"> {
  return failure.property.trace !== null;
}

function failures({ runs }: CheckReport, wanted: (name: string) => boolean): Failure[] {
  return runs.flatMap((run) => run.properties.filter(({ name, verdict }) => verdict === "violated" && wanted(name)).map((property) => ({ run, property })));
}

function structuralText(check: CheckReport, paint: Paint): string {
  const runs = check.runs.flatMap((run) => [
    ...headLines(check, run, paint),
    `  ${verdictText(run.verdict, paint)}, by the shape of the specification:`,
    ...run.evidence.map((line) => `    ${line}`),
  ]);
  return runs.join("\n");
}

/** @throws SpecError FL308, saying why there is nothing to show */
function refuse(check: CheckReport, { runs }: Asked, failed: readonly Failure[]): never {
  const [first] = failed;
  if (first !== undefined)
    throw new SpecError(
      "FL308",
      `no reachable state satisfies '${first.property.name}', so there is no state to show`,
      "widen the bounds with --set, or see faultline check --verbose for steps that never fired",
    );
  const undecided = check.runs.find(({ reason }) => reason !== null);
  if (undecided !== undefined)
    throw new SpecError("FL308", `${check.id} is incomplete, and nothing has failed so far: ${undecided.reason}`, "raise --max-states or --max-time");
  const [untested] = check.runs.flatMap((run) => run.properties.filter(({ vacuous }) => vacuous));
  throw new SpecError(
    "FL308",
    `${check.id} has no counterexample: it holds within its bounds${untested === undefined ? "" : `, but nothing put '${untested.name}' to the test`}`,
    `widen the bounds with --set, or name another run with --run (shown: ${runs.map(({ index }) => index + 1).join(", ")})`,
  );
}
