import { setImmediate } from "node:timers/promises";
import { mutantsOf } from "../compiler/mutants/mutantsOf.js";
import { mutantModule } from "../engine/compiled/mutantModule.js";
import { isSameGraph, type MutantFinding, MutantSearch } from "../engine/compiled/mutantSearch.js";
import type { MutationLedger, Said } from "./mutationLedger.js";
import type { Original } from "./mutationOriginal.js";
import { decisiveIn, surpriseIn } from "./mutationSurprise.js";

interface Limits {
  /** How many times the original's states a mutant may have. */
  readonly growth: number;
  /** Nothing else is to be searched. */
  readonly isOver: () => boolean;
}

/** A few states more than a multiple of hardly any. */
const LEAST_STATES = 10_000;

/** Tries the mutants that are still alive in one run: with one module for all of them, and one search for each. */
export async function judgeMutants(original: Original, functions: readonly string[], ledger: MutationLedger, { growth, isOver }: Limits): Promise<void> {
  const { composed, fired, states, name, question } = original;
  const { model, mutants } = mutantsOf(composed, functions, (mutant, steps) => {
    if (!ledger.isOpen(mutant)) return false;
    const isReached = steps.some((step) => (fired[step] ?? 0) > 0);
    if (!isReached) ledger.note(mutant, { kind: "unreached" });
    return isReached;
  });
  if (mutants.length === 0) return;
  const undecided = (): Said => ({ kind: "unfinished" });
  const search = isOver() ? undefined : new MutantSearch(composed, await mutantModule(model, mutants));
  const enough = decisiveIn(question.run);
  const self = search?.search(0, { maxStates: states, enough: new Set() });
  const say = (found: MutantFinding): Said => {
    const surprise = surpriseIn(question.run, found);
    if (surprise !== undefined) return { kind: "killed", by: { ...surprise, run: name } };
    if (!found.complete) return { kind: "unfinished" };
    return self !== undefined && isSameGraph(self, found) ? { kind: "same" } : { kind: "differs", run: name };
  };
  for (const [at, { mutant }] of mutants.entries()) {
    const budget = { maxStates: Math.max(LEAST_STATES, growth * states), enough };
    ledger.note(mutant, search === undefined || isOver() ? undecided() : say(search.search(at + 1, budget)));
    await setImmediate();
  }
}
