import { existsSync, mkdtempSync, openSync, rmdirSync, unlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import { makeFolder } from "../makeFolder.js";
import type { Snapshot } from "./checkpoint.js";
import { GrowingFile, type Kept } from "./growingFile.js";
import type { Partition } from "./partition.js";
import { bytesOfState } from "./searchLayout.js";

/** What is kept in each of a search's files, by memory. */
export interface Marks {
  readonly states: readonly Kept[];
  readonly waiting: readonly Kept[];
}

/** The states of a search in files, and who waits in those that were expanded: of each memory in the order of its states. Both are only ever added to. */
export class StateFiles {
  private constructor(
    readonly states: readonly GrowingFile[],
    readonly waiting: readonly GrowingFile[],
  ) {}

  /** Files with names in a folder, which is made; with what is kept in them by now. */
  static named(folder: string, memories: number, kept?: Marks): StateFiles {
    makeFolder(resolve(folder));
    const open = (name: string, marks?: readonly Kept[]): GrowingFile[] =>
      Array.from({ length: memories }, (_, memory) => {
        const file = join(folder, `${name}-${memory}`);
        return new GrowingFile(openSync(file, existsSync(file) ? "r+" : "w+"), marks?.[memory]);
      });
    return new StateFiles(open("states", kept?.states), open("waiting", kept?.waiting));
  }

  /** Files on the disk of a folder that nobody else sees. They have no names, so nothing is left of them however the process ends. */
  static nameless(folder: string, memories: number): StateFiles {
    makeFolder(resolve(folder));
    const own = mkdtempSync(join(folder, "faultline-"));
    const open = (): GrowingFile[] =>
      Array.from({ length: memories }, () => {
        const file = join(own, "file");
        const descriptor = openSync(file, "wx+");
        unlinkSync(file);
        return new GrowingFile(descriptor);
      });
    try {
      return new StateFiles(open(), open());
    } finally {
      rmdirSync(own);
    }
  }

  /** Adds what a search that is all in memory had found at a snapshot, and returns what is in the files then. */
  catchUp(partitions: readonly Partition[], { level, partitions: snapshots }: Snapshot): Marks {
    for (const [at, { starts }] of snapshots.entries()) {
      const partition = partitions[at] as Partition;
      const [states, waiting] = [this.states[at] as GrowingFile, this.waiting[at] as GrowingFile];
      states.add(partition.bytesOf(states.bytes / bytesOfState(partition.layout), starts.at(-1) as number));
      waiting.add(partition.bytesOfWaiting(waiting.bytes / partition.layout.waiting, starts[level] as number));
    }
    return this.marks();
  }

  /** What is in the files now, to be kept. */
  marks(): Marks {
    const marks = (files: readonly GrowingFile[]): Kept[] => files.map((file) => file.mark());
    return { states: marks(this.states), waiting: marks(this.waiting) };
  }

  /** Makes sure that what was written outlives the machine. */
  sync(): void {
    for (const file of this.all) file.sync();
  }

  close(): void {
    for (const file of this.all) file.close();
  }

  private get all(): readonly GrowingFile[] {
    return [...this.states, ...this.waiting];
  }
}

/** Whether what went wrong is that a disk, or what a user or a process may put there, is full. */
export function isDiskFull(error: unknown): boolean {
  return error instanceof Error && "code" in error && ["ENOSPC", "EDQUOT", "EFBIG"].includes(error.code as string);
}
