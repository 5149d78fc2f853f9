import type { SpecError } from "../../language/errors.js";
import type { Checkpoint, Snapshot } from "./checkpoint.js";
import type { Crew } from "./crew.js";
import type { GrowingFile } from "./growingFile.js";
import type { Marks } from "./stateFiles.js";

/** Keeps a search in its checkpoint, every so often and when it ends before it is over. */
export class Keeper {
  private last = performance.now();
  /** Something was kept, so that a search that is over has to be kept as such. */
  private begun = false;

  constructor(
    private readonly checkpoint: Checkpoint,
    private readonly everySeconds: number,
    private readonly crew: Crew,
  ) {}

  /** Of its files: they are not what was written. */
  get damage(): SpecError {
    return this.checkpoint.damage;
  }

  /** Whether the last save was long enough ago. */
  get isDue(): boolean {
    return performance.now() - this.last >= 1000 * this.everySeconds;
  }

  /** Takes up a search where it was kept; false if there is no room for it, and then nothing was done. @throws SpecError FL311 if it is not what was written */
  *restore(snapshot: Snapshot): Generator<void, boolean> {
    const { crew, checkpoint } = this;
    this.begun = true;
    if (!crew.partitions.every((partition, at) => partition.makeRoomFor(snapshot.partitions[at]?.starts.at(-1) as number))) return false;
    for (const [at, partition] of crew.partitions.entries()) {
      const kept = snapshot.partitions[at] as Snapshot["partitions"][number];
      partition.restore(kept);
      const { starts } = kept;
      const { states, waiting } = checkpoint.files;
      if (!readInto(partition.bytesOf(0, starts.at(-1) as number), states[at] as GrowingFile)) throw checkpoint.damage;
      const expanded = starts[snapshot.level] as number;
      if (!readInto(partition.bytesOfWaiting(0, expanded), waiting[at] as GrowingFile)) throw checkpoint.damage;
      crew.noteWaiting(partition.countWaiting(expanded));
    }
    yield* crew.fillTables();
    return true;
  }

  /**
   * Keeps what a search had found at a snapshot, which is now or before the level that is expanded now. Nobody is at work.
   * @param marks what of the files that is, if they have it already
   */
  save(snapshot: Snapshot, marks?: Marks): void {
    const { checkpoint, crew } = this;
    checkpoint.commit(snapshot, marks ?? checkpoint.guard(() => checkpoint.files.catchUp(crew.partitions, snapshot)));
    this.last = performance.now();
    this.begun = true;
  }

  /** Whether a search that ends now is worth a save: it was cut short, or was kept before it was over. */
  isWorthIt(reason: string | undefined): boolean {
    return this.begun || reason !== undefined;
  }
}

function readInto(bytes: Uint8Array, file: GrowingFile): boolean {
  return bytes.length === file.bytes && file.verify((piece, at) => bytes.set(piece, at));
}
