import { expect, test } from "vitest";
import { check } from "../../src/engine/check.js";
import { copies, ltl, parameters, range, system } from "../../src/language/index.js";

const sys = system("a clock", { parameters: parameters({}), variables: { hour: range(0, 3) } });

const clock = sys.actor("clock", {
  source: "this test",
  steps: {
    tick(s) {
      s.hour = s.hour === 3 ? 0 : s.hour + 1;
      return "tick";
    },
  },
});

const processes = [sys.process("clock", clock)];
const early = sys.always("it is never late", {}, (s) => s.hour < 4);
const forward = sys.step("it goes on", {}, (before, after) => before.hour !== after.hour);
const again = sys.infinitelyOften("it is three again and again", {}, (s) => s.hour === 3);

const countsSteps = sys.temporal("it ticks first", {}, ltl.taken({ step: "clock.tick" }));

const asks = (...properties: NonNullable<Parameters<typeof sys.model>[1]["properties"]>) => sys.model("a clock", { processes, properties });

test("auto makes the reductions that are sound for what is asked, and says so", async () => {
  const made = async (model: ReturnType<typeof asks>) => (await check(model, { reduce: "auto" })).reductions?.map(({ reduction }) => reduction) ?? [];
  expect(await made(asks(early))).toEqual(["por", "dead"]);
  expect(await made(asks(early, forward))).toEqual(["dead"]);
  expect(await made(asks(early, again))).toEqual(["por", "dead"]);
  expect(await made(asks(early, countsSteps))).toEqual(["dead"]);
  expect((await check(asks(early))).reductions).toBeUndefined();
});

test("a reduction by name is refused where it is not sound", async () => {
  await expect(check(asks(forward), { reduce: ["por"] })).rejects.toMatchObject({ code: "FL302", message: expect.stringContaining("it goes on") });
  await expect(check(asks(countsSteps), { reduce: ["por"] })).rejects.toMatchObject({ code: "FL302", message: expect.stringContaining("it ticks first") });
  await expect(check(asks(early), { reduce: ["por"], engine: "reference" })).rejects.toMatchObject({ code: "FL302" });
  await expect(check(asks(early), { reduce: ["heap" as "por"] })).rejects.toMatchObject({ code: "FL302", hint: expect.stringContaining("por, dead") });
});

const hands = copies("hand", 2);
const watch = system("a watch", { parameters: parameters({}), variables: { at: hands.each(range(0, 2)), last: hands.id } });

const hand = watch.actor("hand", {
  source: "this test",
  locals: { self: hands.self },
  steps: {
    move(s, me) {
      s.at[me.self] = s.at[me.self] === 2 ? 0 : s.at[me.self] + 1;
      s.last = me.self;
      return "move";
    },
  },
});

const moving = watch.step("one moves", {}, (before, after) => before.last !== after.last || before.at[0] + before.at[1] !== after.at[0] + after.at[1]);
const alike = watch.step("somebody has moved", {}, (_, after) => after.last !== -1);
const first = watch.never("the first hand is the last that moved", {}, (s) => s.last === 0);
const shows = (...properties: NonNullable<Parameters<typeof watch.model>[1]["properties"]>) =>
  watch.model("a watch", { processes: watch.copies("hand", hands, hand), properties });

test("symmetry is made of declared copies that nothing tells apart, by either engine", async () => {
  const effect = "10 states stand for 19: 2 copies of hand";
  for (const engine of ["compiled", "reference"] as const) {
    expect(await check(shows(alike), { reduce: ["symmetry"], engine })).toMatchObject({ states: 10, reductions: [{ reduction: "symmetry", effect }] });
  }
  expect((await check(shows(alike), { reduce: "auto" })).reductions?.map(({ reduction }) => reduction)).toEqual(["dead", "symmetry"]);
  expect((await check(shows(alike), { reduce: "auto", engine: "reference" })).reductions?.map(({ reduction }) => reduction)).toEqual(["symmetry"]);
  const [none] = (await check(asks(early), { reduce: ["symmetry"] })).reductions ?? [];
  expect(none?.effect).toBe("no processes are declared to be copies of one another");
});

test("copies that are told apart are refused by name, and auto goes without, and says why", async () => {
  for (const engine of ["compiled", "reference"] as const) {
    const refused = expect.stringContaining(
      "property 'the first hand is the last that moved' tells copies apart: a number is used as the number of a copy of hand",
    );
    await expect(check(shows(first), { reduce: ["symmetry"], engine })).rejects.toMatchObject({ code: "FL116", message: refused });
  }
  await expect(check(shows(moving), { reduce: ["symmetry"] })).rejects.toMatchObject({ code: "FL116" });
  const whole = await check(shows(first), { reduce: "auto" });
  expect(whole).toMatchObject({ verdict: "violated", fallbacks: [expect.stringContaining("no symmetry reduction was made: FL116")] });
  expect(whole.reductions?.map(({ reduction }) => reduction)).toEqual(["por", "dead"]);
});

test("symmetry does not go with temporal properties", async () => {
  const again = watch.infinitelyOften("somebody is at two again and again", {}, (s) => s.at[0] === 2);
  await expect(check(shows(again), { reduce: ["symmetry"] })).rejects.toMatchObject({ code: "FL302", message: expect.stringContaining("temporal") });
  expect((await check(shows(again), { reduce: "auto" })).reductions?.map(({ reduction }) => reduction)).toEqual(["por", "dead"]);
});
