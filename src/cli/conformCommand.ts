import { Command } from "commander";
import { conform } from "../kernel/conform/conform.js";
import { bootText, conformText } from "../kernel/conform/conformText.js";
import { filesystemNamed, guestNamed } from "../kernel/guests.js";
import { modelKernelOf } from "../kernel/modelKernelOf.js";
import { KernelCache } from "../kernel/prepare/kernelCache.js";
import { BOOT_TOOLS, requireTools } from "../kernel/prepare/requirements.js";
import { paintFor } from "../report/paint.js";
import { interruptSignal } from "./interruptSignal.js";
import { countOption, durationOption, seedOption } from "./options.js";

interface ConformFlags {
  readonly kernel: string;
  readonly fs: string;
  readonly runs: number;
  readonly seed: number;
  readonly blockSize?: number;
  readonly initOnAlloc: boolean;
  readonly maxTime: number;
  readonly json: boolean;
}

/** `faultline conform`: does the kernel do only what the model allows? */
export function conformCommand(exit: (status: number) => void): Command {
  return new Command("conform")
    .description("Random writes on a real kernel, each held against the model: its events must be a path, and what comes of it what the path comes to.")
    .option("--kernel <name>", "6.1 or 6.12", "6.1")
    .option("--fs <name>", "gfs2 or xfs", "gfs2")
    .option("--runs <n>", "writes, shared among the block sizes, one boot each", countOption("--runs"), 100)
    .option("--seed <n>", "of the random writes", seedOption, 1)
    .option("--block-size <bytes>", "only this block size", countOption("--block-size"))
    .option("--init-on-alloc", "boot with init_on_alloc=1: fresh pages hold zeros (default: garbage that can be told)", false)
    .option("--max-time <time>", "for each boot: 10m, 90s", durationOption, 600)
    .option("--json", "one JSON document instead of text", false)
    .addHelpText("after", "\nExit status: 0 no divergence; 1 divergences; 2 usage, or something is missing; 3 some write was undecided; 130 interrupted.")
    .action(async (flags: ConformFlags) => exit(await runConform(flags)));
}

async function runConform({ kernel, fs, runs, seed, blockSize, initOnAlloc, maxTime: maxSeconds, json }: ConformFlags): Promise<number> {
  requireTools(BOOT_TOOLS);
  const guest = guestNamed(kernel);
  const signal = interruptSignal();
  const plan = { filesystem: filesystemNamed(fs), runs, seed, initOnAlloc, blockSizes: blockSize === undefined ? undefined : [blockSize] };
  const onBoot = (boot: Parameters<typeof bootText>[0]): void => void process.stderr.write(`${bootText(boot)}\n`);
  const result = await conform({ cache: new KernelCache(), guest, maxSeconds, signal }, modelKernelOf(guest), { ...plan, onBoot });
  process.stdout.write(`${json ? JSON.stringify(result, null, 2) : conformText(result, paintFor(process.stdout))}\n`);
  if (signal.aborted) return 130;
  return result.diverging.length > 0 ? 1 : result.undecided.length > 0 ? 3 : 0;
}
