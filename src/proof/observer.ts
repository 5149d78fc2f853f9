import type { GraphDecision } from "../engine/check.js";
import type { SearchResult } from "../engine/result.js";
import type { OutcomeView } from "../language/index.js";
import { collectOutcomes } from "./collectOutcomes.js";
import type { OutcomeTable } from "./outcomeTable.js";

/** Collects the outcomes of a search that came to its end, within the same budget. Where it did not, or there is no time left for them, there are none. */
export function observer(view: OutcomeView, keep: (table: OutcomeTable) => void): GraphDecision {
  return function* (model, graph, found, budget) {
    if (found.reason !== undefined) return found;
    const started = performance.now();
    const work = collectOutcomes(model, graph, found, view);
    for (let next = work.next(); ; next = work.next()) {
      const seconds = found.seconds + (performance.now() - started) / 1000;
      if (next.done) {
        keep(next.value);
        return { ...found, seconds };
      }
      const { states, transitions, depth } = found;
      if (yield { states, transitions, depth, frontier: 0, seconds }) return cutShort(found, "interrupted");
      if (budget.maxSeconds !== undefined && seconds > budget.maxSeconds) return cutShort(found, `more than ${budget.maxSeconds} seconds`);
    }
  };
}

function cutShort(found: SearchResult, reason: string): SearchResult {
  return { ...found, verdict: found.verdict === "violated" ? "violated" : "incomplete", reason };
}
