import { any, copies, count, type Model, parameters, range, system, vector, when } from "../../../../src/language/index.js";

/** Peterson's lock for so many processes: each goes through N - 1 levels, at each of which the last to come waits while somebody is as far. (Peterson, Myths about the mutual exclusion problem, 1981.) */
export function filterLock(N: number): Model {
  const contenders = copies("contender", N);
  const sys = system(`a filter lock for ${N}`, {
    parameters: parameters({ N }),
    variables: { level: contenders.each(range(0, N - 1)), last: vector(N, contenders.id), inside: contenders.set },
  });

  const contender = sys.actor("contender", {
    source: "Peterson, Myths about the mutual exclusion problem, 1981",
    locals: { self: contenders.self, at: range(0, N - 1) },
    steps: {
      rise(s, me, { N }) {
        if (me.at === N - 1) {
          s.inside.add(me.self);
          return "leave";
        }
        me.at += 1;
        s.level[me.self] = me.at;
        return "sign";
      },
      sign(s, me) {
        s.last[me.at] = me.self;
        return "wait";
      },
      wait(s, me, { N }) {
        when(s.last[me.at] !== me.self || !any(0, N, (other) => other !== me.self && s.level[other] >= me.at));
        return "rise";
      },
      leave(s, me) {
        s.inside.delete(me.self);
        s.level[me.self] = 0;
        me.at = 0;
        return "rise";
      },
    },
  });

  return sys.model(`a filter lock for ${N}`, {
    processes: sys.copies("contender", contenders, contender),
    properties: [
      sys.always("one at a time", {}, (s) => s.inside.size <= 1),
      sys.never("all are as far as can be", {}, (s, { N }) => count(0, N, (each) => s.level[each] === N - 1) === N),
      sys.sometimes("somebody gets in", {}, (s) => s.inside.size === 1),
    ],
  });
}
