import { Command } from "commander";
import type { ParameterValues } from "../language/index.js";
import { differenceOf } from "../proof/difference.js";
import { nameOf } from "../proof/tellOutcome.js";
import { paintFor } from "../report/paint.js";
import { differenceText } from "../report/proof/differenceText.js";
import { differenceDocument } from "../report/proof/proofDocument.js";
import { textTrace } from "../trace/textTrace.js";
import { comparedKernels, kernelChoice } from "./comparedKernels.js";
import { startEarly } from "./hand.js";
import { observeFamily } from "./observeFamily.js";
import { countOption, durationOption, settingOption, usualWorkers } from "./options.js";
import { version } from "./version.js";

interface DiffFlags {
  readonly models?: string;
  readonly sweep?: number | false;
  readonly cache: boolean;
  readonly workers: number;
  readonly set?: ParameterValues;
  readonly maxStates?: number;
  readonly maxTime?: number;
  readonly all?: boolean;
  readonly traces?: boolean;
  readonly json?: boolean;
}

/** `faultline diff`: in which outcomes two kernels differ. */
export function diffCommand(exit: (status: number) => void): Command {
  return new Command("diff")
    .description("What do writes come to on two kernels? The kinds of outcomes that only one of them has, each with a shortest run.")
    .argument("<kernel>", "a kernel; 5.18+d031a8866e70 is one with patches on it, by name or file")
    .argument("<kernel>", "another one")
    .option("--models <glob>", "only these models: 'a write to gfs2*'")
    .option("--sweep <time>", "go on to larger and larger bounds for this long: 10m, 2h; the next time it goes on from there", durationOption)
    .option("--no-sweep", "leave the larger bounds out that are always asked")
    .option("--no-cache", "search everything, and keep nothing")
    .option("--workers <n>", "threads that explore", countOption("--workers"), usualWorkers)
    .option("--set <name=value>", "a bound, for every model (repeatable)", settingOption)
    .option("--max-states <n>", "give a model up, incomplete, beyond this many states", countOption("--max-states"))
    .option("--max-time <time>", "stop after this time, with the models that were explored by then, smallest first: 10m, 90s", durationOption)
    .option("--all", "also rows that are the same, and every kind of outcome")
    .option("--traces", "also the shortest run to each kind of outcome that is told")
    .option("--json", "print one JSON document")
    .addHelpText("after", "\nExit status: 130 interrupted; 2 usage or specification error; 1 they differ; 3 not decided; 0 they do not differ.")
    .action(async (one: string, other: string, flags: DiffFlags) => exit(await runDiff(one, other, flags)));
}

/** How many runs are told. */
const MOST = 6;

async function runDiff(one: string, other: string, flags: DiffFlags): Promise<number> {
  startEarly("thread");
  const [first, second] = [kernelChoice(one), kernelChoice(other)];
  const compared = await comparedKernels(first, second, flags);
  const { workers, set = {}, maxStates, maxTime: maxSeconds, cache, sweep, all = false } = flags;
  const { pairs, interrupted, further } = await observeFamily(compared, [first, second], sweep || undefined, { workers, set, maxStates, maxSeconds, cache });
  const { before, after, untouched, tell } = compared;
  const difference = differenceOf({ before: nameOf(before), after: nameOf(after), untouched, further }, pairs, tell);
  const paint = paintFor(process.stdout);
  if (flags.json) process.stdout.write(`${JSON.stringify(differenceDocument(difference, version), null, 2)}\n`);
  else {
    const told = differenceText(difference, { paint, width: process.stdout.columns || Number.POSITIVE_INFINITY, all });
    const shown = flags.traces ? difference.changes.slice(0, all ? undefined : MOST) : [];
    const runs = shown.flatMap(({ witness }) => ["", paint.bold(witness.model), "", textTrace(witness.trace, paint)]);
    process.stdout.write(`${[told, ...runs].join("\n")}\n`);
  }
  return interrupted ? 130 : { yes: 1, no: 0, incomplete: 3 }[difference.differ];
}
