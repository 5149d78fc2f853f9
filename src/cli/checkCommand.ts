import { existsSync, writeFileSync } from "node:fs";
import { Command, Option } from "commander";
import type { CheckpointOptions } from "../engine/check.js";
import type { Engine } from "../engine/engine.js";
import type { SearchOptions } from "../engine/partial/searchOptions.js";
import { refuseUnsound } from "../engine/partial/soundness.js";
import type { AskedReductions } from "../engine/reductionsFor.js";
import { type ParameterValues, SpecError } from "../language/index.js";
import { checkTable } from "../report/checkTable.js";
import { compactReport } from "../report/compactReport.js";
import { coverageText } from "../report/coverageText.js";
import { fallbackNotes } from "../report/fallbackNotes.js";
import { kernelTable } from "../report/kernelTable.js";
import { paintFor } from "../report/paint.js";
import { problemText } from "../report/problemText.js";
import { exitStatus, type Report, reportError } from "../report/report.js";
import { type ModuleFile, saveModules } from "../report/saveModules.js";
import { saveTraces } from "../report/saveTraces.js";
import { summary } from "../report/summary.js";
import { surprises } from "../report/surprises.js";
import { type Asked, type Asking, askedBySelectors, askedOfKernels, refuseUnknownParameters } from "./askedQuestions.js";
import { decideAll } from "./decideAll.js";
import { startEarly } from "./hand.js";
import {
  countOption,
  durationOption,
  ENGINE_HELP,
  engineOption,
  memoryOption,
  partOption,
  reduceOption,
  repeatedOption,
  searchOption,
  seedOption,
  settingOption,
  usualWorkers,
} from "./options.js";
import { problemOf } from "./problemOf.js";
import { strictByDefault } from "./strictByDefault.js";
import { version } from "./version.js";
import { writeReport } from "./writeReport.js";

interface CheckFlags extends SearchOptions {
  readonly kernel?: readonly string[];
  readonly patch?: readonly string[];
  readonly properties?: string;
  readonly workers: number;
  readonly set?: ParameterValues;
  readonly maxStates?: number;
  readonly maxTime?: number;
  readonly maxMemory?: number;
  readonly stopOnFirst?: boolean;
  readonly engine?: Engine["name"];
  readonly reduce: AskedReductions;
  readonly strict?: boolean;
  readonly coverage?: boolean;
  readonly verbose?: boolean;
  readonly json?: boolean;
  readonly junit?: string;
  readonly save?: string;
  readonly report?: string;
  readonly emit?: string;
  readonly spill?: string;
  readonly checkpoint?: string;
  readonly checkpointEvery?: number;
  readonly resume?: string;
}

/** `faultline check`: decides checks, or asks kernels for their properties, and says how it came out. */
export function checkCommand(exit: (status: number) => void): Command {
  return new Command("check")
    .description("Run checks (all of them, if none is named): each holds, is violated, or stays incomplete.")
    .argument("[selector...]", "globs over check ids, such as 'claims/*', or files that export checks")
    .option("--kernel <name>", "ask this kernel which properties it keeps, or those that a glob names (repeatable)", repeatedOption)
    .option("--patch <patch>", "with --kernel: and which with this patch on it, by name or file (repeatable: applied in order)", repeatedOption)
    .option("--properties <glob>", "with --kernel: only these properties")
    .option("--engine <engine>", ENGINE_HELP, engineOption)
    .option("--workers <n>", "threads that explore: as many runs at once, or several threads for each of fewer", countOption("--workers"), usualWorkers)
    .option("--set <name=value>", "a bound, for every run that has it (repeatable)", settingOption)
    .option("--max-states <n>", "give a run up, incomplete, beyond this many states", countOption("--max-states"))
    .option("--max-time <time>", "give a run up, incomplete, after this time: 10m, 90s, 1500ms", durationOption)
    .option("--max-memory <size>", "give a run up, incomplete, before the process takes more: 512m, 8g", memoryOption)
    .addOption(new Option("--continue", "go on after a violation, so that every property has its verdict (the default)").conflicts("stopOnFirst"))
    .option("--stop-on-first", "stop a run at its first violation; its other properties stay incomplete")
    .option(
      "--reduce <reductions>",
      "leave out what cannot change a verdict: none, auto (what is sound), or some of por,dead,symmetry",
      reduceOption,
      "none" as const,
    )
    .option("--spill <folder>", "where memory ends, go on with states in files there, which are gone afterwards")
    .option("--checkpoint <folder>", "keep what is explored there, every so often and when a run is cut short")
    .option("--checkpoint-every <time>", "how often: 10m, 90s (default: 1m)", durationOption)
    .option("--resume <folder>", "go on from the checkpoints there, and keep them up; a run without one begins anew")
    .option("--search <search>", "in which way: bfs; dfs, directed; or lossy, at best incomplete: bitstate, compact, simulate (default: bfs)", searchOption)
    .option("--share <i/n>", "only this share of each run's initial states, such as one that a sweep with --split found violated: 3/8", partOption("--share"))
    .option("--depth <n>", "visit states that are this many transitions away, and do not expand them", countOption("--depth"))
    .option("--seed <n>", "of random runs, hash functions and shuffled orders: the same seed finds the same", seedOption)
    .option("--swarm <n>", "so many searches of each run at once, with seeds from --seed on, and their results together", countOption("--swarm"))
    .option("--runs <n>", "with --search simulate: how many random runs (default: 1000)", countOption("--runs"))
    .option("--steps <n>", "with --search simulate: transitions of each run at most (default: 1000)", countOption("--steps"))
    .option("--strict", "a vacuous property, or a step that never fires, is not as expected unless the check lists it (default: where CI is set)")
    .option("--no-strict", "take what nothing put to the test as it is, and only say so")
    .option("--coverage", "also print the source of every step with how often it fired, and what was not exercised; takes as long as --engine reference")
    .option("--verbose", "also print evidence, and steps that never fired")
    .option("--json", "print one JSON document")
    .option("--junit <file>", "also write the result as JUnit XML")
    .option("--save <folder>", "also write every counterexample as a JSON file")
    .option("--report <folder>", "also write pages to be looked at: index.html with every check, and one for each counterexample")
    .option("--emit <folder>", "also write the AssemblyScript text of every module that explored a run")
    .addHelpText(
      "after",
      "\nExit status, the first that applies: 130 interrupted; 2 usage or specification error; 1 some verdict not as\nexpected (with --kernel: a property violated); 3 something incomplete; 0 every verdict as expected.",
    )
    .action(async (selectors: string[], flags: CheckFlags) => exit(await runCheck(selectors, flags)));
}

async function runCheck(selectors: readonly string[], flags: CheckFlags): Promise<number> {
  const began = performance.now();
  refuseConflicts(selectors, flags);
  startEarly("thread");
  const asking =
    flags.kernel === undefined
      ? await askedBySelectors(selectors, flags.engine === "compiled")
      : await askedOfKernels(flags.kernel, flags.patch ?? [], flags.properties ?? "**");
  refuseUnknownParameters(flags.set ?? {}, asking.asked);
  const { report, interrupted } = await decide(asking, flags);
  print(report, flags, (performance.now() - began) / 1000);
  return exitStatus(report, interrupted);
}

async function decide({ asked, problems }: Asking, flags: CheckFlags): Promise<{ report: Report; interrupted: boolean }> {
  const { set = {}, maxTime: maxSeconds, strict = strictByDefault(process.env), coverage = false } = flags;
  const { workers, maxStates, maxMemory, spill, stopOnFirst, engine, reduce, search, share, depth, seed, swarm, runs, steps } = flags;
  const options = {
    workers,
    set,
    maxStates,
    maxSeconds,
    maxMemory,
    spill,
    stopOnFirst,
    engine,
    reduce,
    search,
    share,
    depth,
    seed,
    swarm,
    runs,
    steps,
    strict,
    coverage,
    emit: flags.emit !== undefined,
    checkpoint: checkpointOf(flags),
  };
  const { checks, errors, modules, interrupted } = await decideAll(asked, options);
  const report = { faultline: version, checks, errors: [...problems.map(reportError), ...errors] };
  return { report: await write(report, asked, modules, flags), interrupted };
}

function checkpointOf({ checkpoint, checkpointEvery: every, resume }: CheckFlags): CheckpointOptions | undefined {
  const folder = resume ?? checkpoint;
  return folder === undefined ? undefined : { folder, every, resume: resume !== undefined };
}

/** Writes the files that were asked for; a file that cannot be written is one more error, and the results are printed all the same. */
async function write(report: Report, asked: readonly Asked[], modules: readonly ModuleFile[], flags: CheckFlags): Promise<Report> {
  const { junit, save, emit, report: pages, set = {} } = flags;
  try {
    if (emit !== undefined) saveModules(emit, modules);
    if (save !== undefined) saveTraces(save, version, report.checks);
    if (pages !== undefined) await writeReport(pages, report, asked, set);
    if (junit !== undefined) writeFileSync(junit, `${(await import("../report/junitReport.js")).junitReport(report)}\n`);
    return report;
  } catch (error) {
    const problem = problemOf(error, { code: "FL307", message: (text) => `${junit} cannot be written: ${text}`, hint: "name a file in a folder that exists" });
    return { ...report, errors: [...report.errors, reportError({ ...problem, file: undefined, line: undefined, column: undefined })] };
  }
}

function print(report: Report, { json, kernel, verbose = false, strict, coverage = false }: CheckFlags, seconds: number): void {
  if (json) {
    process.stdout.write(`${JSON.stringify(compactReport(report), null, 2)}\n`);
    return;
  }
  const paint = paintFor(process.stdout);
  const width = process.stdout.columns || Number.POSITIVE_INFINITY;
  const { checks, errors } = report;
  const table = kernel === undefined ? checkTable(checks, { paint, width, verbose }) : kernelTable(checks, paint, width);
  const listing = coverage ? [coverageText(checks, paint)] : [];
  if (checks.length > 0)
    process.stdout.write(
      `${[table, ...surprises(checks, paint, kernel === undefined ? undefined : 1), ...listing, summary(report, seconds, paint)].join("\n\n")}\n`,
    );
  const notes = [...(kernel === undefined ? [] : fallbackNotes(checks)), ...strictnessNotes(checks, strict)];
  for (const note of notes) process.stderr.write(`${note}\n`);
  for (const error of errors) process.stderr.write(`${problemText(error, paintFor(process.stderr))}\n`);
}

/** Where it was CI that asked for strictness, a failure that comes of it says so. */
function strictnessNotes(checks: Report["checks"], strict: boolean | undefined): string[] {
  const failed = checks.some(({ runs }) => runs.some(({ untested }) => untested.length > 0));
  return failed && strict === undefined ? ["note: strict, because CI is set; --no-strict takes what nothing put to the test as it is"] : [];
}

function refuseConflicts(selectors: readonly string[], flags: CheckFlags): void {
  const { kernel, patch, properties, engine, emit, coverage, reduce, search, share } = flags;
  refuseCheckpointConflicts(flags);
  // Here --workers is the number of threads of all searches together: each of them may still have one.
  refuseUnsound({ ...flags, workers: 1, checkpoint: checkpointOf(flags) });
  if (emit !== undefined && engine === "reference")
    throw new SpecError("FL302", "--emit writes modules, and the reference engine makes none", "leave --engine reference away");
  if (emit !== undefined && search !== undefined && search !== "bfs")
    throw new SpecError("FL302", `--emit writes modules, and --search ${search} makes none`, "leave one of them away");
  if (coverage && reduce !== "none") throw new SpecError("FL302", "--coverage counts every transition, and --reduce leaves some out", "leave one of them away");
  if (coverage && share !== undefined)
    throw new SpecError("FL302", "--coverage counts what a whole run exercised, and --share leaves some out", "leave one of them away");
  if (kernel !== undefined && selectors.length > 0) {
    throw new SpecError("FL302", `--kernel asks a kernel, and ${selectors[0]} names a check`, "leave one of them away: a check brings its own kernel");
  }
  const orphan = patch !== undefined ? "--patch" : properties !== undefined ? "--properties" : undefined;
  if (kernel === undefined && orphan !== undefined)
    throw new SpecError("FL302", `${orphan} goes with --kernel`, "name the kernel: faultline check --kernel 5.16; faultline list kernels names them all");
}

function refuseCheckpointConflicts({ checkpoint, checkpointEvery, resume, spill, engine }: CheckFlags): void {
  if (spill !== undefined && engine === "reference") throw new SpecError("FL302", "the reference engine spills no states", "leave --engine reference away");
  const kept = resume ?? checkpoint;
  if (spill !== undefined && kept !== undefined && spill !== kept)
    throw new SpecError("FL302", `a search that is kept in ${kept} spills to ${spill}`, `it keeps its states once: --spill ${kept}`);
  if (checkpoint === undefined && resume === undefined) {
    if (checkpointEvery !== undefined) throw new SpecError("FL302", "--checkpoint-every goes with --checkpoint or --resume", "name a folder: --checkpoint DIR");
    return;
  }
  if (engine === "reference") throw new SpecError("FL302", "the reference engine keeps no checkpoints", "leave --engine reference away");
  if (checkpoint !== undefined && resume !== undefined && checkpoint !== resume)
    throw new SpecError("FL302", "--resume keeps its own folder up, and --checkpoint names another", "leave --checkpoint away");
  if (resume !== undefined && !existsSync(resume))
    throw new SpecError("FL307", `there is no folder ${resume} to resume from`, "name the one that --checkpoint was given");
}
