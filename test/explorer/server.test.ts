import { request } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Explorer, serveExplorer } from "../../src/explorer/server.js";
import { hasty } from "../cli/fixtures/copier.check.js";
import { aboutOf, explorationOf } from "./explorations.js";

let explorer: Explorer;
let address: URL;

beforeAll(async () => {
  explorer = await serveExplorer(explorationOf(hasty), aboutOf(hasty));
  address = new URL(explorer.url);
});

afterAll(() => explorer.close());

interface Reply {
  readonly status: number | undefined;
  readonly text: string;
  readonly headers: NodeJS.Dict<string | string[]>;
}

/** Sends exactly these headers: fetch() would not let a test lie about the host. */
function send(method: string, path: string, headers: Record<string, string>, body = ""): Promise<Reply> {
  return new Promise((done, fail) => {
    const sent = request({ host: "127.0.0.1", port: address.port, method, path, headers }, (response) => {
      let text = "";
      response.on("data", (chunk) => {
        text += chunk;
      });
      response.on("end", () => done({ status: response.statusCode, text, headers: response.headers }));
    });
    sent.on("error", fail);
    sent.end(body);
  });
}

const token = (): string => address.searchParams.get("token") as string;
const asking = (): Record<string, string> => ({ origin: address.origin, "x-faultline-token": token() });
const START = JSON.stringify({ ask: "start" });

test("the address is on the loopback interface, with a token of 32 random bytes that is another each time", async () => {
  expect(address.hostname).toBe("127.0.0.1");
  expect(token()).toMatch(/^[0-9a-f]{64}$/);
  const another = await serveExplorer(explorationOf(hasty), aboutOf(hasty));
  expect(new URL(another.url).searchParams.get("token")).not.toBe(token());
  await another.close();
});

test("who has the token is served the page and answered", async () => {
  const page = await send("GET", `/?token=${token()}`, { host: address.host });
  expect(page).toMatchObject({ status: 200, headers: { "cache-control": "no-store", "x-frame-options": "DENY", "referrer-policy": "no-referrer" } });
  expect(page.text).toContain("connect-src 'self'");
  const reply = await send("POST", "/ask", asking(), START);
  expect(reply.status).toBe(200);
  expect(JSON.parse(reply.text)).toMatchObject({ check: hasty.id, initial: [{ told: [] }] });
  expect((await send("POST", "/ask", { ...asking(), host: `localhost:${address.port}`, origin: `http://localhost:${address.port}` }, START)).status).toBe(200);
});

test.each([
  ["no token", { "x-faultline-token": "" }],
  ["a wrong token", { "x-faultline-token": "0".repeat(64) }],
  ["a foreign origin", { origin: "https://evil.example" }],
  ["an opaque origin", { origin: "null" }],
  ["the origin of another port", { origin: "http://127.0.0.1:1" }],
  ["no origin", { origin: undefined }],
  ["a foreign host, as after DNS rebinding", { host: "evil.example" }],
  ["the right host with another port", { host: "127.0.0.1:1" }],
])("a question with %s is refused, and told nothing of the model", async (_, headers) => {
  const all = Object.fromEntries(Object.entries({ ...asking(), ...headers }).filter(([, value]) => value !== undefined)) as Record<string, string>;
  const reply = await send("POST", "/ask", all, START);
  expect(reply.status).toBe(403);
  expect(reply.text).not.toContain(hasty.id);
});

test.each([
  ["without a token", () => "/"],
  ["with a wrong one", () => `/?token=${"0".repeat(64)}`],
])("the page %s is refused", async (_, path) => {
  const reply = await send("GET", path(), { host: address.host });
  expect(reply.status).toBe(403);
  expect(reply.text).not.toContain("<script");
});

test("the page is not served to a foreign host or origin, even with the token", async () => {
  for (const headers of [{ host: "evil.example" }, { host: address.host, origin: "https://evil.example" }]) {
    expect((await send("GET", `/?token=${token()}`, headers as Record<string, string>)).status).toBe(403);
  }
});

test.each([
  "not json",
  '{"ask":"look","state":99999,"pins":[]}',
  '{"ask":"find","from":0,"expression":"process.exit(1)","pins":[]}',
  '{"ask":"load","file":{}}',
])("a question that cannot be asked is told why, and the server goes on: %s", async (body) => {
  const reply = await send("POST", "/ask", asking(), body);
  expect(reply.status).toBe(400);
  expect(JSON.parse(reply.text).message).not.toBe("");
  expect((await send("POST", "/ask", asking(), START)).status).toBe(200);
});

test("there is one page and one place to ask", async () => {
  expect((await send("GET", `/package.json?token=${token()}`, { host: address.host })).status).toBe(404);
  expect((await send("POST", "/other", asking(), START)).status).toBe(404);
  expect((await send("OPTIONS", "/ask", { ...asking(), origin: "https://evil.example" })).status).toBe(403);
});
