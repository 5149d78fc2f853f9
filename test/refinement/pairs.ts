import { type Mapping, type Model, mapping, mod, oneOf, parameters, range, system, when } from "../../src/language/index.js";

/** A clock, whose hours are seen, and a dial, which has nothing but hours. */
const clock = system("clock", { parameters: parameters({ HOURS: 3 }), variables: { hour: range(0, 5), minute: range(0, 1) } });
const dial = system("dial", { parameters: parameters({ HOURS: 3 }), variables: { hour: range(0, 5) } });

export const theHour = mapping(clock, "the hour", {}, (s) => ({ hour: s.hour }));
export const theHourAtMinuteZero = mapping(clock, "the hour, when it strikes", {}, (s) => ({ hour: s.minute === 0 ? s.hour : undefined }));
export const nothing = mapping(clock, "nothing", {}, () => ({}));
export const theSecond = mapping(clock, "the second", {}, () => ({ second: 0 }));
export const aWord = mapping(clock, "a word", {}, () => ({ hour: "one" }));
export const whatThrows: Mapping = mapping(clock, "what throws", {}, () => {
  throw new Error("no time");
});

const tick = clock.actor("tick", {
  source: "two minutes an hour",
  steps: {
    tick(s, _, p) {
      if (s.minute === 1) s.hour = mod(s.hour + 1, p.HOURS);
      s.minute = 1 - s.minute;
      return "tick";
    },
  },
});

const leap = clock.actor("leap", {
  source: "skips an hour, once",
  exits: ["done"],
  steps: {
    leap(s, _, p) {
      when(s.minute === 0 && s.hour === 1);
      s.hour = mod(s.hour + 2, p.HOURS);
      return "done";
    },
  },
});

const runDown = clock.actor("run_down", {
  source: "stops at the first hour",
  exits: ["stopped"],
  steps: {
    tick(s) {
      if (s.hour === 1) return "stopped";
      if (s.minute === 1) s.hour += 1;
      s.minute = 1 - s.minute;
      return "tick";
    },
  },
});

const turn = dial.actor("turn", {
  source: "hours in their order",
  steps: {
    turn(s, _, p) {
      s.hour = mod(s.hour + 1, p.HOURS);
      return "turn";
    },
  },
});

const ticking = clock.process("tick", tick);
export const aClock: Model = clock.model("a clock", { processes: [ticking] });
export const aLeapingClock: Model = clock.model("a clock that leaps", {
  processes: [clock.process("tick", tick, { daemon: true }), clock.process("leap", leap)],
});
export const aClockAtFive: Model = clock.model("a clock that is set to five", {
  processes: [ticking],
  initial: clock.initial((s) => {
    s.hour = 5;
  }),
});
export const aClockThatRunsDown: Model = clock.model("a clock that runs down", { processes: [clock.process("tick", runDown)] });
export const aDial: Model = dial.model("a dial", { processes: [dial.process("turn", turn)] });

/** A machine that says which of two things it will give before or after the coin: nobody sees its mind. */
const machine = system("machine", {
  parameters: parameters({}),
  variables: { mind: oneOf("open", "tea", "coffee"), paid: oneOf("no", "yes"), given: oneOf("nothing", "tea", "coffee") },
});
export const whatItGives = mapping(machine, "what it gives", {}, ({ paid, given }) => ({ paid, given }));

const early = machine.actor("early", {
  source: "makes up its mind before the coin",
  exits: ["done"],
  steps: {
    decide(s, _, __, choose) {
      s.mind = choose.oneOf("mind", ["tea", "coffee"]);
      return "pay";
    },
    pay(s) {
      s.paid = "yes";
      return "give";
    },
    give(s) {
      s.given = s.mind === "tea" ? "tea" : "coffee";
      return "done";
    },
  },
});

const late = machine.actor("late", {
  source: "makes up its mind when it gives",
  exits: ["done"],
  steps: {
    pay(s) {
      s.paid = "yes";
      return "give";
    },
    give(s, _, __, choose) {
      s.given = choose.oneOf("drink", ["tea", "coffee"]);
      return "done";
    },
  },
});

const onlyTea = machine.actor("only_tea", {
  source: "has run out of coffee, which it finds out when it gives",
  exits: ["done"],
  steps: {
    decide(s, _, __, choose) {
      s.mind = choose.oneOf("mind", ["tea", "coffee"]);
      return "pay";
    },
    pay(s) {
      s.paid = "yes";
      return "give";
    },
    give(s) {
      when(s.mind === "tea");
      s.given = "tea";
      return "done";
    },
  },
});

export const earlyMind: Model = machine.model("an early mind", { processes: [machine.process("drink", early)] });
export const lateMind: Model = machine.model("a late mind", { processes: [machine.process("drink", late)] });
export const teaOnly: Model = machine.model("tea only", { processes: [machine.process("drink", onlyTea)] });
