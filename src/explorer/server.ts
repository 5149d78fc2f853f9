import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { SpecError, Violation } from "../language/index.js";
import { htmlPage } from "../report/html/htmlPage.js";
import { pageBundle } from "../report/html/pageBundle.js";
import { answer, type ModelAbout } from "./answer.js";
import type { Exploration } from "./exploration.js";
import { refused } from "./guard.js";
import type { Request } from "./protocol.js";

/** A server that somebody's own browser may ask, and nobody else. */
export interface Explorer {
  /** The address to open, with the token in it. */
  readonly url: string;
  close(): Promise<void>;
}

/** Bytes of the largest request: a saved trace with its whole states. */
const LARGEST = 64 * 2 ** 20;
const TOKEN_HEADER = "x-faultline-token";

/**
 * Serves the page of the explorer over a live model, on the loopback interface.
 * @param port 0 for any that is free
 */
export async function serveExplorer(exploration: Exploration, about: ModelAbout, port = 0): Promise<Explorer> {
  const token = randomBytes(32).toString("hex");
  const page = htmlPage({ title: `faultline: ${about.check}`, ...(await pageBundle("explorer")), data: { token }, connects: true });
  const server = createServer((request, response) => {
    const reply = (status: number, type: string, text: string): void => send(response, status, type, text);
    const { port: own } = server.address() as AddressInfo;
    respond(request, { port: own, token }, page, exploration, about, reply).catch((error: unknown) => reply(...failure(error)));
  });
  await listen(server, port);
  const { port: own } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${own}/?token=${token}`,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

type Reply = (status: number, type: string, text: string) => void;

async function respond(
  request: IncomingMessage,
  guard: { readonly port: number; readonly token: string },
  page: string,
  exploration: Exploration,
  about: ModelAbout,
  reply: Reply,
): Promise<void> {
  const { method, headers } = request;
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://127.0.0.1");
  const header = headers[TOKEN_HEADER];
  const why = refused(guard, { method, headers, token: method === "GET" ? (searchParams.get("token") ?? undefined) : header?.toString() });
  if (why !== undefined) return reply(403, "text/plain", why);
  if (method === "GET" && pathname === "/") return reply(200, "text/html", page);
  if (method !== "POST" || pathname !== "/ask") return reply(404, "text/plain", "there is nothing here");
  reply(200, "application/json", JSON.stringify(await answer(exploration, about, await requestIn(request))));
}

async function requestIn(request: IncomingMessage): Promise<Request> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST) throw new SpecError("FL302", `the request is larger than ${LARGEST} bytes`, "load a smaller trace");
    chunks.push(chunk);
  }
  return JSON.parse(Buffer.concat(chunks).toString("utf8")) as Request;
}

/** A mistake of who asks is told to them; whatever else happens is told, too, and the server goes on. */
function failure(error: unknown): [status: number, type: string, text: string] {
  const code = error instanceof SpecError ? error.code : undefined;
  const hint = error instanceof SpecError ? error.hint : "";
  const isMistake = error instanceof SpecError || error instanceof Violation || error instanceof SyntaxError;
  return [isMistake ? 400 : 500, "application/json", JSON.stringify({ code, message: (error as Error).message, hint })];
}

function send(response: ServerResponse, status: number, type: string, text: string): void {
  response.writeHead(status, {
    "content-type": `${type}; charset=utf-8`,
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-resource-policy": "same-origin",
  });
  response.end(text);
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((ready, fail) => {
    server.once("error", (error) =>
      fail(new SpecError("FL302", `port ${port} cannot be used: ${error.message}`, "leave --port away, and a free one is taken")),
    );
    server.listen(port, "127.0.0.1", ready);
  });
}
