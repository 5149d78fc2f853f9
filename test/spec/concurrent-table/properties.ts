import { all, count, implies } from "../../../src/language/index.js";
import { FREE, isAt, isFound, isWhole, table } from "./table.js";

/** What is told of each state once an insertion of it has returned is true for ever after. */
export const noInsertIsLost = table.always("no insert is lost", { about: "A state whose insertion has returned is found by whoever looks for it." }, (s, p) =>
  all(0, p.KEYS, (state) => implies(s.ghost.told[state].returned, () => isFound(s, state, p))),
);

/** A state that has two indices would be expanded, and counted, twice. */
export const noInsertIsDouble = table.always("no insert is double", { about: "No two places lead to the same state." }, (s, p) =>
  all(0, p.KEYS, (state) => count(0, p.PLACES, (place) => s.places[place] !== FREE && isAt(s, s.places[place] - 1, state)) <= 1),
);

/** Whoever is told that a state is new expands it: nobody must not, and two must not. */
export const oneWorkerIsTold = table.always(
  "one worker is told that a state is new",
  { about: "Of all insertions of a state that have returned, exactly one has said that it is new." },
  (s, p) => all(0, p.KEYS, (state) => implies(s.ghost.told[state].returned, () => s.ghost.told[state].isNew === "once")),
);

/** The words are there before the index is. */
export const whatIsPublishedIsWhole = table.always(
  "what is published is whole",
  { about: "Every index in the table leads to a state whose words are all written." },
  (s, p) => all(0, p.PLACES, (place) => implies(s.places[place] !== FREE, () => isWhole(s, s.places[place] - 1))),
);

/** What follows from that for those who read. */
export const nobodySeesHalfAState = table.never(
  "somebody sees half a state",
  { about: "A worker compares with a word that is not written yet." },
  (s) => s.ghost.saw_unwritten,
);

/** Without it, the others would hold for want of a race. */
export const somebodyLosesARace = table.sometimes("somebody loses a race for a place", {}, (s) => s.ghost.lost_a_race);
