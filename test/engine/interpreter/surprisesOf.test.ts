import { expect, test } from "vitest";
import { Stepper } from "../../../src/engine/interpreter/stepper.js";
import { surprisesOf } from "../../../src/engine/interpreter/surprisesOf.js";
import { compose } from "../../../src/language/compose.js";
import { parameters, range, system } from "../../../src/language/index.js";

const cells = system("cells", { parameters: parameters({}), variables: { copied: range(0, 3), evicted: range(0, 1) } });

const writer = cells.actor("writer", {
  source: "a copy that may come up short",
  exits: ["end"],
  surprising: { copy: "unless greatest" },
  steps: {
    copy(s, _me, _p, choose) {
      s.copied = choose.number("copied", 1, 3);
      return "end";
    },
  },
});

const evictor = cells.actor("evictor", {
  source: "reclaim",
  exits: ["end"],
  surprising: { evict: "always" },
  steps: {
    evict(s) {
      s.evicted = 1;
      return "rest";
    },
    rest: () => "end",
  },
});

test("a short copy and an eviction are surprises, a whole copy and any other step are none", () => {
  const model = compose(cells.model("both", { processes: [cells.process("writer", writer), cells.process("evictor", evictor, { daemon: true })] }));
  const stepper = new Stepper(model);
  let state = new Int32Array(model.slots.length);
  stepper.initialStates(() => {
    state = Int32Array.from(stepper.slots);
  });
  expect(surprisesOf(stepper, state)).toEqual([1, 1, 0, 1]);
  stepper.successors(state, ({ step }) => {
    if (step === "evict") state = Int32Array.from(stepper.slots);
  });
  expect(surprisesOf(stepper, state)).toEqual([1, 1, 0, 0]);
});

test("a variant keeps what is surprising of the machine that it varies, and may say otherwise", () => {
  const usual = cells.variant(evictor, "usual", {});
  expect(usual.surprising).toEqual({ evict: "always" });
  const thorough = cells.variant(evictor, "thorough", { surprising: { rest: "always" } });
  expect(thorough.surprising).toEqual({ evict: "always", rest: "always" });
});

test("what is said to be surprising and is no step is a mistake in the specification", () => {
  const wrong = { source: "", steps: { run: () => "run" as const }, surprising: { runs: "always" } } as const;
  // @ts-expect-error 'runs' is none of its steps
  expect(() => cells.actor("wrong", wrong)).toThrow("'runs' is said to be surprising, and is none of its steps");
});
