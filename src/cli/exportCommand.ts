import { writeFileSync } from "node:fs";
import { basename } from "node:path";
import { Command } from "commander";
import type { ModelProgram } from "../compiler/ir.js";
import { compose } from "../language/compose.js";
import { type ParameterValues, SpecError } from "../language/index.js";
import { paintFor } from "../report/paint.js";
import { problemText } from "../report/problemText.js";
import { type Asked, type AskedRun, applicableTo, askedBySelectors, refuseUnknownParameters } from "./askedQuestions.js";
import { nearest } from "./nearest.js";
import { countOption, settingOption } from "./options.js";
import { problemOf } from "./problemOf.js";

const TARGETS = ["promela", "murphi", "tla", "dot", "xstate", "asc", "smt"] as const;
type Target = (typeof TARGETS)[number];

interface ExportFlags {
  readonly to: Target;
  readonly run?: number;
  readonly out?: string;
  readonly set?: ParameterValues;
  readonly properties?: boolean;
}

/** `faultline export`: one run's model in the language of another tool. */
export function exportCommand(exit: (status: number) => void): Command {
  return new Command("export")
    .description("Write a check's model for another tool: SPIN, Rumur, TLC, Graphviz, XState, the AssemblyScript compiler or an SMT solver.")
    .argument("<check>", "the id of a check, or a file that exports one")
    .requiredOption("--to <target>", `one of ${TARGETS.join(", ")}`, targetOption)
    .option("--run <n>", "which run of the check, counted from 1 (default: the first)", countOption("--run"))
    .option("--set <name=value>", "a bound of the model (repeatable)", settingOption)
    .option("--properties", "murphi: state the properties too; Rumur stops at a state that violates one, so its counts may differ then")
    .option("--out <file>", "write into this file instead of to the terminal")
    .action(async (selector: string, flags: ExportFlags) => exit(await runExport(selector, flags)));
}

function targetOption(text: string): string {
  if ((TARGETS as readonly string[]).includes(text)) return text;
  throw new SpecError("FL304", `there is no export to '${text}'`, nearest(text, TARGETS, `targets: ${TARGETS.join(", ")}`));
}

async function runExport(selector: string, flags: ExportFlags): Promise<number> {
  const { asked, problems } = await askedBySelectors([selector], true);
  for (const problem of problems) process.stderr.write(`${problemText(problem, paintFor(process.stderr))}\n`);
  if (problems.length > 0) return 2;
  const one = onlyOne(asked, selector);
  refuseUnknownParameters(flags.set ?? {}, [one]);
  for (const { text, file } of await exported(wantedRun(one, flags.run), flags)) write(text, file);
  return 0;
}

function onlyOne(asked: readonly Asked[], selector: string): Asked {
  const [one, ...others] = asked;
  if (one !== undefined && others.length === 0) return one;
  const ids = asked.map(({ question }) => question.id).join(", ");
  throw new SpecError("FL301", `'${selector}' names ${asked.length} checks`, `export takes one of them: ${ids}`);
}

function wantedRun({ question, runs }: Asked, number = 1): AskedRun {
  const run = runs[number - 1];
  if (run !== undefined) return run;
  const names = runs.map(({ run: each, index }) => `${index + 1} (${each.name ?? each.model.name})`).join(", ");
  throw new SpecError("FL302", `${question.id} has no run ${number}`, `its runs: ${names}`);
}

/** A text, and the file that it is for; none for the terminal. */
interface Text {
  readonly text: string;
  readonly file: string | undefined;
}

/** The compiler, and with it TypeScript, is loaded only here: other commands start without it. */
async function exported({ run }: AskedRun, { to, set = {}, properties, out }: ExportFlags): Promise<readonly Text[]> {
  const { compile } = await import("../compiler/index.js");
  const model = compile(compose(run.model, applicableTo(run, set)));
  switch (to) {
    case "promela":
      return [{ text: (await import("../compiler/targets/promela/promela.js")).promelaOf(model), file: out }];
    case "murphi":
      return [{ text: (await import("../compiler/targets/murphi/murphi.js")).murphiOf(model, properties), file: out }];
    case "dot":
      return [{ text: (await import("../compiler/controlFlow.js")).controlFlowDot(model), file: out }];
    case "tla":
      return tla(model, out);
    case "xstate":
      return [{ text: (await import("../compiler/targets/xstate/xstate.js")).xstateOf(model), file: out }];
    case "smt":
      return [{ text: (await import("../compiler/targets/smt/smt.js")).smtOf(model), file: out }];
    case "asc":
      return [{ text: (await import("../compiler/targets/assemblyscript/index.js")).writeModule(model).text, file: out }];
  }
}

/** TLC wants the module and its configuration in two files, of the module's name; on the terminal the one follows the other. */
async function tla(model: ModelProgram, out: string | undefined): Promise<readonly Text[]> {
  const { tlaOf } = await import("../compiler/targets/tla/tla.js");
  const name = out === undefined ? "model" : basename(out).replace(/\.tla$/, "");
  if (!/^[A-Za-z][A-Za-z0-9_]*$/.test(name))
    throw new SpecError("FL302", `--out ${out}: a TLA+ module cannot be called '${name}'`, "it takes letters, digits and '_': --out model.tla");
  const { module, config } = tlaOf(model, name);
  if (out === undefined) return [{ text: `${module}\\* ${name}.cfg, which --out writes to a file of its own:\n${config}`, file: undefined }];
  return [
    { text: module, file: out },
    { text: config, file: `${out.replace(/\.tla$/, "")}.cfg` },
  ];
}

function write(text: string, file: string | undefined): void {
  if (file === undefined) {
    process.stdout.write(text);
    return;
  }
  try {
    writeFileSync(file, text);
  } catch (error) {
    const { message, hint } = problemOf(error, {
      code: "FL307",
      message: (why) => `${file} cannot be written: ${why}`,
      hint: "name a file in a folder that exists",
    });
    throw new SpecError("FL307", message, hint);
  }
}
