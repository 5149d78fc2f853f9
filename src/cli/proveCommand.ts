import { writeFileSync } from "node:fs";
import { Command, Option } from "commander";
import { glob } from "../language/glob.js";
import { type ParameterValues, type Patch, SpecError } from "../language/index.js";
import { propertiesAsked } from "../proof/finding.js";
import { type Proof, prove } from "../proof/proof.js";
import { nameOf } from "../proof/tellOutcome.js";
import { paintFor } from "../report/paint.js";
import { tellingTrace } from "../report/proof/fateText.js";
import { proofDocument } from "../report/proof/proofDocument.js";
import { proofHtml } from "../report/proof/proofHtml.js";
import { proofMail } from "../report/proof/proofMail.js";
import { proofText } from "../report/proof/proofText.js";
import { textTrace } from "../trace/textTrace.js";
import { comparedKernels, kernelChoice } from "./comparedKernels.js";
import { nearest } from "./nearest.js";
import { observeMembers } from "./observeMembers.js";
import { countOption, durationOption, settingOption, usualWorkers } from "./options.js";
import { problemOf } from "./problemOf.js";
import { startEarly } from "./runPool.js";
import { version } from "./version.js";
import { chosenPatch, loadWorkbench } from "./workbench.js";

interface ProveFlags {
  readonly on: string;
  readonly fixes: string;
  readonly models?: string;
  readonly sweep: boolean;
  readonly workers: number;
  readonly set?: ParameterValues;
  readonly maxStates?: number;
  readonly maxTime?: number;
  readonly all?: boolean;
  readonly json?: boolean;
  readonly mail?: boolean;
  readonly html?: string;
}

/** `faultline prove`: whether a patch is right. */
export function proveCommand(exit: (status: number) => void): Command {
  return new Command("prove")
    .description("Is a patch right? What is wrong without it, whether that is gone with it, what else changes, and whether the models would notice.")
    .argument("<patch...>", "the patch, by name or file; several are applied in order, and judged together")
    .requiredOption("--on <kernel>", "the kernel that is patched; 5.17+d031a8866e70 is one with patches on it")
    .option("--fixes <glob>", "the properties that it is meant to fix (default: whatever the kernel violates)", "**")
    .option("--models <glob>", "only these models: 'a write to gfs2*'")
    .option("--no-sweep", "leave the larger bounds out: quick, and at best incomplete")
    .option("--workers <n>", "threads that explore", countOption("--workers"), usualWorkers)
    .option("--set <name=value>", "a bound, for every model (repeatable)", settingOption)
    .option("--max-states <n>", "give a model up, incomplete, beyond this many states", countOption("--max-states"))
    .option("--max-time <time>", "stop after this time, with the models that were explored by then, smallest first: 10m, 90s", durationOption)
    .option("--all", "every change of outcomes, not only the first")
    .addOption(new Option("--json", "print one JSON document").conflicts("mail"))
    .option("--mail", "print it as a mail: a paragraph for a change log, and a table")
    .option("--html <file>", "also write it as a page, with a run for each change of outcomes")
    .addHelpText(
      "after",
      "\nExit status, the first that applies: 130 interrupted; 2 usage or specification error; 1 it does not fix what it is\nmeant to, breaks something, or the models would not notice; 3 something is not decided; 0 proved.",
    )
    .action(async (patches: string[], flags: ProveFlags) => exit(await runProve(patches, flags)));
}

async function runProve(names: readonly string[], flags: ProveFlags): Promise<number> {
  startEarly();
  const base = kernelChoice(flags.on);
  const patched = { kernel: base.kernel, patches: [...base.patches, ...names] };
  const compared = await comparedKernels(base, patched, flags);
  const { workers, set = {}, maxStates, maxTime: maxSeconds } = flags;
  const { pairs, interrupted } = await observeMembers(compared.members, base, patched, { workers, set, maxStates, maxSeconds });
  const proof = prove({
    kernel: nameOf(compared.before),
    patches: await patchesNamed(names),
    untouched: compared.untouched,
    unswept: flags.sweep ? null : "no larger bounds were asked (--no-sweep)",
    pairs,
    fixes: { glob: flags.fixes, test: namedBy(flags.fixes, propertiesAsked(pairs)) },
    strength: { asked: false, why: "not asked: no mutants were tried" },
    tell: compared.tell,
  });
  writePage(proof, flags);
  print(proof, flags);
  return interrupted ? 130 : { yes: 0, no: 1, incomplete: 3 }[proof.proved];
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

function print(proof: Proof, { json, mail, all = false }: ProveFlags): void {
  const paint = paintFor(process.stdout);
  if (json) process.stdout.write(`${JSON.stringify(proofDocument(proof, version), null, 2)}\n`);
  else if (mail) process.stdout.write(`${proofMail(proof, version)}\n`);
  else {
    const shown = tellingTrace(proof);
    const told = shown === undefined ? [] : ["", paint.bold(`${shown.title}: ${shown.model}`), "", textTrace(shown.trace, paint)];
    process.stdout.write(`${[proofText(proof, { paint, width: process.stdout.columns || Number.POSITIVE_INFINITY, all }), ...told].join("\n")}\n`);
  }
}
