import { Command } from "commander";
import { compose } from "../language/compose.js";
import type { ParameterValues } from "../language/index.js";
import { SpecError } from "../language/index.js";
import { paintFor } from "../report/paint.js";
import { problemText } from "../report/problemText.js";
import { type Asked, type AskedRun, applicableTo, askedBySelectors, refuseUnknownParameters } from "./askedQuestions.js";
import { countOption, settingOption } from "./options.js";
import { version } from "./version.js";

interface ExploreFlags {
  readonly run?: number;
  readonly set?: ParameterValues;
  readonly port?: number;
}

/** `faultline explore`: a local page on which the model of a check is walked through by hand. */
export function exploreCommand(exit: (status: number) => void): Command {
  return new Command("explore")
    .description("Walk through a check's model in the browser: states, enabled steps, properties. The page is served on this machine only.")
    .argument("<check>", "the id of a check, or a file that exports one")
    .option("--run <n>", "which run of the check, counted from 1 (default: the first)", countOption("--run"))
    .option("--set <name=value>", "a bound of the model (repeatable)", settingOption)
    .option("--port <n>", "serve on this port (default: any that is free)", portOption)
    .action(async (selector: string, flags: ExploreFlags) => exit(await runExplore(selector, flags)));
}

const MOST_PORTS = 65_535;

function portOption(text: string): number {
  const port = countOption("--port")(text);
  if (port > MOST_PORTS) throw new SpecError("FL302", `--port ${text} is no port`, `write a number up to ${MOST_PORTS}: --port 8080`);
  return port;
}

/** Serves until it is interrupted. */
async function runExplore(selector: string, { run: number = 1, set = {}, port = 0 }: ExploreFlags): Promise<number> {
  const { asked, problems } = await askedBySelectors([selector], false);
  for (const problem of problems) process.stderr.write(`${problemText(problem, paintFor(process.stderr))}\n`);
  if (problems.length > 0) return 2;
  const [{ question }, { run }] = wanted(asked, selector, number);
  refuseUnknownParameters(set, asked);
  const composed = compose(run.model, applicableTo(run, set));
  const [{ Exploration }, { serveExplorer }] = await Promise.all([import("../explorer/exploration.js"), import("../explorer/server.js")]);
  const { model } = run;
  const explorer = await serveExplorer(
    new Exploration(composed),
    {
      faultline: version,
      check: question.id,
      title: question.title,
      run: run.name ?? null,
      model: model.name,
      kernel: model.kernel?.name ?? null,
      patches: model.kernel?.patches ?? [],
      actors: model.processes.map(({ name }) => name),
      bounds: Object.fromEntries(Object.keys(model.system.parameters.defaults).map((name) => [name, composed.parameters[name] ?? ""])),
      legend: model.system.legend,
    },
    port,
  );
  process.stdout.write(`${question.id} is at ${explorer.url}\nThe address is for you alone; Ctrl-C ends it.\n`);
  await new Promise((end) => process.once("SIGINT", end).once("SIGTERM", end));
  await explorer.close();
  return 0;
}

function wanted(asked: readonly Asked[], selector: string, number: number): [Asked, AskedRun] {
  const [one, ...others] = asked;
  if (one === undefined || others.length > 0) {
    const ids = asked.map(({ question }) => question.id).join(", ");
    throw new SpecError("FL301", `'${selector}' names ${asked.length} checks`, `explore shows one of them: ${ids}`);
  }
  const run = one.runs[number - 1];
  if (run !== undefined) return [one, run];
  const names = one.runs.map(({ run: each, index }) => `${index + 1} (${each.name ?? each.model.name})`).join(", ");
  throw new SpecError("FL302", `${one.question.id} has no run ${number}`, `its runs: ${names}`);
}
