import { bool, copies, type Model, parameters, system, when } from "../../../../src/language/index.js";

const sleepers = copies("sleeper", 2);
const sys = system("a dormitory", { parameters: parameters({}), variables: { taken: bool } });

/** Walks up and down, until it finds the bed free; nobody wakes it up. */
const sleeper = sys.actor("sleeper", {
  source: "this example",
  steps: {
    up(s, _, __, choose) {
      if (s.taken || !choose.flag("sleeps")) return "down";
      s.taken = true;
      return "sleep";
    },
    sleep(s) {
      when(!s.taken);
      return "up";
    },
    down: () => "up",
  },
});

/**
 * One sleeps for ever, and the other one walks on. Sorted by where they stand, the one who sleeps is the second of them while the other is up, and the first while that is down: who is who has
 * to be followed to see that it is always the same.
 */
export const dormitory: Model = sys.model("dormitory", { processes: sys.copies("sleeper", sleepers, sleeper) });
