import { parameters, range, system, when } from "../../../src/language/index.js";

const bounds = parameters({ stairs: 10_000, stride: 1 });
/** Above the stairs' foot, which is 0; -1 is outside. */
const house = system("house", { parameters: bounds, variables: { stair: bounds.domain(({ stairs }) => range(-1, stairs)) } });

/** Starts from any stair, and goes down for as long as it can. */
const child = house.actor("child", {
  source: "this file",
  exits: ["done"],
  steps: {
    start(s, _, { stairs }, choose) {
      s.stair = choose.number("stair", 1, stairs);
      return "descend";
    },
    descend(s, _, { stride }) {
      if (s.stair < stride) return "done";
      s.stair -= stride;
      return "descend";
    },
  },
});

const dog = house.actor("dog", {
  source: "this file",
  exits: ["done"],
  steps: {
    wait(s) {
      when(s.stair === 0);
      return "done";
    },
  },
});

/**
 * The dog waits at the foot for the child, who is found on every stair at once, from the lowest one up: ways down lead to earlier and earlier states, all of one level. A child
 * that takes two stairs at a time never comes there from an odd one.
 */
export const stairs = house.model("stairs", { processes: [house.process("child", child), house.process("dog", dog)] });
