import type { Share } from "../search/share.js";
import { Instance, type Returned } from "./instance.js";
import { NO_LIMIT, type Partition } from "./partition.js";
import { releaseWaiters } from "./releaseWaiters.js";
import type { SearchLayout } from "./searchLayout.js";
import type { WasmMemory, WasmModule } from "./webAssembly.js";

/** What all threads are told to do: expand a level; clear the tables; put the states into them; let those go who wait and can go on; end. */
export const COMMANDS = ["run", "clear", "fill", "release", "end"] as const;
export type Command = (typeof COMMANDS)[number];

/** What a thread needs to take part in a search. It can be sent to one. */
export interface Assignment {
  readonly module: WasmModule;
  readonly memories: readonly WasmMemory[];
  readonly layout: SearchLayout;
  readonly thread: number;
  readonly threads: number;
}

/** One thread's part of a search: an instance of the module in every partition. */
export class SearchWorker {
  readonly instances: readonly Instance[];
  /** Partitions in which this thread has nothing left to expand, and inboxes that did not find room for all they hold. */
  private readonly done = new Set<number>();
  private readonly waiting = new Map<number, { from: number; readonly to: number }>();

  private readonly thread: number;

  constructor(
    private readonly partitions: readonly Partition[],
    { module, memories, layout, thread }: Assignment,
  ) {
    this.instances = memories.map((memory, partition) => new Instance(module, memory, layout, thread, partition, memories.length));
    this.thread = thread;
    this.useTables();
  }

  /** Expands the states that there are to be expanded until this thread has nothing left to do, is told to stop, finds no room, or has expanded about `most`. */
  run(most: number): Returned {
    const returned = this.expand(most);
    if (returned === "done") this.done.clear();
    (this.partitions[0] as Partition).finish(this.thread, returned === "done");
    return returned;
  }

  private expand(most: number): Returned {
    if (!this.deliver()) return this.stop("stalled");
    for (const [at, instance] of this.instances.entries()) {
      while (!this.done.has(at)) {
        const returned = this.expandIn(at, instance, most);
        if (returned === "done") this.done.add(at);
        else if (returned === "more") return returned;
        else if (returned === "full" || !instance.hasFullBox(this.instances.length) || !this.deliver()) return this.stop(returned);
      }
    }
    return this.deliver() ? "done" : this.stop("stalled");
  }

  /** Only a share of the ways to begin is to be taken; returns how many there are in all. */
  takeShare(share: Share): number {
    return (this.instances[0] as Instance).takeShare(share);
  }

  /** Finds the initial states; where there are more than so many, not all of them. */
  begin(most = NO_LIMIT): Returned {
    const [first] = this.instances as readonly [Instance];
    for (;;) {
      const complete = this.deliver() && first.begin(Math.min(most, NO_LIMIT));
      if (complete) return this.deliver() ? "done" : "stalled";
      if (!first.hasFullBox(this.instances.length) || !this.deliver()) return "stalled";
    }
  }

  /** Goes on with tables of another size. */
  useTables(): void {
    for (const [at, instance] of this.instances.entries()) {
      const partition = this.partitions[at] as Partition;
      instance.useTable(partition.get("places"), partition.get("ceiling"));
    }
  }

  /** Clears this thread's share of the tables, of so many that do. */
  clearTables(threads: number): void {
    for (const [at, instance] of this.instances.entries()) instance.clearTable((this.partitions[at] as Partition).get("places"), this.thread, threads);
  }

  fillTables(threads: number): void {
    this.useTables();
    for (const [at, instance] of this.instances.entries()) instance.fillTable((this.partitions[at] as Partition).get("reserved"), this.thread, threads);
  }

  /** Lets those go, in a part of the states, who wait and can go on; false if there is nothing left to do. Gaps are closed. */
  releaseWaiters(): boolean {
    return releaseWaiters(this.partitions, this.instances);
  }

  private expandIn(at: number, instance: Instance, most: number): Returned {
    const partition = this.partitions[at] as Partition;
    const { waiting } = partition;
    let count = 0;
    const returned = instance.run(partition.get("length"), partition.get("end"), most, partition.get("limit"), (state, processes) => {
      waiting[state] = processes;
      count++;
    });
    if (count > 0) (this.partitions[0] as Partition).add("waiting", count);
    return returned;
  }

  /** Nobody can go on before there is room, or at all. */
  private stop(returned: Returned): Returned {
    for (const partition of this.partitions) partition.set("stop", 1);
    return returned;
  }

  /** Brings every state that is in a box to the partition that it belongs to; false if one of them finds no room there. */
  private deliver(): boolean {
    if (!this.acceptWaiting()) return false;
    for (const instance of this.instances) {
      for (const [to, owner] of this.instances.entries()) {
        const count = instance.boxed(to);
        if (count === 0) continue;
        instance.empty(to, owner);
        this.waiting.set(to, { from: 0, to: count });
        if (!this.acceptWaiting()) return false;
      }
    }
    return true;
  }

  private acceptWaiting(): boolean {
    for (const [at, inbox] of this.waiting) {
      inbox.from = (this.instances[at] as Instance).accept(inbox.from, inbox.to, (this.partitions[at] as Partition).get("length"));
      if (inbox.from < inbox.to) return false;
      this.waiting.delete(at);
    }
    return true;
  }
}
