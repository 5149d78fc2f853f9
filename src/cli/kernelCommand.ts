import { Command } from "commander";
import { guestNamed } from "../kernel/guests.js";
import { mutationNamed, mutations } from "../kernel/mutations.js";
import { KernelCache, kernelCacheFolder } from "../kernel/prepare/kernelCache.js";
import { prepareKernel } from "../kernel/prepare/prepareKernel.js";
import { repeatedOption } from "./options.js";

const ABOUT = `
Needs Debian 12's apt, and: ${"apt-get install qemu-system-x86 gfs2-utils xfsprogs gcc libc6-dev xz-utils"}
Nothing is installed: packages are downloaded with apt-get download and unpacked into the cache folder, as any user may.
  kernel 6.1     70 MiB to download, 450 MiB on disk, half a minute
  --mutate NAME  150 MiB more to download (headers and source), a minute and a half; needs make and gcc-12
                 names: ${mutations.map(({ name }) => name).join(", ")}
What is there and whole (SHA-256) is left alone: an interrupted preparation goes on where it was.
Exit status: 0; 2 if something is missing or fails.`;

interface PrepareFlags {
  readonly kernel: string;
  readonly mutate: readonly string[];
}

/** `faultline kernel`: gets a real kernel ready to be asked. */
export function kernelCommand(_exit: (status: number) => void): Command {
  const command = new Command("kernel").description("Get a real kernel of Debian's ready to judge the models: see replay and conform.");
  command
    .command("prepare")
    .description(`Download, unpack and build what replay and conform boot, into ${kernelCacheFolder()}.`)
    .option("--kernel <name>", "6.1 or 6.12", "6.1")
    .option("--mutate <name>", "a module with this mutation, too (repeatable)", repeatedOption, [])
    .addHelpText("after", ABOUT)
    .action(async ({ kernel, mutate }: PrepareFlags) => {
      const guest = guestNamed(kernel);
      const images = (["gfs2", "xfs"] as const).map((filesystem) => ({ filesystem, blockBytes: 4096 }));
      const say = (line: string): void => void process.stdout.write(`${line}\n`);
      await prepareKernel(guest, { mutations: mutate.map(mutationNamed), images, say }, new KernelCache());
    });
  return command;
}
