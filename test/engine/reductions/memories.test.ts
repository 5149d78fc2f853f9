import { expect, test } from "vitest";
import { pack } from "../../../src/compiler/targets/assemblyscript/packing.js";
import { search } from "../../../src/engine/compiled/compiledEngine.js";
import { compiledModule } from "../../../src/engine/compiled/compiledModule.js";
import type { SearchResult } from "../../../src/engine/result.js";
import { compose } from "../../../src/language/compose.js";
import { explored } from "../compiled/agree.js";
import { supper } from "./examples/supper.js";

/** Bytes of each memory: too few for all states that the reduction leaves. */
const EACH = 2 ** 12 * 4 + 600 * 8 * pack(compose(supper)).words;

test("where several memories share the states, as much is left out as in one", async () => {
  const composed = compose(supper);
  const budget = { reductions: ["por"], workers: 2, maxMemory: 12 * EACH } as const;
  const shared = drive(search(composed, budget, await compiledModule(composed, budget.reductions), { addressable: EACH, worthWaking: 512 }));
  const { states, transitions, depth, properties } = await explored(supper, { reductions: ["por"] });
  expect(8 * states * pack(composed).words).toBeGreaterThan(EACH);
  expect(shared).toMatchObject({ states, transitions, depth });
  expect(shared.properties.map(({ verdict }) => verdict)).toEqual(properties.map(({ verdict }) => verdict));
});

function drive(running: ReturnType<typeof search>): SearchResult {
  for (;;) {
    const { done, value } = running.next();
    if (done) return value;
  }
}
