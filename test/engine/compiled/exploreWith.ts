import { type Scale, search } from "../../../src/engine/compiled/compiledEngine.js";
import { compiledModule } from "../../../src/engine/compiled/compiledModule.js";
import type { Budget } from "../../../src/engine/engine.js";
import type { SearchResult } from "../../../src/engine/result.js";
import { compose } from "../../../src/language/compose.js";
import type { ParameterValues } from "../../../src/language/index.js";
import type { Model } from "../../../src/language/model.js";

/** What the compiled engine finds, without what may differ from search to search. */
export async function exploreWith(model: Model, budget: Budget, scale: Partial<Scale> = {}, set: ParameterValues = {}): Promise<Partial<SearchResult>> {
  const composed = compose(model, set);
  const walk = search(composed, budget, await compiledModule(composed, budget.reductions), { addressable: 2 ** 32, worthWaking: 512, ...scale });
  for (;;) {
    const { done, value } = walk.next();
    if (!done) continue;
    const { seconds: _, bytesPerState: __, workers: ___, ...rest } = value;
    return rest;
  }
}
