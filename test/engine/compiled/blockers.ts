import { bool, oneOf, parameters, system, vector, when } from "../../../src/language/index.js";

const table = system("table", { parameters: parameters({}), variables: { taken: vector(2, bool), rings: bool, who: oneOf("nobody", "left", "right") } });

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
    ring(s) {
      s.rings = !s.rings;
      return "ring";
    },
  },
});

/** Two processes that may block each other, while a daemon runs on. */
export const blockers = table.model("blockers", {
  processes: [table.process("left", left), table.process("right", right), table.process("bell", bell, { daemon: true })],
});
