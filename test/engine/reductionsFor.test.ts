import { expect, test } from "vitest";
import { check } from "../../src/engine/check.js";
import { ltl, parameters, range, system } from "../../src/language/index.js";

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
