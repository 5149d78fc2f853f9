import { expect, test } from "vitest";
import { MemoryBound } from "../../src/engine/memoryBound.js";
import { referenceEngine } from "../../src/engine/reference/explore.js";
import { compose } from "../../src/language/compose.js";
import { counters } from "../fixtures/counters.js";

/** A process that takes so many bytes, one after the other. */
function taking(...bytes: readonly number[]): () => number {
  let at = 0;
  return () => bytes[at++] as number;
}

test("a process that takes more than it may is told so", () => {
  expect(new MemoryBound(1000, 0, taking(100, 1001)).excess).toBe("more memory than 1000 bytes");
  expect(new MemoryBound(1000, 0, taking(100, 1000)).excess).toBeUndefined();
});

test("a search in a process that took it all before has an eighth", () => {
  expect(new MemoryBound(1000, 0, taking(5000, 5125)).excess).toBeUndefined();
  expect(new MemoryBound(1000, 0, taking(5000, 5126)).excess).toBeDefined();
});

test("what it took by then counts", () => {
  expect(new MemoryBound(1000, 125, taking(5000, 5000)).excess).toBeUndefined();
  expect(new MemoryBound(1000, 126, taking(5000, 5000)).excess).toBeDefined();
});

test("the reference engine keeps to it, as to any other budget", () => {
  const search = referenceEngine.explore(compose(counters(6, 10)), { maxMemory: 1024 });
  let next = search.next();
  while (!next.done) next = search.next();
  expect(next.value).toMatchObject({ verdict: "incomplete", reason: "more memory than 1024 bytes" });
});
