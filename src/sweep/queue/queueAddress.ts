import { SpecError } from "../../language/index.js";

/** Where a queue is, and what it takes to be let in. */
export interface QueueAddress {
  readonly host: string;
  readonly port: number;
  readonly database: number;
  /** Whether the connection is encrypted: `rediss://`. */
  readonly secure: boolean;
  readonly username: string | undefined;
  readonly password: string | undefined;
  /** `queue.example:6379`: what may be printed. */
  readonly name: string;
}

/** Where credentials come from, the password at least. */
export const CREDENTIALS = { url: "FAULTLINE_QUEUE", username: "FAULTLINE_QUEUE_USER", password: "FAULTLINE_QUEUE_PASSWORD" } as const;

/**
 * Reads the address of a queue. Credentials are taken out of the environment, so that no process which is started from here inherits them.
 * @param given what `--queue` says; absent for the address in FAULTLINE_QUEUE
 * @throws SpecError FL302 for what is no address, and for credentials on the command line; it does not repeat what it was given
 */
export function queueAddress(given: string | undefined, env: NodeJS.ProcessEnv = process.env): QueueAddress {
  const [inherited, username, password] = [CREDENTIALS.url, CREDENTIALS.username, CREDENTIALS.password].map((name) => taken(env, name));
  const url = parsed(given ?? inherited);
  if (given !== undefined && (url.username !== "" || url.password !== ""))
    throw new SpecError("FL302", "--queue names a user or a password, which everybody on this machine can read", `set ${CREDENTIALS.password} instead`);
  return {
    host: url.hostname.replace(/^\[|\]$/g, ""),
    port: Number(url.port || 6379),
    database: Number(url.pathname.slice(1) || 0),
    secure: url.protocol === "rediss:",
    username: username ?? (decodeURIComponent(url.username) || undefined),
    password: password ?? (decodeURIComponent(url.password) || undefined),
    name: `${url.hostname}:${url.port || 6379}`,
  };
}

function taken(env: NodeJS.ProcessEnv, name: string): string | undefined {
  const value = env[name];
  delete env[name];
  return value || undefined;
}

function parsed(text: string | undefined): URL {
  const url = text !== undefined && URL.canParse(text) ? new URL(text) : undefined;
  if (url !== undefined && /^rediss?:$/.test(url.protocol) && url.hostname !== "" && /^\/?\d*$/.test(url.pathname)) return url;
  throw new SpecError("FL302", "the address of the queue is none", `write --queue redis://host:6379, or set ${CREDENTIALS.url} to that`);
}
