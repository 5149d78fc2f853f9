import { expect, test } from "vitest";
import { excusesOf, staleExcuses } from "../../src/coverage/excuses.js";
import { check } from "../../src/engine/check.js";
import type { Check } from "../../src/language/index.js";
import { excused, stale, unexcused, model as vending } from "./vending.js";

async function excusesIn({ runs }: Check) {
  return Promise.all(runs.map(async ({ model }) => excusesOf(model, await check(model))));
}

test("a check without lists excuses nothing, and a model's own list goes on counting", async () => {
  expect(await excusesIn(unexcused)).toEqual([[]]);
  const model = { ...vending, unreached: ["*.repair"] };
  expect(excusesOf(model, await check(model))).toEqual([{ kind: "step", pattern: "*.repair", excuses: ["ann.repair"], tested: [] }]);
});

test("the lists of a check are those of its runs, and what they name is not unreached", async () => {
  const [run] = excused.runs;
  expect((await check(run?.model as NonNullable<typeof run>["model"])).unreached).toEqual([]);
  expect(staleExcuses(await excusesIn(excused))).toEqual([]);
});

test("a pattern that matches nothing, and one whose step fires or whose property is tested, are stale", async () => {
  expect(staleExcuses(await excusesIn(stale))).toEqual([
    { kind: "step", pattern: "ann.pay", why: "ann.pay fires" },
    { kind: "step", pattern: "ann.gone", why: "it matches no step" },
    { kind: "property", pattern: "five coins", why: "'five coins' is put to the test" },
    { kind: "property", pattern: "six coins", why: "it matches no property" },
  ]);
});

test("runs of a check share its lists: a pattern that one of them needs is not stale because another does not", async () => {
  const needed = { kind: "step", pattern: "*.repair", excuses: ["ann.repair"], tested: [] } as const;
  const idle = { ...needed, excuses: [], tested: ["ann.repair"] };
  expect(staleExcuses([[idle], [needed]])).toEqual([]);
  expect(staleExcuses([[idle], [idle]])).toHaveLength(1);
});
