import { parameters, range, system } from "../../src/language/index.js";

const sys = system("choices", { parameters: parameters({}), variables: { n: range(0, 3) } });

/** A step that has nothing to choose from, by constants, has no leaf; beside it, a process that goes on. */
export const emptyChoice = sys.model("a choice from nothing", {
  processes: [
    sys.process(
      "chooser",
      sys.actor("chooser", {
        source: "this test",
        exits: ["done"],
        steps: {
          pick(s, _me, _p, choose) {
            s.n = choose.number("n", 1, 0);
            return "done";
          },
        },
      }),
    ),
    sys.process(
      "counter",
      sys.actor("counter", {
        source: "this test",
        exits: ["done"],
        steps: {
          count(s, _me, _p, choose) {
            if (s.n === 3) return "done";
            s.n += choose.number("by", 1, 1);
            return "count";
          },
        },
      }),
    ),
  ],
});
