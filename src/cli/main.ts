import { Command, CommanderError } from "commander";
import { type Problem, SpecError } from "../language/index.js";
import { paintFor } from "../report/paint.js";
import { problemText } from "../report/problemText.js";
import { problemAt, problemOf } from "./problemOf.js";
import { version } from "./version.js";

type Exit = (status: number) => void;

const COMMANDS: Readonly<Record<string, (exit: Exit) => Promise<Command>>> = {
  check: async (exit) => (await import("./checkCommand.js")).checkCommand(exit),
  list: async (exit) => (await import("./listCommand.js")).listCommand(exit),
  trace: async (exit) => (await import("./traceCommand.js")).traceCommand(exit),
  prove: async (exit) => (await import("./proveCommand.js")).proveCommand(exit),
  diff: async (exit) => (await import("./diffCommand.js")).diffCommand(exit),
  sweep: async (exit) => (await import("./sweepCommand.js")).sweepCommand(exit),
  merge: async (exit) => (await import("./mergeCommand.js")).mergeCommand(exit),
  worker: async (exit) => (await import("./workerCommand.js")).workerCommand(exit),
  bench: async (exit) => (await import("./benchCommand.js")).benchCommand(exit),
  paths: async (exit) => (await import("./pathsCommand.js")).pathsCommand(exit),
  explore: async (exit) => (await import("./exploreCommand.js")).exploreCommand(exit),
  export: async (exit) => (await import("./exportCommand.js")).exportCommand(exit),
  conform: async (exit) => (await import("./conformCommand.js")).conformCommand(exit),
  drift: async (exit) => (await import("./driftCommand.js")).driftCommand(exit),
  kernel: async (exit) => (await import("./kernelCommand.js")).kernelCommand(exit),
  init: async (exit) => (await import("./initCommand.js")).initCommand(exit),
  replay: async (exit) => (await import("./replayCommand.js")).replayCommand(exit),
};

/** The command that is named, for each is slow to load; all of them where none is, for then they are told. A version is told without. */
async function commandsFor([first = ""]: readonly string[], exit: Exit): Promise<Command[]> {
  if (first === "--version" || first === "-V") return [];
  const named = Object.hasOwn(COMMANDS, first) ? COMMANDS[first] : undefined;
  return Promise.all((named === undefined ? Object.values(COMMANDS) : [named]).map((load) => load(exit)));
}

/** Runs one command line and gives the status to exit with. Nothing is thrown: mistakes are printed, with status 2. */
export async function main(argv: readonly string[]): Promise<number> {
  let status = 0;
  const exit: Exit = (code) => {
    status = code;
  };
  const program = new Command("faultline")
    .description("Can this kernel write path ever go wrong? Explores every interleaving within stated bounds.")
    .version(version)
    .configureOutput({ writeErr: () => {} })
    .configureHelp({ showGlobalOptions: true })
    .exitOverride();
  for (const command of await commandsFor(argv, exit)) program.addCommand(command.copyInheritedSettings(program));
  try {
    await program.parseAsync(argv, { from: "user" });
  } catch (error) {
    return complain(error, program);
  }
  return status;
}

function complain(error: unknown, program: Command): number {
  if (error instanceof CommanderError && error.exitCode === 0) return 0;
  if (error instanceof CommanderError && error.code === "commander.help") {
    process.stderr.write(program.helpInformation());
    return 2;
  }
  process.stderr.write(`${problemText(usageProblem(error), paintFor(process.stderr))}\n`);
  return 2;
}

/** Commander's complaints are about options and commands; whatever else arrives here and is no SpecError is a defect. */
function usageProblem(error: unknown): Problem {
  if (error instanceof SpecError || !(error instanceof CommanderError)) {
    return problemOf(error, { code: "FL901", message: (text) => text, hint: "please report this: it is a defect of faultline" });
  }
  const [message = "", suggestion] = error.message.replace(/^error: /, "").split("\n");
  const hint = suggestion?.replace(/^\(|\)$/g, "") ?? "faultline --help and faultline COMMAND --help name everything there is";
  return problemAt("FL302", message, hint);
}
