import { Command } from "commander";
import { contentHash } from "../engine/contentHash.js";
import type { Engine } from "../engine/engine.js";
import { type ParameterValues, SpecError } from "../language/index.js";
import { paintFor } from "../report/paint.js";
import { type PathsFile, pathsJson, pathsText, savePaths } from "../report/pathsReport.js";
import { problemText } from "../report/problemText.js";
import type { Cover, PathOptions } from "../testing/paths/findPaths.js";
import { type Asked, type AskedRun, applicableTo, askedBySelectors, refuseUnknownParameters } from "./askedQuestions.js";
import { nearest } from "./nearest.js";
import { countOption, durationOption, ENGINE_HELP, engineOption, memoryOption, settingOption, usualWorkers } from "./options.js";
import { version } from "./version.js";

interface PathsFlags {
  readonly cover: string;
  readonly longest?: number;
  readonly run?: number;
  readonly set?: ParameterValues;
  readonly engine?: Engine["name"];
  readonly workers: number;
  readonly maxStates?: number;
  readonly maxTime?: number;
  readonly maxMemory?: number;
  readonly json?: boolean;
  readonly save?: string;
}

/** `faultline paths`: few paths through a model that cover it, as test cases. */
export function pathsCommand(exit: (status: number) => void): Command {
  return new Command("paths")
    .description("Find few paths through a check's model that together take every step, or every transition: test cases for an implementation.")
    .argument("<check>", "the id of a check, or a file that exports one")
    .option("--cover <what>", "steps (each that ever fires) or transitions (each in each state)", "steps")
    .option("--longest <n>", "a path that has so many steps does not go on: then there are more", countOption("--longest"))
    .option("--run <n>", "which run of the check, counted from 1 (default: the first)", countOption("--run"))
    .option("--set <name=value>", "a bound of the model (repeatable)", settingOption)
    .option("--engine <engine>", ENGINE_HELP, engineOption)
    .option("--workers <n>", "threads that explore", countOption("--workers"), usualWorkers)
    .option("--max-states <n>", "cover what was explored up to so many states (default: 200000)", countOption("--max-states"))
    .option("--max-time <time>", "cover what was explored in this time: 10m, 90s, 1500ms", durationOption)
    .option("--max-memory <size>", "cover what was explored before the process takes more: 512m, 8g", memoryOption)
    .option("--json", "print one JSON document: the paths as traces, without whole states")
    .option("--save <dir>", "write each path into this folder, as faultline trace --replay and faultline explore read it")
    .addHelpText("after", "\nExit status: 0; 3 if the model was not explored to its end; 2 usage or specification error.")
    .action(async (selector: string, flags: PathsFlags) => exit(await runPaths(selector, flags)));
}

async function runPaths(selector: string, flags: PathsFlags): Promise<number> {
  const { asked, problems } = await askedBySelectors([selector], flags.engine === "compiled");
  for (const problem of problems) process.stderr.write(`${problemText(problem, paintFor(process.stderr))}\n`);
  if (problems.length > 0) return 2;
  const [one, run] = wanted(asked, selector, flags.run);
  refuseUnknownParameters(flags.set ?? {}, [one]);
  const file = await pathsFile(one, run, optionsOf(run, flags));
  if (flags.save !== undefined) savePaths(flags.save, file);
  process.stdout.write(`${flags.json ? pathsJson(file) : pathsText(file, paintFor(process.stdout))}\n`);
  return file.reason === null ? 0 : 3;
}

function wanted(asked: readonly Asked[], selector: string, number = 1): [Asked, AskedRun] {
  const [one, ...others] = asked;
  if (one === undefined || others.length > 0)
    throw new SpecError(
      "FL301",
      `'${selector}' names ${asked.length} checks`,
      `paths takes one of them: ${asked.map(({ question }) => question.id).join(", ")}`,
    );
  const run = one.runs[number - 1];
  if (run !== undefined) return [one, run];
  const names = one.runs.map(({ run: each, index }) => `${index + 1} (${each.name ?? each.model.name})`).join(", ");
  throw new SpecError("FL302", `${one.question.id} has no run ${number}`, `its runs: ${names}`);
}

function optionsOf({ run }: AskedRun, { cover, longest, set = {}, engine, workers, maxStates, maxTime, maxMemory }: PathsFlags): PathOptions {
  const covers: readonly Cover[] = ["steps", "transitions"];
  const known = covers.find((each) => each === cover);
  if (known === undefined)
    throw new SpecError(
      "FL302",
      `--cover ${cover}: there is nothing of that name to cover`,
      nearest(cover, covers, "write --cover steps, or --cover transitions"),
    );
  const bounds = { ...(maxStates !== undefined && { maxStates }), ...(maxTime !== undefined && { maxTime }), ...(maxMemory !== undefined && { maxMemory }) };
  return { cover: known, longest, set: applicableTo(run, set), engine, workers, ...bounds };
}

/** What explores is loaded only here. */
async function pathsFile({ question }: Asked, { run }: AskedRun, options: PathOptions): Promise<PathsFile> {
  const [{ findPaths }, { traceOfWay }] = await Promise.all([import("../testing/paths/findPaths.js"), import("../testing/paths/traceOfWay.js")]);
  const { composed, cover, goals, reason = null, ways } = await findPaths(run.model, options);
  const { model } = run;
  return {
    faultline: version,
    check: question.id,
    title: question.title,
    run: run.name ?? null,
    model: model.name,
    kernel: model.kernel?.name ?? null,
    patches: model.kernel?.patches ?? [],
    actors: model.processes.map(({ name }) => name),
    bounds: Object.fromEntries(Object.keys(model.system.parameters.defaults).map((name) => [name, composed.parameters[name] ?? ""])),
    contentHash: contentHash(composed),
    cover,
    goals,
    reason,
    paths: ways.map((way) => traceOfWay(composed, way)),
  };
}
