import { expect, test } from "vitest";
import { Stepper } from "../../src/engine/interpreter/stepper.js";
import { compose } from "../../src/language/compose.js";
import { bool, oneOf, parameters, range, record, subset, system, vector } from "../../src/language/index.js";
import { decodeState } from "../../src/trace/decodeState.js";
import { encodeState } from "../../src/trace/encodeState.js";

const things = system("things", {
  parameters: parameters({}),
  variables: {
    on: bool,
    level: range(-2, 5),
    colour: oneOf("red", "green"),
    rows: vector(2, record({ cells: vector(2, range(0, 3)), seen: subset("a", "b", "c") })),
  },
});

const worker = things.actor("worker", {
  source: "",
  exits: ["end"],
  locals: { left: range(0, 3) },
  steps: {
    run(s, me, _p, choose) {
      me.left = choose.number("left", 0, 3);
      s.level = choose.number("level", -2, 5);
      s.on = choose.flag("on");
      s.colour = choose.oneOf("colour", ["red", "green"]);
      s.rows[1].cells[0] = me.left;
      if (s.on) s.rows[0].seen.add("b");
      return "rest";
    },
    rest: () => "end",
  },
});

const model = compose(things.model("m", { processes: [things.process("worker", worker)] }));

test("a state that was decoded is encoded as it was, locals and control states included", () => {
  const stepper = new Stepper(model);
  let initial = new Int32Array();
  stepper.initialStates(() => {
    initial = Int32Array.from(stepper.slots);
  });
  let states = 0;
  stepper.successors(initial, () => {
    states++;
    expect(encodeState(model, decodeState(model, [...stepper.slots]))).toEqual(stepper.slots);
  });
  expect(states).toBe(4 * 8 * 2 * 2);
});

const known = { variables: { on: true, level: 0, colour: "red", rows: [] }, locals: {}, at: { worker: "worker.run" } };
const row = { cells: [0, 0], seen: [] };

test.each([
  ["a variable that the model does not have", { ...known, variables: { ...known.variables, rows: [row, row], more: 1 } }],
  ["a value outside its domain", { ...known, variables: { ...known.variables, level: 6, rows: [row, row] } }],
  ["a label that is none", { ...known, variables: { ...known.variables, colour: "blue", rows: [row, row] } }],
  ["a member that is none", { ...known, variables: { ...known.variables, rows: [row, { ...row, seen: ["d"] }] } }],
  ["a vector of another length", { ...known, variables: { ...known.variables, rows: [row] } }],
  ["a control state that is none", { ...known, variables: { ...known.variables, rows: [row, row] }, at: { worker: "worker.sleep" } }],
  ["locals of a function that is none", { ...known, variables: { ...known.variables, rows: [row, row] }, locals: { "worker/f": {} } }],
])("%s makes a state unknown", (_, state) => {
  expect(encodeState(model, state)).toBeUndefined();
});
