import { expect, test } from "vitest";
import { pack } from "../../../src/compiler/targets/assemblyscript/packing.js";
import { search } from "../../../src/engine/compiled/compiledEngine.js";
import { compiledModule } from "../../../src/engine/compiled/compiledModule.js";
import type { SearchResult } from "../../../src/engine/result.js";
import { compose } from "../../../src/language/compose.js";
import { explored } from "../compiled/agree.js";
import { german } from "./examples/german.js";
import { supper } from "./examples/supper.js";

/** A model, what is made of it, and the bytes of each memory: too few for all states that the reduction leaves. */
const shares = [
  { model: supper, reductions: ["por"], each: 2 ** 12 * 4 + 600 * 8 * pack(compose(supper)).words },
  { model: german(4), reductions: ["symmetry"], each: 2 ** 14 * 4 + 10_000 * 9 * pack(compose(german(4))).words },
] as const;

test.each(shares)("where several memories share the states, as much is left out by $reductions as in one", async ({ model, reductions, each }) => {
  const composed = compose(model);
  const budget = { reductions, workers: 2, maxMemory: 12 * each } as const;
  const shared = drive(search(composed, budget, await compiledModule(composed, reductions), { addressable: each, worthWaking: 512 }));
  const { states, transitions, depth, properties, reductions: made } = await explored(model, { reductions });
  expect(8 * states * pack(composed).words).toBeGreaterThan(each);
  expect(shared).toMatchObject({ states, transitions, depth });
  expect(shared.properties.map(({ verdict }) => verdict)).toEqual(properties.map(({ verdict }) => verdict));
  if (reductions[0] === "symmetry") expect(shared).toMatchObject({ properties, reductions: made });
});

function drive(running: ReturnType<typeof search>): SearchResult {
  for (;;) {
    const { done, value } = running.next();
    if (done) return value;
  }
}
