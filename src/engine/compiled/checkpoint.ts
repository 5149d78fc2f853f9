import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { SpecError } from "../../language/errors.js";
import { isDiskFull, type Marks, StateFiles } from "./stateFiles.js";

/** Between two levels: what a search has found in one memory. */
export interface PartitionSnapshot {
  /** The first state of each level, and where the next one begins. */
  readonly starts: readonly number[];
  /** What the threads have reported, added up. */
  readonly tally: Tally;
}

/** What threads have counted and found out in one memory. */
export interface Tally {
  readonly transitions: number;
  readonly expanded: number;
  /** States in which some processes were left out. */
  readonly reduced: number;
  /** Transitions to the first leaf that broke a rule. */
  readonly brokenAt: number;
  readonly fired: readonly number[];
  readonly properties: readonly { readonly answeredAt: number; readonly conditional: boolean; readonly conditionMet: boolean }[];
}

/** Where a search stands between two levels. The states themselves are kept beside it. */
export interface Snapshot {
  /** The level that is expanded next; one more than there are, if the search is over. */
  readonly level: number;
  readonly seconds: number;
  readonly partitions: readonly PartitionSnapshot[];
}

const FORMAT = "faultline checkpoint 3";

interface Header extends Marks {
  readonly format: typeof FORMAT;
  /** Of the module that searches: model, bounds, properties and the engine itself. */
  readonly module: string;
  readonly stopOnFirst: boolean;
  readonly snapshot: Snapshot;
}

/** What a checkpoint is of: only the same search goes on from it. */
export interface Searched {
  readonly module: string;
  readonly stopOnFirst: boolean;
}

const HEADER = "checkpoint.json";

/**
 * A search that is kept in a folder. States are only ever added, so a checkpoint writes what is new; then one rename makes it count. Whenever the machine stops, the last
 * header that was renamed speaks of bytes that are all there.
 */
export class Checkpoint {
  private constructor(
    private readonly folder: string,
    private readonly searched: Searched,
    readonly files: StateFiles,
  ) {}

  /** A checkpoint of a search that begins. What was in the folder is given up at its first save. @throws SpecError FL307 if the folder cannot be written to */
  static begin(folder: string, searched: Searched, memories: number): Checkpoint {
    return guarded(folder, () => new Checkpoint(folder, searched, StateFiles.named(folder, memories)));
  }

  /**
   * The checkpoint in a folder, to go on from; `undefined` if there is none.
   * @throws SpecError FL311 if it is of another search, or was tampered with
   */
  static resume(folder: string, searched: Searched): { readonly checkpoint: Checkpoint; readonly snapshot: Snapshot } | undefined {
    if (!existsSync(join(folder, HEADER))) return undefined;
    const header = readHeader(folder);
    if (header.module !== searched.module) throw refusal(folder, "is of another model, of other bounds or properties, or of another version of faultline");
    if (header.stopOnFirst !== searched.stopOnFirst) throw refusal(folder, `was made with${header.stopOnFirst ? "" : "out"} --stop-on-first`);
    const { snapshot } = header;
    const checkpoint = guarded(folder, () => new Checkpoint(folder, searched, StateFiles.named(folder, snapshot.partitions.length, header)));
    return { checkpoint, snapshot };
  }

  /** Its files are not what they were. */
  get damage(): SpecError {
    return refusal(this.folder, "is not what was written: a file in it was changed or cut short");
  }

  /** Does something with its files. @throws SpecError FL307 if that does not work, but for want of room on the disk: see {@link isDiskFull} */
  guard<T>(act: () => T): T {
    return guarded(this.folder, act);
  }

  /** From here on, this is where a search that resumes goes on; the marked bytes of the files are its states. @throws SpecError FL307 if it cannot be written */
  commit(snapshot: Snapshot, marks: Marks): void {
    guarded(this.folder, () => {
      this.files.sync();
      const header: Header = { format: FORMAT, ...this.searched, snapshot, ...marks };
      const draft = join(this.folder, `${HEADER}.draft`);
      const descriptor = openSync(draft, "w");
      writeFileSync(descriptor, JSON.stringify(header));
      fsyncSync(descriptor);
      closeSync(descriptor);
      renameSync(draft, join(this.folder, HEADER));
    });
  }
}

function readHeader(folder: string): Header {
  try {
    const header = JSON.parse(readFileSync(join(folder, HEADER), "utf8")) as Header;
    if (header.format === FORMAT) return header;
  } catch {
    // What cannot be read is no checkpoint.
  }
  throw refusal(folder, "has no header that this version of faultline can read");
}

function refusal(folder: string, what: string): SpecError {
  return new SpecError("FL311", `the checkpoint in ${folder} ${what}`, "resume with the command that made it, or begin again without --resume");
}

function guarded<T>(folder: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (isDiskFull(error)) throw error;
    const { message } = error as Error;
    throw new SpecError("FL307", `a checkpoint cannot be written to ${folder}: ${message}`, "name a folder on a disk with room, or leave --checkpoint away");
  }
}
