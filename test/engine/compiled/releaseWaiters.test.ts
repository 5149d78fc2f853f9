import { expect, test } from "vitest";
import { expectSameResults } from "./agree.js";
import { exploreWith } from "./exploreWith.js";
import { inMemories } from "./littleMemory.js";
import { stairs } from "./stairs.js";

const CREWS = [
  { workers: 2, memories: 1 },
  { workers: 1, memories: 3 },
  { workers: 3, memories: 2 },
];

test.each([
  { stride: 1, verdict: "holds" },
  { stride: 2, verdict: "violated" },
])("who waits is let go however far back that is decided, and nobody else: $verdict", async ({ stride, verdict }) => {
  const wanted = await exploreWith(stairs, {}, {}, { stride });
  expect(wanted).toMatchObject({ verdict, depth: 4 });
  expect(await expectSameResults(stairs, {}, { stride })).toMatchObject(wanted);
  for (const { workers, memories } of CREWS) {
    const { budget, scale } = inMemories(stairs, memories, wanted.states as number);
    expect(await exploreWith(stairs, { ...budget, workers }, scale, { stride }), `${workers} threads, ${memories} memories`).toEqual(wanted);
  }
});
