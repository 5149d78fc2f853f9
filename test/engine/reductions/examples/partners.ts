import { all, copies, implies, type Model, parameters, system, when } from "../../../../src/language/index.js";

/** Dancers ask one another for a dance: whom each asked is a relation between copies, so that no order of theirs is the obvious one. */
export function partners(N: number, asksItself = false): Model {
  const dancers = copies("dancer", N);
  const sys = system(`${N} dancers`, {
    parameters: parameters({ N, asksItself }),
    variables: { asked: dancers.each(dancers.id), first: dancers.id, danced: dancers.each(dancers.set) },
  });

  const dancer = sys.actor("dancer", {
    source: "this example",
    locals: { self: dancers.self, partner: dancers.id },
    exits: ["home"],
    steps: {
      ask(s, me, { N, asksItself }, choose) {
        const whom = choose.number("whom", 0, N - 1);
        when((asksItself || whom !== me.self) && s.asked[me.self] === -1 && !s.danced[me.self].has(whom));
        s.asked[me.self] = whom;
        if (s.first === -1) s.first = me.self;
        me.partner = whom;
        return "dance";
      },
      dance(s, me) {
        when(s.asked[me.partner] === me.self || s.asked[me.partner] === -1);
        s.danced[me.self].add(me.partner);
        s.asked[me.self] = -1;
        me.partner = -1;
        return s.danced[me.self].size === 1 ? "home" : "ask";
      },
    },
  });

  return sys.model(`${N} dancers`, {
    processes: sys.copies("dancer", dancers, dancer),
    properties: [
      sys.always("nobody asks himself", {}, (s, { N }) => all(0, N, (each) => s.asked[each] !== each)),
      sys.always("whoever is asked back asked", {}, (s, { N }) =>
        all(0, N, (one) => all(0, N, (other) => implies(s.asked[one] === other, () => s.asked[other] !== one || one !== other))),
      ),
      sys.step("nobody dances less", {}, (before, after, { N }) => all(0, N, (each) => after.danced[each].size >= before.danced[each].size)),
    ],
  });
}
