import { prototype } from "../../../src/language/index.js";
import { after, arenaIndex, entry, FREE, highOf, homeOf, key, lowOf, NONE, noteRead, place, table } from "./table.js";

/** Adds a state unless the table has it. `spare` is an index that the worker reserved and has not used; `kept` is what is left of it. */
export const insert = prototype("insert", { args: { state: key, spare: arenaIndex }, results: { kept: arenaIndex }, exits: ["is_new", "is_known"] });

/**
 * insert(): the state's words are written first, at an index that only this worker has; then one compare-and-swap publishes the index.
 * Whoever loses it looks at what the winner has put there: that may be the very same state.
 */
export const insertMachine = table.machine(insert, {
  source: "insert(), the compiled engine with several workers",
  locals: { at: place, found: entry },
  steps: {
    hash(_s, me) {
      me.at = homeOf(me.state);
      return "load";
    },

    // atomic.load(place)
    load(s, me) {
      me.found = s.places[me.at];
      if (me.found !== FREE) return "compare_low";
      return me.spare === NONE ? "reserve" : "write_low";
    },

    // atomic.add(reserved, 1): the next index of the arena
    reserve(s, me) {
      me.spare = s.reserved;
      s.reserved += 1;
      return "write_low";
    },

    // store(arena + index, word), a word at a time; nobody else knows the index yet
    write_low(s, me) {
      s.arena[me.spare].low = lowOf(me.state);
      return "write_high";
    },

    write_high(s, me) {
      s.arena[me.spare].high = highOf(me.state);
      return "publish";
    },

    // atomic.cmpxchg(place, FREE, index + 1)
    publish(s, me) {
      me.found = s.places[me.at];
      if (me.found === FREE) {
        s.places[me.at] = me.spare + 1;
        return "is_new";
      }
      s.ghost.lost_a_race = true;
      return "compare_low";
    },

    // load(arena + found - 1), a word at a time; another state means that the search goes on at the next place
    compare_low(s, me, p) {
      const { low } = s.arena[me.found - 1];
      noteRead(s, low);
      if (low === lowOf(me.state)) return "compare_high";
      me.at = after(me.at, p);
      return "load";
    },

    compare_high(s, me, p) {
      const { high } = s.arena[me.found - 1];
      noteRead(s, high);
      if (high === highOf(me.state)) {
        me.kept = me.spare;
        return "is_known";
      }
      me.at = after(me.at, p);
      return "load";
    },
  },
});
