import { setImmediate } from "node:timers/promises";
import { type MutantPrograms, mutantsOf } from "../compiler/mutants/mutantsOf.js";
import { mutantModule } from "../engine/compiled/mutantModule.js";
import { isSameGraph, type MutantFinding, MutantSearch } from "../engine/compiled/mutantSearch.js";
import { answersOnGraph } from "./mutationGraph.js";
import type { MutationLedger, Said } from "./mutationLedger.js";
import type { Original } from "./mutationOriginal.js";
import { heldIn, surpriseIn } from "./mutationSurprise.js";

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
  const { composed, states } = original;
  const { model, mutants: open } = mutantsOf(composed, functions, (mutant) => ledger.isOpen(mutant));
  const mutants = open.filter((each) => isReached(each, original));
  for (const each of open) if (!mutants.includes(each)) ledger.note(each.mutant, { kind: "unreached" });
  if (mutants.length === 0) return;
  if (isOver()) {
    for (const { mutant } of mutants) ledger.note(mutant, { kind: "unfinished" });
    return;
  }
  const search = new MutantSearch(composed, await mutantModule(model, mutants));
  const enough = heldIn(original);
  const self = search.search(0, { maxStates: states, enough: new Set() });
  const budget = { maxStates: Math.max(LEAST_STATES, growth * states), enough };
  for (const [at, { mutant }] of mutants.entries()) {
    ledger.note(mutant, isOver() ? { kind: "unfinished" } : said(original, self, search.search(at + 1, budget)));
    await setImmediate();
  }
}

function isReached({ steps }: MutantPrograms, { composed, fired }: Original): boolean {
  return steps.some(({ process, state }) => (fired[composed.processes[process]?.states[state]?.name ?? ""] ?? 0) > 0);
}

function said(original: Original, self: MutantFinding, found: MutantFinding): Said {
  const { composed, question, name } = original;
  const early = surpriseIn(original, { ...found, complete: false });
  if (early !== undefined) return { kind: "killed", by: { ...early, run: name } };
  if (!found.complete) return { kind: "unfinished" };
  if (isSameGraph(self, found)) return { kind: "same" };
  const late = surpriseIn(original, { ...found, answers: [...found.answers, ...answersOnGraph(composed, question.run, found.graph)] });
  return late === undefined ? { kind: "differs", run: name } : { kind: "killed", by: { ...late, run: name } };
}
