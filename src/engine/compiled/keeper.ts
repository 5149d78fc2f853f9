import type { Checkpoint, Snapshot } from "./checkpoint.js";
import type { Crew } from "./crew.js";

/** Keeps a search in its checkpoint, every so often and when it ends before it is over. */
export class Keeper {
  private last = performance.now();
  /** By partition and thread: how many integers of the row of blocked states are kept. */
  private readonly keptRows: number[][];
  /** Something was kept, so that a search that is over has to be kept as such. */
  private begun = false;

  constructor(
    private readonly checkpoint: Checkpoint,
    private readonly everySeconds: number,
    private readonly crew: Crew,
  ) {
    this.keptRows = crew.partitions.map(() => Array.from({ length: crew.size }, () => 0));
  }

  /** Whether the last save was long enough ago. */
  get isDue(): boolean {
    return performance.now() - this.last >= 1000 * this.everySeconds;
  }

  /** Takes up a search where it was kept; false if there is no room for it. */
  *restore(snapshot: Snapshot): Generator<void, boolean> {
    const { crew, checkpoint } = this;
    for (const [at, partition] of crew.partitions.entries()) {
      const kept = snapshot.partitions[at] as Snapshot["partitions"][number];
      if (!partition.restore(kept)) return false;
      const rows = checkpoint.read(at, partition.bytesOf(0, kept.starts.at(-1) as number));
      for (const integer of rows) crew.leader.blocked[at]?.push(integer);
      (this.keptRows[at] as number[])[0] = rows.length;
    }
    yield* crew.fillTables();
    this.begun = true;
    return true;
  }

  /** Keeps what a search had found at a snapshot, which is now or before the level that is expanded now. Nobody is at work. */
  *save(snapshot: Snapshot): Generator<void> {
    const { crew, checkpoint } = this;
    const rows = yield* crew.blocked();
    for (const [at, partition] of crew.partitions.entries()) {
      const { starts } = snapshot.partitions[at] as Snapshot["partitions"][number];
      const { words } = partition.layout.packing;
      const from = checkpoint.keptOf(at).states / (8 * words);
      const expandedUpTo = starts[snapshot.level] as number;
      checkpoint.add(at, partition.bytesOf(from, starts.at(-1) as number), this.newRows(at, rows[at] as readonly Int32Array[], expandedUpTo));
    }
    checkpoint.commit(snapshot);
    this.last = performance.now();
    this.begun = true;
  }

  /** Whether a search that ends now is worth a save: it was cut short, or was kept before it was over. */
  isWorthIt(reason: string | undefined): boolean {
    return this.begun || reason !== undefined;
  }

  close(): void {
    this.checkpoint.close();
  }

  /** What threads have added to their rows since they were kept, of states that were expanded at the snapshot. */
  private newRows(partition: number, rows: readonly Int32Array[], expandedUpTo: number): Uint8Array {
    const parts = rows.map((row, thread) => {
      const kept = (this.keptRows[partition] as number[])[thread] as number;
      let end = row.length;
      while (end > kept && (row[end - 2] as number) >= expandedUpTo) end -= 2;
      (this.keptRows[partition] as number[])[thread] = end;
      return Buffer.from(row.slice(kept, end).buffer);
    });
    return Buffer.concat(parts);
  }
}
