import { expect, test } from "vitest";
import "../../../src/testing/vitest/index.js";
import { type Model, parameters, range, system } from "../../../src/language/index.js";
import { ask } from "../../../src/testing/vitest/question.js";
import { counters } from "../../fixtures/counters.js";
import { dieHard } from "../../fixtures/dieHard.js";
import { peterson } from "../../fixtures/peterson.js";

const reference = { engine: "reference" } as const;
const rude = { ...reference, set: { polite: false } };

/** What a matcher complains of. */
async function complaint(asked: Promise<void>): Promise<string> {
  const outcome = await asked.then(
    () => undefined,
    (error: Error) => error.message,
  );
  if (outcome === undefined) throw new Error("it passed");
  return outcome;
}

test("a model that holds holds, and does not violate anything", async () => {
  await expect(peterson).toHold(reference);
  await expect(peterson).toHold("both inside", reference);
  await expect(peterson).not.toViolate(reference);
  await expect(peterson).not.toViolate("both *", reference);
  expect(await complaint(expect(peterson).not.toHold(reference))).toBe("peterson, 20 states: it holds, and ought not to");
  expect(await complaint(expect(peterson).toViolate("both inside", reference))).toBe("peterson, 20 states: 'both inside' is not violated");
});

test("a model that does not hold fails with the shortest counterexample, explained", async () => {
  await expect(peterson).not.toHold(rude);
  await expect(peterson).toViolate(rude);
  await expect(peterson).toViolate("both inside", rude);
  const told = await complaint(expect(peterson).toHold(rude));
  expect(told).toMatch(/^peterson polite=false, \d+ states: 'both inside' is violated after \d+ steps:\n\n {2}0 {2}initial state\n/);
  expect(told).toMatch(/● ends well if it is not taken here/);
  expect(told).toMatch(/✗ {2}both inside\n(.*\n)* +true: s\.inside\[1\] === true\n +inside\[0\] = true/);
  expect(await complaint(expect(peterson).not.toViolate("both inside", rude))).toBe(told);
});

test("how many steps the shortest counterexample has can be asked, too", async () => {
  await expect(dieHard).toViolate("four gallons", { ...reference, steps: 6 });
  await expect(dieHard).not.toViolate("four gallons", { ...reference, steps: 5 });
  expect(await complaint(expect(dieHard).toViolate("four gallons", { ...reference, steps: 5 }))).toMatch(
    /^die hard, 16 states: the counterexample was to have 5 steps; it ends after 6 steps; 'four gallons' is violated after 6 steps:\n/,
  );
});

test("a state can be reached, or not: by a predicate, or by a property", async () => {
  await expect(dieHard).toReach((s) => s.big === 4, reference);
  await expect(dieHard).toReach((s) => s.big === 4, { ...reference, steps: 6 });
  await expect(dieHard).toReach(
    dieHard.system.sometimes("full", {}, (s) => s.big === 5),
    { ...reference, steps: 1 },
  );
  await expect(dieHard).not.toReach((s) => s.big === 4 && s.small === 1, reference);
  expect(await complaint(expect(dieHard).toReach((s) => s.big === 4 && s.small === 1, reference))).toBe("die hard, 16 states: such a state is never reached");
  expect(await complaint(expect(dieHard).not.toReach((s) => s.big === 4, reference))).toMatch(
    /^die hard, 16 states: such a state is reached after 6 steps:\n\n {2}0 {2}initial state/,
  );
  expect(await complaint(expect(dieHard).toReach((s) => s.big === 4, { ...reference, steps: 7 }))).toContain("is reached after 6 steps, and was to be in 7:");
});

test("a step can be taken, or not", async () => {
  await expect(peterson).toReach("task 0.leave", reference);
  await expect(peterson).toReach("**.leave", { ...reference, steps: 4 });
  expect(await complaint(expect(peterson).not.toReach("**.leave", reference))).toMatch(
    /step '\*\*\.leave' is reached after 4 steps:\n(.*\n)* {2}4 {2}task 0 {2}task · leave/,
  );
  await expect(stopped).not.toReach("a.on", reference);
  expect(await complaint(expect(stopped).toReach("a.on", reference))).toBe("stopped, 2 states: step 'a.on' is never reached");
});

const sys = system("stopped", { parameters: parameters({}), variables: { n: range(0, 1) } });
const stopped = sys.model("stopped", {
  processes: [
    sys.process(
      "a",
      sys.actor("a", {
        source: "",
        exits: ["done"],
        steps: {
          off: (s) => {
            s.n = 1;
            return s.n === 1 ? "done" : "on";
          },
          on: () => "off",
        },
      }),
    ),
  ],
});

test("a search that does not come to its end passes nothing, nor its opposite", async () => {
  const few = { ...reference, maxStates: 3 };
  for (const asked of [
    expect(peterson).toHold(few),
    expect(peterson).not.toHold(few),
    expect(peterson).toViolate(few),
    expect(peterson).not.toViolate(few),
    expect(dieHard).toReach((s) => s.big === 4, few),
    expect(dieHard).not.toReach((s) => s.big === 4, few),
  ]) {
    expect(await complaint(asked)).toMatch(/incomplete, so it is not known whether .*3 states/);
  }
});

test("a model with few states is explored at once; one with more by the engine that check() takes", async () => {
  const by = async (model: Model, options = {}) => (await ask(model, options)).found;
  expect(await by(dieHard)).toMatchObject({ engine: "reference", states: 16, reason: undefined });
  expect(await by(counters(4, 7), { maxStates: 1_000 })).toMatchObject({ engine: "reference", verdict: "incomplete" });
  expect(await by(counters(4, 7))).toMatchObject({ states: 2401, verdict: "holds", fallbacks: [expect.stringContaining("reference engine explored it")] });
});

test("what is no model, no property and no step is an error, also after not", async () => {
  await expect(expect(7).not.toHold()).rejects.toMatchObject({ code: "FL302" });
  await expect(expect(undefined).not.toReach((s) => s.n)).rejects.toMatchObject({ code: "FL302" });
  await expect(expect(peterson).not.toViolate("both out", reference)).rejects.toMatchObject({ code: "FL309", hint: expect.stringContaining("both inside") });
  await expect(expect(peterson).not.toReach("task.sleep", reference)).rejects.toMatchObject({ code: "FL309", hint: expect.stringContaining("task 0.leave") });
});
