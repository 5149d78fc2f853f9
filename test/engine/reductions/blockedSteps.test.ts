import { expect, test } from "vitest";
import { check } from "../../../src/engine/check.js";
import { bool, type Model, parameters, range, system, when } from "../../../src/language/index.js";

const sys = system("a late opener", { parameters: parameters({}), variables: { n: range(0, 2), flag: bool } });

const reader = sys.actor("reader", {
  source: "looks at the flag once, and is stuck if it is raised",
  locals: { seen: bool },
  exits: ["done"],
  steps: {
    look(s, me) {
      me.seen = s.flag;
      return "go";
    },
    go(_, me) {
      when(!me.seen);
      return "done";
    },
  },
});

const opener = sys.actor("opener", {
  source: "lets the raiser go",
  exits: ["done"],
  steps: {
    open(s) {
      s.n = 2;
      return "done";
    },
  },
});

const raiser = sys.actor("raiser", {
  source: "raises the flag once it may",
  exits: ["done"],
  steps: {
    raise(s) {
      when(s.n === 2);
      s.flag = true;
      return "done";
    },
  },
});

/** What it waits for is said so that the compiler does not know which value that is. */
const puzzledRaiser = sys.actor("raiser", {
  source: "raises the flag once it may",
  exits: ["done"],
  steps: {
    raise(s) {
      when(s.n * s.n > 3);
      s.flag = true;
      return "done";
    },
  },
});

function racing(raising: typeof raiser): Model {
  return sys.model("a late opener", {
    processes: [sys.process("reader", reader), sys.process("opener", opener), sys.process("raiser", raising)],
    properties: [],
  });
}

test.each([
  ["is one that the compiler knows", raiser],
  ["is one that it does not know", puzzledRaiser],
])("a step that waits takes along who may let it go where its condition %s: the reader may be last, and stuck", async (_, raising) => {
  const [full, reduced] = [await check(racing(raising)), await check(racing(raising), { reduce: ["por"] })];
  expect(full.verdict).toBe("violated");
  expect(reduced.verdict).toBe("violated");
});
