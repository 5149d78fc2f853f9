import { existsSync, writeFileSync } from "node:fs";
import { Command } from "commander";
import { filesystemNamed, guestNamed } from "../kernel/guests.js";
import { mutationNamed, mutations } from "../kernel/mutations.js";
import { possibleRuns } from "../kernel/predict/possibleRuns.js";
import { KernelCache } from "../kernel/prepare/kernelCache.js";
import { BOOT_TOOLS, requireTools } from "../kernel/prepare/requirements.js";
import { replayCells } from "../kernel/replay/replayCells.js";
import { type ReplayPlan, type ReplayQuestion, replayPlan } from "../kernel/replay/replayPlan.js";
import { replayText } from "../kernel/replay/replayText.js";
import { reproducer } from "../kernel/replay/reproducer.js";
import { type ParameterValues, type Run, SpecError } from "../language/index.js";
import { paintFor } from "../report/paint.js";
import type { TraceFile } from "../report/traceFile.js";
import { askedBySelectors } from "./askedQuestions.js";
import { interruptSignal } from "./interruptSignal.js";
import { countOption, durationOption, settingOption } from "./options.js";
import { readTraceFile } from "./replayFile.js";

interface ReplayFlags {
  readonly kernel: string;
  readonly fs?: string;
  readonly mutate?: string;
  readonly run?: number;
  readonly property?: string;
  readonly set?: ParameterValues;
  readonly emitC?: string;
  readonly boot: boolean;
  readonly maxTime: number;
  readonly json: boolean;
}

/** `faultline replay`: does a real kernel do what the counterexample says? */
export function replayCommand(exit: (status: number) => void): Command {
  return new Command("replay")
    .description(
      "Make a real kernel take a counterexample, and controls beside it: does it do what the model says, step by step, and is the file what the model says?",
    )
    .argument("<trace-or-check>", "a trace that check --save wrote, or the id of a check")
    .option("--kernel <name>", "6.1 or 6.12", "6.1")
    .option("--fs <name>", "gfs2 or xfs (default: the check's)")
    .option(
      "--mutate <name>",
      `also on a module with this mutation, whose model the counterexample is then of: ${mutations.map(({ name }) => name).join(", ")}`,
    )
    .option("--run <n>", "which run of the check, counted from 1 (default: the first that is expected to be violated)", countOption("--run"))
    .option("--property <glob>", "what is to fail (default: any property of the run)")
    .option("--set <name=value>", "a bound (repeatable)", settingOption)
    .option("--emit-c <file>", "write a stand-alone C program that reproduces it")
    .option("--no-boot", "boot nothing: with --emit-c")
    .option("--max-time <time>", "for each boot: 10m, 90s", durationOption, 120)
    .option("--json", "one JSON document instead of text", false)
    .addHelpText(
      "after",
      "\nExit status: 0 all as predicted; 1 something was not; 2 usage, or something is missing; 3 a guest's report is not whole; 130 interrupted.",
    )
    .action(async (selector: string, flags: ReplayFlags) => exit(await runReplay(selector, flags)));
}

async function runReplay(selector: string, flags: ReplayFlags): Promise<number> {
  if (flags.boot) requireTools(BOOT_TOOLS);
  const { question, title } = await questionOf(selector, flags);
  const plan = replayPlan(question);
  if (flags.emitC !== undefined) emit(flags.emitC, plan, title);
  if (!flags.boot) return 0;
  const signal = interruptSignal();
  const asking = { cache: new KernelCache(), guest: question.guest, maxSeconds: flags.maxTime, signal };
  const result = await replayCells(asking, plan.kernels, plan.scenarios);
  const text = flags.json
    ? JSON.stringify({ property: plan.property, ...result }, null, 2)
    : replayText(result, `${title}: ${plan.property}`, paintFor(process.stdout));
  process.stdout.write(`${text}\n`);
  if (signal.aborted) return 130;
  if (result.cells.some(({ asPredicted }) => asPredicted === false)) return 1;
  return result.cells.every(({ asPredicted }) => asPredicted) ? 0 : 3;
}

function emit(file: string, { scenarios, blamed, property }: ReplayPlan, title: string): void {
  const [scenario] = scenarios;
  if (scenario === undefined) return;
  const content = possibleRuns(blamed.model, scenario).at(-1)?.outcome.content.cached ?? "";
  const kernel = [blamed.model.name, ...(blamed.mutation === undefined ? [] : [blamed.mutation.name])].join(" + ");
  try {
    writeFileSync(file, reproducer(scenario, { title, property, kernel, content }));
  } catch (error) {
    throw new SpecError("FL307", `${file} cannot be written: ${(error as Error).message}`, "name a file in a folder that is there");
  }
}

async function questionOf(selector: string, flags: ReplayFlags): Promise<{ readonly question: ReplayQuestion; readonly title: string }> {
  const file = selector.endsWith(".json") || existsSync(selector) ? readTraceFile(selector) : undefined;
  const { asked, problems } = await askedBySelectors([file?.check ?? selector], false);
  const [problem] = problems;
  if (problem !== undefined) throw new SpecError(problem.code, problem.message, problem.hint);
  const [one, ...others] = asked;
  if (one === undefined || others.length > 0)
    throw new SpecError("FL301", `'${selector}' names ${asked.length} checks`, `replay takes one: ${asked.map(({ question }) => question.id).join(", ")}`);
  const runs = one.runs.map(({ run }) => run);
  const run = file === undefined ? chosenRun(runs, flags.run) : runOf(file, runs);
  const guest = guestNamed(flags.kernel);
  const question: ReplayQuestion = {
    run,
    set: file === undefined ? (flags.set ?? {}) : (file.bounds as ParameterValues),
    trace: file?.trace,
    property: flags.property ?? "**",
    guest,
    filesystem: flags.fs === undefined ? undefined : filesystemNamed(flags.fs),
    mutation: flags.mutate === undefined ? undefined : mutationNamed(flags.mutate),
  };
  return { question, title: one.question.id };
}

function chosenRun(runs: readonly Run[], number: number | undefined): Run {
  const run = number === undefined ? (runs.find(({ expect }) => expect === "violated") ?? runs[0]) : runs[number - 1];
  if (run !== undefined) return run;
  throw new SpecError("FL302", `there is no run ${number}`, `runs: ${runs.map((one, index) => `${index + 1} (${one.name ?? one.model.name})`).join(", ")}`);
}

function runOf({ check, run: name, model }: TraceFile, runs: readonly Run[]): Run {
  const found = runs.find((run) => (run.name ?? null) === name && run.model.name === model);
  if (found !== undefined) return found;
  throw new SpecError("FL302", `${check} has no run '${name ?? model}' any more`, `its runs: ${runs.map((run) => run.name ?? run.model.name).join("; ")}`);
}
