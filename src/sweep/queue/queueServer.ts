import type { Redis, RedisOptions } from "ioredis";
import { SpecError } from "../../language/index.js";
import type { QueueAddress } from "./queueAddress.js";

/** All keys of ours begin with it. */
export const PREFIX = "faultline";

/** A Redis or Valkey that answers, and the library that makes a queue of it. */
export interface QueueServer {
  readonly bullmq: typeof import("bullmq");
  /** Stays connected: while the server is away, commands wait for it. */
  readonly redis: Redis;
  /** What may be printed. */
  readonly name: string;
}

/**
 * Connects to a queue's server.
 * @param onTrouble told once each time the connection is lost, and when it is back
 * @throws SpecError FL401 if bullmq or ioredis is not installed, FL315 if the server does not answer or lets nobody in
 */
export async function openServer(address: QueueAddress, onTrouble: (text: string) => void): Promise<QueueServer> {
  const { bullmq, Redis } = await libraries();
  const options: RedisOptions = {
    host: address.host,
    port: address.port,
    db: address.database,
    ...(address.username === undefined ? {} : { username: address.username }),
    ...(address.password === undefined ? {} : { password: address.password }),
    ...(address.secure ? { tls: {} } : {}),
    maxRetriesPerRequest: null,
  };
  const reason = await refusal(new Redis({ ...options, lazyConnect: true, retryStrategy: () => null }));
  if (reason !== undefined)
    throw new SpecError(
      "FL315",
      `the queue at ${address.name} cannot be used: ${reason}`,
      "start the server, or correct --queue; its password goes into FAULTLINE_QUEUE_PASSWORD",
    );
  const redis = new Redis({ ...options, retryStrategy: (times) => Math.min(100 * times, 2000) });
  tellOutages(redis, address.name, onTrouble);
  return { bullmq, redis, name: address.name };
}

async function libraries(): Promise<{ bullmq: typeof import("bullmq"); Redis: typeof import("ioredis").Redis }> {
  try {
    const [bullmq, { Redis }] = await Promise.all([import("bullmq"), import("ioredis")]);
    return { bullmq, Redis };
  } catch (cause) {
    const missing = cause instanceof Error ? cause.message : String(cause);
    throw new SpecError("FL401", `a queue needs the packages bullmq and ioredis: ${missing}`, "npm install bullmq@6 ioredis@5");
  }
}

/** Why a server cannot be used; undefined if it answers. Only the messages of errors are looked at: the rest of them carries the password. */
async function refusal(trial: Redis): Promise<string | undefined> {
  let last: string | undefined;
  trial.on("error", (error: Error) => {
    last = error.message;
  });
  try {
    await trial.connect();
    await trial.ping();
    return undefined;
  } catch (error) {
    return last ?? (error instanceof Error ? error.message : "it does not answer");
  } finally {
    trial.disconnect();
  }
}

function tellOutages(redis: Redis, name: string, onTrouble: (text: string) => void): void {
  let isAway = false;
  redis.on("error", () => {});
  redis.on("reconnecting", () => {
    if (!isAway) onTrouble(`the queue at ${name} does not answer; trying until it does`);
    isAway = true;
  });
  redis.on("ready", () => {
    if (isAway) onTrouble(`the queue at ${name} is back`);
    isAway = false;
  });
}
