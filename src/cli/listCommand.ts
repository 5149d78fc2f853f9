import { Command } from "commander";
import { type Check, type Kernel, type Model, type Patch, type Property, SpecError } from "../language/index.js";
import { alignColumns } from "../report/alignColumns.js";
import { type Paint, paintFor } from "../report/paint.js";
import { problemText } from "../report/problemText.js";
import { findChecks } from "./findChecks.js";
import { nearest } from "./nearest.js";
import { loadWorkbench } from "./workbench.js";

/** One thing that the package knows by name. */
interface Listed {
  readonly name: string;
  readonly about: string;
}

const KINDS = ["checks", "kernels", "patches", "models", "properties"] as const;
type Kind = (typeof KINDS)[number];

/** `faultline list`: what there is to check, to check it on, and to ask. */
export function listCommand(exit: (status: number) => void): Command {
  return new Command("list")
    .description("List checks, kernels, patches, models and properties.")
    .argument("[kind]", `one of ${KINDS.join(", ")} (default: all of them)`)
    .option("--json", "print one JSON document")
    .action(async (kind: string | undefined, { json }: { json?: boolean }) => exit(await runList(kind, json === true)));
}

async function runList(kind: string | undefined, json: boolean): Promise<number> {
  const wanted = kind === undefined ? KINDS : [kindOf(kind)];
  const { checks, problems } = await findChecks([]);
  const everything = await listEverything(
    checks.map(({ check }) => check),
    wanted,
  );
  const paint = paintFor(process.stdout);
  process.stdout.write(
    json ? `${JSON.stringify(everything, null, 2)}\n` : `${wanted.map((each) => section(each, everything[each] ?? [], paint)).join("\n\n")}\n`,
  );
  for (const problem of problems) process.stderr.write(`${problemText(problem, paintFor(process.stderr))}\n`);
  return problems.length > 0 ? 2 : 0;
}

function kindOf(text: string): Kind {
  const kind = KINDS.find((each) => each === text);
  if (kind === undefined) throw new SpecError("FL302", `there are no ${text} to list`, nearest(text, KINDS, `list takes ${KINDS.join(", ")}`));
  return kind;
}

async function listEverything(checks: readonly Check[], wanted: readonly Kind[]): Promise<Partial<Record<Kind, Listed[]>>> {
  const { kernels, patches, standardModels } = await loadWorkbench();
  const models = [...checks.flatMap(({ runs }) => runs.map(({ model }) => model)), ...kernels.slice(-1).flatMap(standardModels)];
  const lists: Record<Kind, () => Listed[]> = {
    checks: () => checks.map(({ id, title }) => ({ name: id, about: title })),
    kernels: () => kernels.map(aboutKernel),
    patches: () => patches.map(aboutPatch),
    models: () => distinct(models.map(aboutModel)),
    properties: () => distinct(models.flatMap(({ properties }) => (properties ?? []).map(aboutProperty))),
  };
  return Object.fromEntries(wanted.map((kind) => [kind, lists[kind]()]));
}

function aboutKernel({ name, about }: Kernel): Listed {
  return { name, about };
}

function aboutPatch({ name, title }: Patch): Listed {
  return { name, about: title };
}

function aboutModel({ name, system, processes }: Model): Listed {
  return { name, about: `${system.name}: ${processes.map((process) => process.name).join(", ")}` };
}

function aboutProperty({ name, kind, about }: Property): Listed {
  return { name, about: `${kind}: ${about}` };
}

function distinct(listed: readonly Listed[]): Listed[] {
  return [...new Map(listed.map((each) => [each.name, each])).values()];
}

function section(kind: Kind, listed: readonly Listed[], paint: Paint): string {
  const width = process.stdout.columns || Number.POSITIVE_INFINITY;
  const [, ...lines] = alignColumns(
    [{ title: "" }, { title: "", elastic: true }],
    listed.map(({ name, about }) => [`  ${name}`, about]),
    width,
  );
  return [paint.bold(`${kind} (${listed.length})`), ...lines].join("\n");
}
