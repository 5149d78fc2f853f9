import { type Formula, ltl, type TemporalProperty, weaklyFair } from "../../src/language/index.js";
import { writePath } from "../write-path.js";

const source = "behaviour.md §4, 14; 08291429cfa6 (mm: fix pagecache write deadlocks)";
/** The scheduler forgets nobody. Luck is another matter. */
const fairness = [weaklyFair({ process: "writer" })];

const copied = ltl.taken({ step: "**.copy" });
const evicted = ltl.taken({ process: "evictor" });
const returned = ltl.ended("writer");
const again = (moment: Formula): Formula => ltl.globally(ltl.eventually(moment));

/** Progress with no word about luck: asked beside an evictor, no kernel keeps it. */
export const everyWriteReturns = writePath.terminates(
  "every write returns",
  { about: "However often it comes up short and tries again, write(2) returns: with a count, or with an error.", source, fairness },
  "writer",
);

/**
 * Progress as the kernel promises it: every retry copies, shrinks, brings a page in, or returns. `faultIn` is the step that faults the
 * user's buffer in, as a glob of its control state.
 *
 * Strong fairness of the copy would not say it: between the fault-in and the copy lie steps, and an eviction there keeps a copy of
 * something from ever being enabled. So luck is stated in the kernel's own words, as a formula.
 */
export function everyLuckyWriteReturns(faultIn: string): TemporalProperty {
  const faultedIn = ltl.taken({ step: faultIn });
  const stays = ltl.and(faultedIn, ltl.weakUntil(ltl.not(evicted), copied));
  return writePath.temporal(
    "every write returns, if what it faults in stays there until the next copy again and again",
    { about: "Every retry accepts a cell, asks for fewer, brings a page in, or ends the write: none goes round for ever by its own fault.", source, fairness },
    ltl.implies(ltl.implies(again(faultedIn), again(stays)), ltl.eventually(returned)),
  );
}

/** A weaker promise, for which there is no need of luck but of peace: a write goes round for ever only if somebody disturbs it for ever. */
export const everyUndisturbedWriteReturns = writePath.temporal(
  "every write returns, if its pages are not taken away for ever",
  { about: "Once nobody takes its user pages away any more, write(2) returns.", source, fairness },
  ltl.implies(ltl.eventually(ltl.globally(ltl.not(evicted))), ltl.eventually(returned)),
);
