import { cpus, totalmem } from "node:os";
import { fileURLToPath } from "node:url";
import { Command } from "commander";
import { type ParameterValues, SpecError } from "../language/index.js";
import { FROM_SOURCE, PACKAGE_FOLDER } from "../language/packageFolder.js";
import { type BenchReport, reportBench } from "../report/benchReport.js";
import { benchTable } from "../report/benchTable.js";
import { paintFor } from "../report/paint.js";
import { type StartReport, startText } from "../report/startReport.js";
import { type SweepSpeedReport, sweepSpeedText } from "../report/sweepSpeedReport.js";
import { adjacency } from "./bench/adjacency.js";
import { type Benchmark, benchmarks } from "./bench/benchmarks.js";
import { exported, writtenByHand } from "./bench/buildPeer.js";
import type { Contender } from "./bench/contender.js";
import { ourEngine } from "./bench/faultline.js";
import { measure } from "./bench/measure.js";
import { measureStart } from "./bench/measureStart.js";
import { measureSweep, SWEEPS } from "./bench/measureSweep.js";
import { rumur } from "./bench/rumur.js";
import { spin } from "./bench/spin.js";
import { nearest } from "./nearest.js";
import { countOption, durationOption, repeatedOption, settingOption } from "./options.js";
import { version } from "./version.js";

interface BenchFlags {
  readonly runs: number;
  readonly only?: readonly string[];
  readonly maxTime: number;
  readonly models: string;
  readonly set?: ParameterValues;
  readonly json?: boolean;
}

/** What `--only` calls the time that it takes to begin. */
const START = "start";
/** … and how much of two processors sweeps use. */
const SWEEP = "sweep";
const NAMES = [...benchmarks.map(({ name }) => name), START, SWEEP];

/** Models that were written for the peers by hand, beside the package in a checkout. */
const BY_HAND = fileURLToPath(new URL("../shared/bench", PACKAGE_FOLDER));

/** `faultline bench`: this machine's figures, with other model checkers side by side where they are installed. */
export function benchCommand(exit: (status: number) => void): Command {
  return new Command("bench")
    .description("Measure our engines and, where they are installed, SPIN, Rumur and @xstate/graph on the same models.")
    .option("--runs <n>", "runs of each program; the figures are medians", countOption("--runs"), 5)
    .option("--only <benchmark>", `one of ${NAMES.join(", ")} (repeatable; default: all of them)`, repeatedOption)
    .option("--max-time <time>", "give a run up after this time: 10m, 90s", durationOption, 600)
    .option("--models <folder>", "where the models are that were written for SPIN and Rumur by hand", BY_HAND)
    .option("--set <name=value>", "other bounds, which no model by hand has (repeatable)", settingOption)
    .option("--json", "print one JSON document")
    .addHelpText("after", "\nOnly ratios measured in one run mean anything. Exit status: 1 when two programs count differently, 2 usage error, 0 otherwise.")
    .action(async (flags: BenchFlags) => exit(await runBench(flags)));
}

async function runBench({ runs, only, maxTime, models, set, json = false }: BenchFlags): Promise<0 | 1> {
  const options = { runs, maxSeconds: maxTime, onRun: announce };
  const reports: BenchReport[] = [];
  for (const benchmark of chosen(only).map((each) => withBounds(each, set))) {
    const measured = await measure(benchmark, contendersOf(benchmark, models), options);
    const report = reportBench(benchmark, measured);
    reports.push(report);
    announce("");
    if (!json) process.stdout.write(`${benchTable(report, paintFor(process.stdout))}\n\n`);
  }
  const start: StartReport | null = (only ?? NAMES).includes(START) ? await measureStart(options) : null;
  const sweeps: SweepSpeedReport[] = [];
  if ((only ?? NAMES).includes(SWEEP)) for (const name of SWEEPS) sweeps.push(await measureSweep(name, options));
  announce("");
  const paint = paintFor(process.stdout);
  const more = [...(start === null ? [] : [startText(start, paint)]), ...sweeps.map((sweep) => sweepSpeedText(sweep, paint))];
  if (json) process.stdout.write(`${JSON.stringify({ faultline: version, ...machine(), runs, benchmarks: reports, start, sweeps }, null, 2)}\n`);
  else process.stdout.write(`${[...more.map((text) => `${text}\n`), machineText()].join("\n")}\n`);
  return reports.some(({ disagreements }) => disagreements.length > 0) ? 1 : 0;
}

function chosen(only: readonly string[] | undefined): readonly Benchmark[] {
  const unknown = only?.find((name) => !NAMES.includes(name));
  if (unknown !== undefined) throw new SpecError("FL302", `there is no benchmark '${unknown}'`, nearest(unknown, NAMES, `benchmarks: ${NAMES.join(", ")}`));
  return benchmarks.filter(({ name }) => only?.includes(name) ?? true);
}

/** At other bounds nothing is known beforehand: programs are compared with each other only. */
function withBounds(benchmark: Benchmark, set: ParameterValues | undefined): Benchmark {
  if (set === undefined) return benchmark;
  const { byHand: _, ...others } = benchmark;
  return { ...others, set: { ...benchmark.set, ...set }, counts: null };
}

function contendersOf({ byHand, graph }: Benchmark, models: string): Contender[] {
  const ours = [ourEngine("compiled", 1), ourEngine("compiled", 2), ourEngine("reference", 1)];
  const peers = [spin("our export", exported("promela")), rumur("our export", exported("murphi"))];
  const handWritten = [spin("by hand", writtenByHand(models, "pml")), rumur("by hand", writtenByHand(models, "m"))];
  return [...ours, ...peers, ...(byHand === undefined ? [] : handWritten), ...(graph === true ? [adjacency] : [])];
}

/** One line on a terminal, written over by the next. */
function announce(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text}`);
}

interface Machine {
  readonly date: string;
  readonly machine: { readonly processor: string; readonly processors: number; readonly memoryBytes: number; readonly platform: string; readonly node: string };
  /** Figures of whole processes include the translation of our TypeScript. */
  readonly fromSource: boolean;
}

function machine(): Machine {
  const { platform, arch } = process;
  const processors = cpus();
  return {
    date: new Date().toISOString(),
    machine: {
      processor: processors[0]?.model.trim() ?? "unknown",
      processors: processors.length,
      memoryBytes: totalmem(),
      platform: `${platform} ${arch}`,
      node: process.version,
    },
    fromSource: FROM_SOURCE,
  };
}

function machineText(): string {
  const { date, machine: on, fromSource } = machine();
  const source = fromSource ? "; faultline from source, which its whole processes pay for: build it first" : "";
  return `${date.slice(0, 10)}, ${on.processors} × ${on.processor}, ${Math.round(on.memoryBytes / 2 ** 30)} GiB, node ${on.node}${source}`;
}
