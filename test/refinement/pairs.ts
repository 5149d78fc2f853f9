import { bool, type Model, mapping, mod, parameters, range, system, when } from "../../src/language/index.js";

/** A clock, whose hours and minutes are seen, and a dial, which has hours only. */
export const clock = system("clock", { parameters: parameters({ HOURS: 3 }), variables: { hour: range(0, 5), minute: range(0, 1), broken: bool } });
export const dial = system("dial", { parameters: parameters({ HOURS: 3 }), variables: { hour: range(0, 5) } });

export const hours = mapping(clock, "the hour", {}, (s) => ({ hour: s.hour }));

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

const turn = dial.actor("turn", {
  source: "hours in their order",
  steps: {
    turn(s, _, p) {
      s.hour = mod(s.hour + 1, p.HOURS);
      return "turn";
    },
  },
});

export const aDial: Model = dial.model("a dial", { processes: [dial.process("turn", turn)] });
export const aClock: Model = clock.model("a clock", { processes: [clock.process("tick", tick)] });
export const aLeapingClock: Model = clock.model("a clock that leaps", {
  processes: [clock.process("tick", tick, { daemon: true }), clock.process("leap", leap)],
});
export const aClockSetToFive: Model = clock.model("a clock that is set to five", {
  processes: [clock.process("tick", tick)],
  initial: clock.initial((s) => {
    s.hour = 5;
  }),
});
