import { mkdirSync, mkdtempSync, readdirSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Finding } from "../../src/proof/finding.js";
import { FindingCache } from "../../src/proof/findingCache.js";

const finding: Finding = {
  properties: [{ name: "p", verdict: "holds", vacuous: false, trace: null }],
  states: 7,
  transitions: 8,
  initialStates: 1,
  seconds: 0.5,
  fallbacks: [],
  known: false,
  reason: null,
  outcomes: { cases: [{ key: "a", given: "b" }], outcomes: [{ begunIn: 0, key: "c", comes: "d", damage: [], leaves: [1, 2] }], violatedFrom: {} },
};

let proofs: string;

beforeEach(() => {
  const cache = mkdtempSync(join(tmpdir(), "faultline-cache-"));
  vi.stubEnv("XDG_CACHE_HOME", cache);
  proofs = join(cache, "faultline", "proofs");
});

afterEach(() => vi.unstubAllEnvs());

test("what was found is had again, and says so; what another faultline found, or what was cut short, is not", () => {
  const cache = new FindingCache("1+a");
  cache.keep("question", finding);
  cache.keep("cut short", { ...finding, outcomes: null, reason: "interrupted" });
  expect(cache.recall("question")).toEqual({ ...finding, known: true });
  expect(cache.recall("cut short")).toBeUndefined();
  expect(cache.recall("another question")).toBeUndefined();
  expect(new FindingCache("1+b").recall("question")).toBeUndefined();
});

test("a damaged entry is none", () => {
  const cache = new FindingCache("1+a");
  cache.keep("question", finding);
  for (const name of readdirSync(join(proofs, "1+a"))) writeFileSync(join(proofs, "1+a", name), "garbage");
  expect(cache.recall("question")).toBeUndefined();
});

test("a folder that cannot be written to costs nothing but the head start", () => {
  const file = join(mkdtempSync(join(tmpdir(), "faultline-cache-")), "file");
  writeFileSync(file, "");
  vi.stubEnv("XDG_CACHE_HOME", file);
  const cache = new FindingCache("1+a");
  cache.keep("question", finding);
  expect(cache.recall("question")).toBeUndefined();
});

test("what a faultline has found that has not run for long is thrown away, and only that", () => {
  for (const name of ["1+old", "1+recent"]) mkdirSync(join(proofs, name), { recursive: true });
  utimesSync(join(proofs, "1+old"), 0, 0);
  new FindingCache("1+a").keep("question", finding);
  expect(readdirSync(proofs).sort()).toEqual(["1+a", "1+recent"]);
});
