/** A thread, or a process, that decides runs, one after another, as {@link RunPool} hands them out. */
import { setFlagsFromString } from "node:v8";
import { parentPort } from "node:worker_threads";
import type { Reduction } from "../compiler/analysis/reduction.js";
import type { Coverage } from "../coverage/coverage.js";
import { measureCoverage } from "../coverage/measureCoverage.js";
import { decideRun, type RunOutcome } from "../engine/decideRun.js";
import type { Progress } from "../engine/engine.js";
import type { Problem, Run } from "../language/index.js";
import { refinementName } from "../language/refinement.js";
import { observer } from "../proof/observer.js";
import type { OutcomeTable } from "../proof/outcomeTable.js";
import { type RunReport, reportRun } from "../report/runReport.js";
import { askOnly, type Job, runsOf } from "./job.js";
import { moduleText } from "./moduleText.js";
import { problemOf } from "./problemOf.js";
import { loadFamily } from "./proofFamily.js";

/** What the pool sends. */
export type ToWorker = { readonly kind: "job"; readonly job: Job } | { readonly kind: "interrupt" };

/** What the worker answers: any number of `progress`, then one of the others for each job. */
export type FromWorker =
  | { readonly kind: "progress"; readonly progress: Progress }
  | { readonly kind: "decided"; readonly report: RunReport; readonly module: string | undefined; readonly outcomes?: OutcomeTable | undefined }
  | { readonly kind: "refused"; readonly problem: Problem }
  | { readonly kind: "exhausted" };

const interrupt = new AbortController();

function say(message: FromWorker): void {
  if (parentPort === null) process.send?.(message);
  else parentPort.postMessage(message);
}

(parentPort ?? process).on("message", (message: ToWorker) => {
  if (message.kind === "interrupt") interrupt.abort();
  else void answer(message.job).then(say);
});

// Processes decide the many small searches of sweeps, each with a module of its own, and to optimise that took as long as to search. V8 waits thirty times as long with
// modules, and eight times with JavaScript, as is usual on Node 20: two hundred jobs of a moment took 1.3 s so in place of 2.6 s, and searches of a second no longer.
if (parentPort === null) setFlagsFromString("--wasm-tiering-budget=60000000 --interrupt-budget=1000000");

// A process does not outlive who asks it, nor end before: Ctrl-C on a terminal reaches both, and who asks says what becomes of the job.
if (parentPort === null) process.on("disconnect", () => process.exit()).on("SIGINT", () => {});

async function answer(job: Job): Promise<FromWorker> {
  try {
    const run = narrowed((await runsOf(job.source))[job.run] as Run, job.only);
    // A temporal property is decided after the search, whatever else is violated on the way.
    const isTemporal = (run.model.properties ?? []).some(({ kind }) => kind === "temporal");
    const options = { ...job.options, stopOnFirst: (job.only !== undefined && !isTemporal) || job.options.stopOnFirst };
    const onProgress = (progress: Progress): void => say({ kind: "progress", progress });
    let outcomes: OutcomeTable | undefined;
    const keep = (table: OutcomeTable): void => {
      outcomes = table;
    };
    const decideMore = job.outcomes ? observer((await loadFamily()).outcomes, keep) : undefined;
    const outcome = await decideRun(run, options, { signal: interrupt.signal, onProgress, decideMore });
    const judged = reportRun(run, outcome, { set: options.set, strict: job.strict, engine: options.engine });
    const report = job.coverage && run.decide === undefined ? { ...judged, coverage: await coverageOf(outcome, onProgress) } : judged;
    return {
      kind: "decided",
      report,
      outcomes,
      module: job.emit && outcome.engine === "compiled" ? await moduleText(outcome.composed, reductionsIn(outcome)) : undefined,
    };
  } catch (error) {
    if (isOutOfMemory(error)) return { kind: "exhausted" };
    const hint = "please report this: it is a defect of faultline";
    return { kind: "refused", problem: problemOf(error, { code: "FL901", message: (text) => text, hint }) };
  }
}

function reductionsIn({ result }: RunOutcome): readonly Reduction[] {
  return (result.reductions ?? []).map(({ reduction }) => reduction);
}

/** A verdict stands where there is no memory left to count choices in. */
async function coverageOf({ composed, result }: RunOutcome, onProgress: (progress: Progress) => void): Promise<Coverage> {
  try {
    return await measureCoverage(composed, result, { signal: interrupt.signal, onProgress });
  } catch (error) {
    if (!isOutOfMemory(error)) throw error;
    return measureCoverage(composed, { ...result, reason: "out of memory" });
  }
}

function narrowed(run: Run, only: string | undefined): Run {
  if (only === undefined) return run;
  const { properties: _expected, refines, ...rest } = run;
  const beside = refines !== undefined && refinementName(refines) === only ? { refines } : {};
  return { ...rest, ...beside, model: askOnly(run.model, (name) => name === only) };
}

/** A table that cannot grow: V8 says so where the heap's end would kill the thread. */
function isOutOfMemory(error: unknown): boolean {
  return error instanceof RangeError && /allocation failed|invalid (typed )?array( buffer)? length/i.test(error.message);
}
