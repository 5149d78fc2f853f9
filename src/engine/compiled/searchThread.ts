/** A thread that takes part in a search: it does what the leader of the crew commands, until that is to end. */
import { workerData } from "node:worker_threads";
import { Partition } from "./partition.js";
import { type Assignment, COMMANDS, SearchWorker } from "./searchWorker.js";

/** States expanded before the thread looks whether it is to stop; its own module looks more often. */
const SLICE = 1 << 16;

const assignment = workerData as Assignment;
const { memories, layout, threads } = assignment;
const partitions = memories.map((memory) => new Partition(memory, layout, threads));
const first = partitions[0] as Partition;
const worker = new SearchWorker(partitions, assignment);

// The leader gives no command, but to end, before everybody is there.
first.count("arrived");
for (let generation = 0, ended = false; !ended; first.count("arrived")) {
  while (first.get("generation") === generation) first.wait("generation", generation);
  generation = first.get("generation");
  const command = COMMANDS[first.get("command")];
  // Tables may have grown before this thread was there.
  if (command === "run" || command === "release") worker.useTables();
  if (command === "run") while (worker.run(SLICE) === "more" && first.get("stop") === 0);
  if (command === "clear") worker.clearTables(threads);
  if (command === "fill") worker.fillTables(threads);
  if (command === "release") while (worker.releaseWaiters());
  ended = command === "end";
}
