import { createHash, type Hash } from "node:crypto";
import { closeSync, existsSync, fstatSync, fsyncSync, mkdirSync, openSync, readFileSync, readSync, renameSync, writeFileSync, writeSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { SpecError } from "../../language/errors.js";

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
  /** Transitions to the first leaf that broke a rule. */
  readonly brokenAt: number;
  readonly fired: readonly number[];
  readonly properties: readonly { readonly answeredAt: number; readonly conditional: boolean; readonly conditionMet: boolean }[];
}

/** Where a search stands between two levels. The states themselves are kept beside it. */
export interface Snapshot {
  /** The level that is expanded next. */
  readonly level: number;
  readonly seconds: number;
  readonly partitions: readonly PartitionSnapshot[];
}

/** A growing row of bytes that is kept: how many, and what they hash to. */
interface Kept {
  readonly bytes: number;
  readonly sha256: string;
}

interface Header {
  readonly format: "faultline checkpoint 1";
  /** Of the module that searches: model, bounds, properties and the engine itself. */
  readonly module: string;
  readonly stopOnFirst: boolean;
  readonly snapshot: Snapshot;
  readonly states: readonly Kept[];
  readonly blocked: readonly Kept[];
}

/** What a checkpoint is of: only the same search goes on from it. */
export interface Searched {
  readonly module: string;
  readonly stopOnFirst: boolean;
}

const HEADER = "checkpoint.json";
/** Bytes that are written or read at once: memory that threads share has to be copied first. */
const PIECE = 1 << 24;

/**
 * A search that is kept in a folder. States are only ever added, so a checkpoint writes what is new; then one rename makes it count. Whenever the machine stops, the last
 * header that was renamed speaks of bytes that are all there.
 */
export class Checkpoint {
  private readonly states: GrowingFile[] = [];
  private readonly blocked: GrowingFile[] = [];

  private constructor(
    private readonly folder: string,
    private readonly searched: Searched,
    partitions: number,
    kept?: Header,
  ) {
    makeFolder(resolve(folder));
    for (let partition = 0; partition < partitions; partition++) {
      this.states.push(new GrowingFile(join(folder, `states-${partition}`), kept?.states[partition]));
      this.blocked.push(new GrowingFile(join(folder, `blocked-${partition}`), kept?.blocked[partition]));
    }
  }

  /** A checkpoint of a search that begins. What was in the folder is given up at its first save. @throws SpecError FL307 if the folder cannot be written to */
  static begin(folder: string, searched: Searched, partitions: number): Checkpoint {
    return guarded(folder, () => new Checkpoint(folder, searched, partitions));
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
    const checkpoint = guarded(folder, () => new Checkpoint(folder, searched, header.snapshot.partitions.length, header));
    return { checkpoint, snapshot: header.snapshot };
  }

  /** How many bytes of states, and of blocked ones, of a partition are kept by now. */
  keptOf(partition: number): { readonly states: number; readonly blocked: number } {
    return { states: this.file(this.states, partition).bytes, blocked: this.file(this.blocked, partition).bytes };
  }

  /** Reads what is kept of a partition. @throws SpecError FL311 if it is not what was written */
  read(partition: number, states: Uint8Array): Int32Array {
    const rows = new Int32Array(this.keptOf(partition).blocked / 4);
    const whole = this.file(this.states, partition).read(states) && this.file(this.blocked, partition).read(new Uint8Array(rows.buffer));
    if (!whole) throw refusal(this.folder, "is not what was written: a file in it was changed or cut short");
    return rows;
  }

  /** Adds to what is kept of a partition. @throws SpecError FL307 if it cannot be written */
  add(partition: number, states: Uint8Array, blocked: Uint8Array): void {
    guarded(this.folder, () => {
      this.file(this.states, partition).add(states);
      this.file(this.blocked, partition).add(blocked);
    });
  }

  /** From here on, this is where a search that resumes goes on. */
  commit(snapshot: Snapshot): void {
    guarded(this.folder, () => {
      const kept = (files: readonly GrowingFile[]): Kept[] => files.map((file) => file.kept());
      const header: Header = { format: "faultline checkpoint 1", ...this.searched, snapshot, states: kept(this.states), blocked: kept(this.blocked) };
      const draft = join(this.folder, `${HEADER}.draft`);
      const descriptor = openSync(draft, "w");
      writeFileSync(descriptor, JSON.stringify(header));
      fsyncSync(descriptor);
      closeSync(descriptor);
      renameSync(draft, join(this.folder, HEADER));
    });
  }

  close(): void {
    for (const file of [...this.states, ...this.blocked]) file.close();
  }

  private file(files: readonly GrowingFile[], partition: number): GrowingFile {
    return files[partition] as GrowingFile;
  }
}

/** A file to whose first bytes, which are kept, others are added. */
class GrowingFile {
  private readonly descriptor: number;
  private readonly wanted: string | undefined;
  private hash: Hash = createHash("sha256");
  bytes: number;

  constructor(file: string, kept: Kept | undefined) {
    this.descriptor = openSync(file, existsSync(file) ? "r+" : "w+");
    this.bytes = kept?.bytes ?? 0;
    this.wanted = kept?.sha256;
  }

  /** Reads what is kept; false if it is not what was written. */
  read(into: Uint8Array): boolean {
    if (into.length !== this.bytes || fstatSync(this.descriptor).size < this.bytes) return false;
    for (let at = 0; at < this.bytes; at += PIECE) {
      const piece = Buffer.alloc(Math.min(PIECE, this.bytes - at));
      readSync(this.descriptor, piece, 0, piece.length, at);
      this.hash.update(piece);
      into.set(piece, at);
    }
    return this.digest() === this.wanted;
  }

  add(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; at += PIECE) {
      const piece = Buffer.from(bytes.slice(at, at + PIECE));
      for (let written = 0; written < piece.length; ) written += writeSync(this.descriptor, piece, written, piece.length - written, this.bytes + at + written);
      this.hash.update(piece);
    }
    this.bytes += bytes.length;
  }

  kept(): Kept {
    fsyncSync(this.descriptor);
    return { bytes: this.bytes, sha256: this.digest() };
  }

  close(): void {
    closeSync(this.descriptor);
  }

  private digest(): string {
    return this.hash.copy().digest("hex");
  }
}

/** With the folders above it. Node's own way of doing that never comes back from a place such as /proc, where nothing can be made. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder);
}

function readHeader(folder: string): Header {
  try {
    const header = JSON.parse(readFileSync(join(folder, HEADER), "utf8")) as Header;
    if (header.format === "faultline checkpoint 1") return header;
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
    const { message } = error as Error;
    throw new SpecError("FL307", `a checkpoint cannot be written to ${folder}: ${message}`, "name a folder on a disk with room, or leave --checkpoint away");
  }
}
