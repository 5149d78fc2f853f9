import { bool, type Model, parameters, prototype, range, system, vector, when } from "../../../../src/language/index.js";

const fork = range(0, 6);
const sys = system("a supper of philosophers", { parameters: parameters({}), variables: { taken: vector(7, bool) } });

const philosopher = sys.machine(prototype("philosopher", { args: { left: fork, right: fork }, exits: ["gone"] }), {
  source: "E. W. Dijkstra, EWD 310",
  start: "think",
  steps: {
    think() {
      return "take";
    },
    take(s, me) {
      when(s.taken[me.left] === false);
      s.taken[me.left] = true;
      return "reach";
    },
    reach(s, me) {
      when(s.taken[me.right] === false);
      s.taken[me.right] = true;
      return "eat";
    },
    eat(s, me) {
      s.taken[me.left] = false;
      s.taken[me.right] = false;
      return "gone";
    },
  },
});

/** Seven philosophers who eat once and go; they take the left fork first, and deadlock when each has one. */
export const supper: Model = sys.model("supper", {
  processes: [
    sys.process("philosopher 0", philosopher, { with: () => ({ left: 0, right: 1 }) }),
    sys.process("philosopher 1", philosopher, { with: () => ({ left: 1, right: 2 }) }),
    sys.process("philosopher 2", philosopher, { with: () => ({ left: 2, right: 3 }) }),
    sys.process("philosopher 3", philosopher, { with: () => ({ left: 3, right: 4 }) }),
    sys.process("philosopher 4", philosopher, { with: () => ({ left: 4, right: 5 }) }),
    sys.process("philosopher 5", philosopher, { with: () => ({ left: 5, right: 6 }) }),
    sys.process("philosopher 6", philosopher, { with: () => ({ left: 6, right: 0 }) }),
  ],
});
