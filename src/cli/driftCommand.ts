import { Command } from "commander";
import { kernels } from "../../spec/kernels.js";
import { outlines } from "../../spec/outlines/index.js";
import { type Drift, drift } from "../kernel/drift/drift.js";
import { driftDocument } from "../kernel/drift/driftDocument.js";
import { driftText } from "../kernel/drift/driftText.js";
import { outlineIn } from "../kernel/drift/outlineIn.js";
import { sourceTree } from "../kernel/drift/sourceTree.js";
import { withoutOutline } from "../kernel/drift/withoutOutline.js";
import type { Kernel } from "../language/index.js";
import { paintFor } from "../report/paint.js";
import { findChecks } from "./findChecks.js";
import { version } from "./version.js";

interface DriftFlags {
  readonly linux: string;
  readonly json: boolean;
  readonly outline?: string;
}

const ABOUT = `
Calls, branches, loops, labels and ways out are compared, with the comparisons that a branch decides by; not arithmetic, arguments or names of variables.
Exit status: 0 every function matches a known version; 1 some function departs; 2 usage, or the parser is missing; 3 some function could not be compared.`;

/** `faultline drift`: is a kernel's source still what the models stand for? */
export function driftCommand(exit: (status: number) => void): Command {
  return new Command("drift")
    .description("Compare the control flow of a kernel's source with what the models stand for: which version each function is, or at which branch it departs.")
    .requiredOption("--linux <path>", "the top of a kernel's source, or one file of it")
    .option("--outline <function>", "print the outline of one function, as spec/outlines has it, and compare nothing")
    .option("--json", "one JSON document instead of text", false)
    .addHelpText("after", ABOUT)
    .action(async (flags: DriftFlags) => exit(await runDrift(flags)));
}

async function runDrift({ linux, json, outline }: DriftFlags): Promise<number> {
  const tree = sourceTree(linux, outlines);
  if (outline !== undefined) {
    process.stdout.write(`${await outlineIn(tree, outline)}\n`);
    return 0;
  }
  const found = await drift(tree);
  const unknown = withoutOutline(await modelledKernels(), outlines);
  const text = json ? JSON.stringify(driftDocument(version, found, unknown), null, 2) : driftText(found, unknown, paintFor(process.stdout));
  process.stdout.write(`${text}\n`);
  return statusOf(found);
}

/** The kernels of `spec/kernels.ts`, and those that some check has for itself. */
async function modelledKernels(): Promise<readonly Kernel[]> {
  const { checks } = await findChecks([]);
  return [...kernels, ...checks.flatMap(({ check }) => check.runs).flatMap(({ model }) => model.kernel ?? [])];
}

function statusOf({ functions }: Drift): number {
  if (functions.some(({ verdict }) => verdict === "departs")) return 1;
  return functions.some(({ verdict }) => verdict === "not compared") ? 3 : 0;
}
