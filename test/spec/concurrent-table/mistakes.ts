/** Mistakes that are easily made in insert(), each as a patch. */
import { patch } from "../../../src/language/index.js";
import { insertMachine } from "./insert.js";
import { after, FREE, highOf, NONE, table } from "./table.js";

/** The index is published first, and the words are written where everybody can already look. */
export const publishBeforeWrite = patch("publish-before-write", {
  title: "the place is taken before the words are written",
  hunks: [
    table.hunk(insertMachine, {
      steps: {
        load(s, me) {
          me.found = s.places[me.at];
          if (me.found !== FREE) return "compare_low";
          return me.spare === NONE ? "reserve" : "publish";
        },
        reserve(s, me) {
          me.spare = s.reserved;
          s.reserved += 1;
          return "publish";
        },
        publish(s, me) {
          me.found = s.places[me.at];
          if (me.found !== FREE) {
            s.ghost.lost_a_race = true;
            return "compare_low";
          }
          s.places[me.at] = me.spare + 1;
          return "write_low";
        },
        write_high(s, me) {
          s.arena[me.spare].high = highOf(me.state);
          return "is_new";
        },
      },
    }),
  ],
});

/** The place was free a moment ago, so it is simply stored to. */
export const plainStore = patch("plain-store", {
  title: "atomic.store(place, index + 1), in the place of atomic.cmpxchg()",
  hunks: [
    table.hunk(insertMachine, {
      steps: {
        publish(s, me) {
          s.places[me.at] = me.spare + 1;
          return "is_new";
        },
      },
    }),
  ],
});

/** It is looked at once more before that, which only makes the gap smaller. */
export const checkThenAct = patch("check-then-act", {
  title: "if (atomic.load(place) == FREE) atomic.store(place, index + 1)",
  hunks: [
    table.hunk(insertMachine, {
      steps: {
        publish(s, me) {
          me.found = s.places[me.at];
          if (me.found === FREE) return "store";
          s.ghost.lost_a_race = true;
          return "compare_low";
        },
        store(s, me) {
          s.places[me.at] = me.spare + 1;
          return "is_new";
        },
      },
    }),
  ],
});

/** Whoever loses a place takes it for granted that the winner has put another state there. */
export const loserLooksAway = patch("loser-looks-away", {
  title: "after a failed atomic.cmpxchg() the search goes on at the next place",
  hunks: [
    table.hunk(insertMachine, {
      steps: {
        publish(s, me, p) {
          if (s.places[me.at] === FREE) {
            s.places[me.at] = me.spare + 1;
            return "is_new";
          }
          s.ghost.lost_a_race = true;
          me.at = after(me.at, p);
          return "load";
        },
      },
    }),
  ],
});

/** Two workers read the same counter, and write their words over each other's. */
export const plainCounter = patch("plain-counter", {
  title: "index = load(reserved); store(reserved, index + 1), in the place of atomic.add()",
  hunks: [
    table.hunk(insertMachine, {
      steps: {
        reserve(s, me) {
          me.spare = s.reserved;
          return "count";
        },
        count(s, me) {
          s.reserved = me.spare + 1;
          return "write_low";
        },
      },
    }),
  ],
});
