import { SpecError } from "../../language/index.js";
import { type Program, programName, programOf, queueName } from "./program.js";
import { PREFIX, type QueueServer } from "./queueServer.js";

/** Searches that wait for another faultline than the one that runs. */
interface Waiting {
  readonly program: Program;
  readonly searches: number;
}

/** Refuses what another faultline has asked: its answer might be another. @throws SpecError FL314 */
export function refuseOther(running: Program, asking: Program, server: string): void {
  if (running.version === asking.version && running.hash === asking.hash) return;
  throw new SpecError(
    "FL314",
    `the searches at ${server} wait for ${programName(asking)}, and this is ${programName(running)}`,
    "run the same faultline on both sides: their verdicts may differ, and a source differs from its build",
  );
}

/**
 * What a worker of this program cannot do, told once for each other program.
 * @throws SpecError FL314 if there is something to do, and nothing of it for this program
 */
export async function refuseIfUseless(server: QueueServer, running: Program): Promise<void> {
  const [waiting, own] = await Promise.all([waitingElsewhere(server, running), searchesOf(server, running)]);
  const [other] = waiting;
  if (own === 0 && other !== undefined) refuseOther(running, other.program, server.name);
}

/** The programs other than this one for whose workers searches wait. */
export async function waitingElsewhere(server: QueueServer, running: Program): Promise<Waiting[]> {
  const programs: Program[] = [];
  for await (const keys of server.redis.scanStream({ match: `${PREFIX}:*:meta` })) programs.push(...(keys as string[]).flatMap((key) => programAt(key)));
  const others = programs.filter((program) => queueName(program) !== queueName(running));
  const waiting = await Promise.all(others.map(async (program) => ({ program, searches: await searchesOf(server, program) })));
  return waiting.filter(({ searches }) => searches > 0);
}

function programAt(key: string): Program[] {
  const program = programOf(key.slice(PREFIX.length + 1, -":meta".length));
  return program === undefined ? [] : [program];
}

async function searchesOf({ bullmq, redis }: QueueServer, program: Program): Promise<number> {
  const queue = new bullmq.Queue(queueName(program), { connection: redis, prefix: PREFIX, skipMetasUpdate: true });
  const counts = await queue.getJobCounts("waiting", "active");
  await queue.close();
  return (counts.waiting ?? 0) + (counts.active ?? 0);
}
