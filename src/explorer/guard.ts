import { timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";

/** What a request has to have to be answered. */
export interface Guard {
  readonly port: number;
  /** Known only to whoever saw the address on the terminal. */
  readonly token: string;
}

/** What is looked at of a request. */
export interface Asking {
  readonly method: string | undefined;
  readonly headers: IncomingHttpHeaders;
  /** The token that it brings. */
  readonly token: string | undefined;
}

/**
 * Why a request is refused; nothing if it is not. A page of another origin can make a browser send requests here, and a name that it owns can be made to point here:
 * so the host has to be this one, the origin too where there is one, and the token has to be known.
 */
export function refused({ port, token }: Guard, { method, headers, token: brought }: Asking): string | undefined {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  if (!hosts.includes(headers.host ?? "")) return "this server answers to 127.0.0.1 and to localhost only";
  if (headers.origin !== undefined && !hosts.some((host) => headers.origin === `http://${host}`)) return "a page of another origin may not ask";
  if (headers.origin === undefined && method !== "GET") return "a request that asks the model says where it comes from";
  if (!isSame(token, brought ?? "")) return "the token is missing or wrong: open the address that faultline explore printed";
  return undefined;
}

function isSame(token: string, brought: string): boolean {
  const [a, b] = [Buffer.from(token), Buffer.from(brought)];
  return a.length === b.length && timingSafeEqual(a, b);
}
