import { writeFileSync } from "node:fs";
import { Command, Option } from "commander";
import { compose } from "../language/compose.js";
import { glob } from "../language/glob.js";
import { type ParameterValues, type Patch, SpecError } from "../language/index.js";
import { type Pair, propertiesAsked } from "../proof/finding.js";
import { type Proof, prove, withStrength } from "../proof/proof.js";
import type { Strength } from "../proof/strength.js";
import { strengthOf } from "../proof/strengthOf.js";
import { nameOf } from "../proof/tellOutcome.js";
import { type Paint, paintFor } from "../report/paint.js";
import { tellingTrace } from "../report/proof/fateText.js";
import { proofDocument } from "../report/proof/proofDocument.js";
import { proofHtml } from "../report/proof/proofHtml.js";
import { proofMail } from "../report/proof/proofMail.js";
import { proofText } from "../report/proof/proofText.js";
import { explainTrace } from "../trace/explain/explainTrace.js";
import { textTrace } from "../trace/textTrace.js";
import { type ComparedKernels, comparedKernels, kernelChoice } from "./comparedKernels.js";
import { startEarly } from "./hand.js";
import { nearest } from "./nearest.js";
import { observeFamily } from "./observeFamily.js";
import { countOption, durationOption, settingOption, usualWorkers } from "./options.js";
import { problemOf } from "./problemOf.js";
import { loadFamily } from "./proofFamily.js";
import { proveInductively } from "./proveInductively.js";
import { version } from "./version.js";
import { chosenKernel, chosenPatch, loadWorkbench } from "./workbench.js";

interface ProveFlags {
  readonly on: string;
  readonly fixes: string;
  readonly models?: string;
  readonly sweep?: number | false;
  readonly cache: boolean;
  readonly mutants?: boolean;
  readonly workers: number;
  readonly set?: ParameterValues;
  readonly maxStates?: number;
  readonly maxTime?: number;
  readonly all?: boolean;
  readonly json?: boolean;
  readonly mail?: boolean;
  readonly html?: string;
  readonly inductive?: boolean;
}

/** `faultline prove`: whether a patch is right. */
export function proveCommand(exit: (status: number) => void): Command {
  return new Command("prove")
    .description("Is a patch right? What is wrong without it, whether that is gone with it, what else changes, and whether the models would notice.")
    .argument("<patch...>", "the patch, by name or file; several are applied in order, and judged together")
    .requiredOption("--on <kernel>", "the kernel that is patched; 5.17+d031a8866e70 is one with patches on it")
    .option("--fixes <glob>", "the properties that it is meant to fix (default: whatever the kernel violates)", "**")
    .option("--models <glob>", "only these models: 'a write to gfs2*'")
    .option("--sweep <time>", "go on to larger and larger bounds for this long: 10m, 2h; the next time it goes on from there", durationOption)
    .option("--no-sweep", "leave the larger bounds out that are always asked: quick, and at best incomplete")
    .option("--no-cache", "search everything, and keep nothing")
    .option("--mutants", "try mutants of the patched functions even where the patch is refused")
    .option("--workers <n>", "threads that explore", countOption("--workers"), usualWorkers)
    .option("--set <name=value>", "a bound, for every model (repeatable)", settingOption)
    .option("--max-states <n>", "give a model up, incomplete, beyond this many states", countOption("--max-states"))
    .option("--max-time <time>", "stop after this time, with the models that were explored by then, smallest first: 10m, 90s", durationOption)
    .option("--all", "every change of outcomes, not only the first")
    .addOption(new Option("--json", "print one JSON document").conflicts("mail"))
    .option("--mail", "print it as a mail: a paragraph for a change log, and a table")
    .option("--html <file>", "also write it as a page, with a run for each change of outcomes")
    .addOption(
      new Option("--inductive", "instead, prove with z3 what holds of the patched kernel in writes of any length, at real page and block sizes").conflicts([
        "mail",
        "html",
        "mutants",
        "models",
      ]),
    )
    .addHelpText(
      "after",
      "\nExit status, the first that applies: 130 interrupted; 2 usage or specification error; 1 it does not fix what it is\nmeant to, breaks something, or the models would not notice; 3 something is not decided; 0 proved.",
    )
    .action(async (patches: string[], flags: ProveFlags) => exit(await runProve(patches, flags)));
}

async function runProve(names: readonly string[], flags: ProveFlags): Promise<number> {
  const began = performance.now();
  startEarly("thread");
  const base = kernelChoice(flags.on);
  const patched = { kernel: base.kernel, patches: [...base.patches, ...names] };
  if (flags.inductive) return proveInductively(await chosenKernel(await loadWorkbench(), patched), flags);
  const compared = await comparedKernels(base, patched, flags);
  refuseUntouched(compared);
  const { workers, set = {}, maxStates, maxTime: maxSeconds, cache, sweep } = flags;
  const options = { workers, set, maxStates, maxSeconds, cache };
  const { pairs, interrupted, further, unreached } = await observeFamily(compared, [base, patched], sweep || undefined, options);
  const four = prove({
    kernel: nameOf(compared.before),
    patches: await patchesNamed(names),
    untouched: compared.untouched,
    unswept: sweep === false ? "no larger bounds were asked (--no-sweep)" : null,
    further,
    pairs,
    unreached,
    fixes: { glob: flags.fixes, test: namedBy(flags.fixes, propertiesAsked(pairs)) },
    tell: compared.tell,
  });
  const proof = withStrength(four, interrupted ? { asked: false, why: "not asked: interrupted" } : await strength(four, compared, pairs, flags, began));
  writePage(proof, flags);
  await print(proof, compared, flags);
  return interrupted ? 130 : { yes: 0, no: 1, incomplete: 3 }[proof.proved];
}

/** @throws SpecError FL312 for a patch that changes nothing that runs */
function refuseUntouched({ members, untouched, before, after }: ComparedKernels): void {
  if (members.length > 0) return;
  throw new SpecError(
    "FL312",
    `${nameOf(after)} runs the same as ${nameOf(before)} in every model that is asked: ${untouched.join("; ")}`,
    "has the kernel this change already? faultline list kernels tells what each brought",
  );
}

/** Whether the models are strong enough is worth asking where nothing else refuses the patch, or where somebody wants to know. */
async function strength(proof: Proof, { before, after }: ComparedKernels, pairs: readonly Pair[], flags: ProveFlags, began: number): Promise<Strength> {
  const isRefused = [proof.bug, proof.gone, proof.kept].some(({ answer }) => answer === "no");
  if (isRefused && !flags.mutants) return { asked: false, why: "not asked, for the patch is refused anyway (--mutants asks)" };
  const { set = {}, maxTime, models = "**" } = flags;
  const probes = (await loadFamily()).probes?.filter(({ name }) => glob(models).test(name)) ?? [];
  const interrupt = new AbortController();
  const abort = (): void => interrupt.abort();
  process.once("SIGINT", abort);
  try {
    const maxSeconds = maxTime === undefined ? undefined : Math.max(0, maxTime - (performance.now() - began) / 1000);
    return await strengthOf(before, after, pairs, { set, probes, maxSeconds, signal: interrupt.signal });
  } finally {
    process.off("SIGINT", abort);
  }
}

async function patchesNamed(names: readonly string[]): Promise<readonly Patch[]> {
  const { patches } = await loadWorkbench();
  return Promise.all(names.map((name) => chosenPatch(patches, name)));
}

/** @throws SpecError FL309 where no property is meant */
function namedBy(wanted: string, known: readonly string[]): (property: string) => boolean {
  const pattern = glob(wanted);
  const test = (name: string): boolean => pattern.test(name);
  if (known.length === 0 || known.some(test)) return test;
  throw new SpecError("FL309", `no property is called '${wanted}'`, nearest(wanted, known, `there are: ${known.join("; ")}`));
}

function writePage(proof: Proof, { html }: ProveFlags): void {
  if (html === undefined) return;
  try {
    writeFileSync(html, proofHtml(proof, version));
  } catch (error) {
    const { code, message, hint } = problemOf(error, {
      code: "FL307",
      message: (text) => `${html} cannot be written: ${text}`,
      hint: "name a file in a folder that exists",
    });
    throw new SpecError(code, message, hint);
  }
}

async function print(proof: Proof, compared: ComparedKernels, { json, mail, all = false, set = {} }: ProveFlags): Promise<void> {
  const paint = paintFor(process.stdout);
  if (json) process.stdout.write(`${JSON.stringify(proofDocument(proof, version), null, 2)}\n`);
  else if (mail) process.stdout.write(`${proofMail(proof, version)}\n`);
  else {
    const text = proofText(proof, { paint, width: process.stdout.columns || Number.POSITIVE_INFINITY, all });
    process.stdout.write(`${[text, ...(await runLines(proof, compared, set, paint))].join("\n")}\n`);
  }
}

/** The run that says most, explained. */
async function runLines(proof: Proof, { members, further, ...kernels }: ComparedKernels, set: ParameterValues, paint: Paint): Promise<string[]> {
  const shown = tellingTrace(proof);
  const member = [...members, ...further].find(({ name }) => name === shown?.model);
  if (shown === undefined || member === undefined) return [];
  const explanation = await explainTrace(compose(member.scenario.model(kernels[shown.side], member.size), set), shown.trace);
  return ["", paint.bold(`${shown.title}: ${shown.model}`), "", textTrace(shown.trace, paint, explanation === undefined ? {} : { explanation })];
}
