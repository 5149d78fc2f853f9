import { expect, test } from "vitest";
import { pack } from "../../../src/compiler/targets/assemblyscript/packing.js";
import { search } from "../../../src/engine/compiled/compiledEngine.js";
import { compiledModule } from "../../../src/engine/compiled/compiledModule.js";
import type { SearchResult } from "../../../src/engine/result.js";
import { compose } from "../../../src/language/compose.js";
import { isTurn } from "../../turns.js";
import { explored } from "../compiled/agree.js";
import { snoopy } from "./examples/snoopy.js";

/** Bytes of each memory: too few for all states that the reduction leaves where one memory has them. */
const EACH = 2 ** 18 * 4 + 100_000 * 8 * pack(compose(snoopy)).words;

test.runIf(isTurn(0, 2))(
  "where several memories share the states, less is left out, and the verdicts stay",
  async () => {
    const composed = compose(snoopy);
    const budget = { reductions: ["por"], workers: 2, maxMemory: 12 * EACH } as const;
    const shared = drive(search(composed, budget, await compiledModule(composed, budget.reductions), { addressable: EACH, worthWaking: 512 }));
    const whole = await explored(snoopy);
    expect(shared.properties.map(({ verdict }) => verdict)).toEqual(whole.properties.map(({ verdict }) => verdict));
    expect(shared.states).toBeGreaterThan((await explored(snoopy, { reductions: ["por"] })).states);
    expect(shared.states).toBeLessThanOrEqual(whole.states);
  },
  600_000,
);

function drive(running: ReturnType<typeof search>): SearchResult {
  for (;;) {
    const { done, value } = running.next();
    if (done) return value;
  }
}
