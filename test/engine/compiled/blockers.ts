import { bool, mod, oneOf, parameters, range, system, vector, when } from "../../../src/language/index.js";

const bounds = parameters({ rings: 2 });
const table = system("table", {
  parameters: bounds,
  variables: { taken: vector(2, bool), rung: bounds.domain(({ rings }) => range(0, rings - 1)), who: oneOf("nobody", "left", "right") },
});

/** Takes one lock, then the other; two of these in opposite order can wait for each other for ever, whatever the bell does meanwhile. */
const left = table.actor("left", {
  source: "this file",
  exits: ["done"],
  steps: {
    first(s) {
      when(!s.taken[0]);
      s.taken[0] = true;
      return "second";
    },
    second(s) {
      when(!s.taken[1]);
      s.who = "left";
      return "release";
    },
    release(s) {
      s.taken[0] = false;
      return "done";
    },
  },
});

const right = table.actor("right", {
  source: "this file",
  exits: ["done"],
  steps: {
    first(s) {
      when(!s.taken[1]);
      s.taken[1] = true;
      return "second";
    },
    second(s) {
      when(!s.taken[0]);
      s.who = "right";
      return "release";
    },
    release(s) {
      s.taken[1] = false;
      return "done";
    },
  },
});

const bell = table.actor("bell", {
  source: "this file",
  steps: {
    ring(s, _, { rings }) {
      s.rung = mod(s.rung + 1, rings);
      return "ring";
    },
  },
});

/** Two processes that may block each other, while a daemon runs on: round and round, by as many states as `rings`. */
export const blockers = table.model("blockers", {
  processes: [table.process("left", left), table.process("right", right), table.process("bell", bell, { daemon: true })],
});
