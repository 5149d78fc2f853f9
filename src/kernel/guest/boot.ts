import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterSeconds } from "../../engine/afterSeconds.js";
import type { KernelCache } from "../prepare/kernelCache.js";
import { imageOf } from "../prepare/makeImage.js";
import { BOOT_TOOLS, requireTools, toolPath } from "../prepare/requirements.js";
import { type Errand, initramfs } from "./initramfs.js";

/** How a guest is booted. */
export interface BootOptions {
  readonly blockBytes: number;
  /** A fresh page holds zeros (`init_on_alloc=1`), or what page_poison=1 has put into freed memory: garbage that can be told. */
  readonly initOnAlloc: boolean;
  readonly maxSeconds: number;
  readonly signal?: AbortSignal | undefined;
}

/** What a guest wrote to its console until it ended, and how it ended. */
export interface Console {
  readonly text: string;
  readonly ended: "by itself" | "time limit" | "interrupted" | "emulator failed";
  readonly seconds: number;
}

/** More than this a guest has nothing to say: what goes on is cut off. */
const MOST_TEXT = 64 * 2 ** 20;

/** Without `allocsize` xfs reserves more past the end of the file than a write asks for. */
const MOUNT_OPTIONS = { gfs2: "noatime", xfs: "noatime,allocsize=4096" } as const;

/**
 * Boots a prepared kernel under software emulation: one processor, no network, a disk whose changes are thrown away, and a time limit, after which this very child is killed.
 * @throws SpecError FL501 for missing programs, FL502 for what is not prepared
 */
export async function boot(cache: KernelCache, errand: Errand, options: BootOptions): Promise<Console> {
  requireTools(BOOT_TOOLS);
  const { guest, filesystem } = errand;
  const image = await imageOf(cache, filesystem, options.blockBytes);
  const kernel = cache.need(`${guest.name}/vmlinux`);
  const folder = mkdtempSync(join(tmpdir(), "faultline-guest-"));
  try {
    const initrd = join(folder, "initramfs.cpio");
    writeFileSync(initrd, await initramfs(cache, errand));
    return await emulate(qemuArguments(kernel, initrd, cache.path(image), commandLine(errand, options)), options);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function commandLine({ filesystem }: Errand, { initOnAlloc }: BootOptions): string {
  const memory = initOnAlloc ? "init_on_alloc=1" : "init_on_alloc=0 page_poison=1";
  return `console=ttyS0 quiet panic=-1 oops=panic mitigations=off ${memory} faultline_fs=${filesystem} faultline_options=${MOUNT_OPTIONS[filesystem]} faultline_trace=1`;
}

function qemuArguments(kernel: string, initrd: string, image: string, commandLine: string): readonly string[] {
  const machine = ["-accel", "tcg", "-machine", "q35", "-cpu", "max", "-smp", "1", "-m", "256"];
  const nothingElse = ["-nic", "none", "-nodefaults", "-display", "none", "-serial", "stdio", "-no-reboot"];
  // file names come from the user's cache folder: a comma in one is written twice
  const drive = `file=${image.replaceAll(",", ",,")},format=raw,if=virtio,cache=unsafe,snapshot=on`;
  return [...machine, ...nothingElse, "-kernel", kernel, "-initrd", initrd, "-append", commandLine, "-drive", drive];
}

function emulate(args: readonly string[], { maxSeconds, signal }: BootOptions): Promise<Console> {
  const started = performance.now();
  const child = spawn(toolPath("qemu-system-x86_64"), args, { stdio: ["ignore", "pipe", "pipe"] });
  const chunks: Buffer[] = [];
  let bytes = 0;
  let ended: Console["ended"] = "by itself";
  const keep = (chunk: Buffer): void => {
    if (bytes < MOST_TEXT) chunks.push(chunk);
    bytes += chunk.length;
  };
  const stop = (why: Console["ended"]) => (): void => {
    ended = why;
    child.kill("SIGKILL");
  };
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  const stopTimer = afterSeconds(maxSeconds, stop("time limit"));
  const interrupt = stop("interrupted");
  signal?.addEventListener("abort", interrupt, { once: true });
  if (signal?.aborted) interrupt();
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (status) => {
      if (ended === "by itself" && status !== 0) ended = "emulator failed";
      stopTimer();
      signal?.removeEventListener("abort", interrupt);
      resolve({ text: Buffer.concat(chunks).toString("latin1"), ended, seconds: (performance.now() - started) / 1000 });
    });
  });
}
