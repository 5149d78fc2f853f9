import { describe, expect, test } from "vitest";
import { type Mapping, type Model, type RefinementOptions, refines } from "../../src/index.js";
import {
  aClock,
  aClockAtFive,
  aClockThatRunsDown,
  aDial,
  aLeapingClock,
  aWord,
  earlyMind,
  lateMind,
  nothing,
  teaOnly,
  theHour,
  theHourAtMinuteZero,
  theSecond,
  whatItGives,
  whatThrows,
} from "./pairs.js";

/** How the refinement came out, on both engines alike. */
async function decided(model: Model, abstract: Model, through: Mapping, options: RefinementOptions = {}) {
  const reference = await refines(model, abstract, through, { ...options, engine: "reference" });
  const compiled = await refines(model, abstract, through, { ...options, engine: "compiled", workers: 2 });
  expect(compiled.properties).toEqual(reference.properties);
  expect([compiled.verdict, compiled.reason, compiled.evidence]).toEqual([reference.verdict, reference.reason, reference.evidence]);
  const property = reference.properties.find(({ kind }) => kind === "refinement");
  return {
    whole: reference.verdict,
    verdict: property?.vacuous ? "vacuous" : property?.verdict,
    message: property?.trace?.failure.message,
    steps: property?.trace?.steps.map(({ process }) => process),
    evidence: reference.evidence,
    reason: reference.reason,
  };
}

describe("a refinement holds", () => {
  test("where each step changes nothing that is seen, or what one step of the abstract model changes", async () => {
    expect(await decided(aClock, aDial, theHour)).toMatchObject({ verdict: "holds", whole: "holds", evidence: [expect.stringContaining("3 abstract states")] });
  });

  test("where what is not to be seen at the moment goes wrong", async () => {
    expect(await decided(aClock, aDial, theHourAtMinuteZero)).toMatchObject({ verdict: "holds" });
  });

  test("where the abstract model makes up its mind before anybody sees it: its states are followed at once", async () => {
    expect(await decided(lateMind, earlyMind, whatItGives)).toMatchObject({ verdict: "holds" });
    expect(await decided(earlyMind, lateMind, whatItGives)).toMatchObject({ verdict: "holds" });
  });

  test("within the bounds that are set for both models", async () => {
    expect(await decided(aClock, aDial, theHour, { set: { HOURS: 5 } })).toMatchObject({
      verdict: "holds",
      evidence: [expect.stringContaining("5 abstract states")],
    });
  });

  test("vacuously, where nothing is ever seen to change", async () => {
    expect(await decided(aClock, aDial, nothing)).toMatchObject({ verdict: "vacuous" });
  });
});

describe("a refinement is violated", () => {
  test("by a step that the abstract model cannot take, on a shortest run up to it, with what it would have allowed", async () => {
    expect(await decided(aLeapingClock, aDial, theHour)).toMatchObject({
      verdict: "violated",
      whole: "violated",
      steps: ["tick", "tick", "leap"],
      message: "a dial allows no such step: hour is 0, not 2, where it comes nearest; it allows hour: 1 → 2",
      evidence: [expect.anything(), "before it, a dial may be at turn.turn", "it allows hour: 1 → 2"],
    });
  });

  test("by an initial state that is none of the abstract model's", async () => {
    expect(await decided(aClockAtFive, aDial, theHour)).toMatchObject({
      verdict: "violated",
      steps: [],
      message: "a dial cannot begin so: hour is 5, not 0, where it comes nearest",
    });
  });

  test("by what no mind of the abstract model gives, also where its mind is its own affair", async () => {
    expect(await decided(lateMind, teaOnly, whatItGives)).toMatchObject({
      verdict: "violated",
      steps: ["drink", "drink"],
      message: "tea only allows no such step: given is coffee, not tea, where it comes nearest; it allows given: nothing → tea",
      evidence: [
        expect.anything(),
        "before it, tea only may be at drink.give, mind = coffee",
        "before it, tea only may be at drink.give, mind = tea",
        "it allows given: nothing → tea",
      ],
    });
  });
});

describe("with ends,", () => {
  test("a run may end only where the abstract model can, and without may end anywhere", async () => {
    expect(await decided(aClockThatRunsDown, aDial, theHour)).toMatchObject({ verdict: "holds" });
    expect(await decided(aClockThatRunsDown, aDial, theHour, { ends: true })).toMatchObject({
      verdict: "violated",
      steps: ["tick", "tick", "tick"],
      message: "a dial can go on where this run is ended; it allows hour: 1 → 2",
    });
    expect(await decided(lateMind, earlyMind, whatItGives, { ends: true })).toMatchObject({ verdict: "holds" });
  });

  test("a run may be stuck only where the abstract model can be", async () => {
    expect(await decided(teaOnly, earlyMind, whatItGives)).toMatchObject({ verdict: "holds", whole: "violated" });
    expect(await decided(teaOnly, earlyMind, whatItGives, { ends: true })).toMatchObject({
      verdict: "violated",
      message: expect.stringMatching(/^an early mind can go on where this run is stuck/),
    });
  });
});

describe("a refinement is incomplete", () => {
  test("where the search is, unless what was explored goes wrong", async () => {
    const held = await refines(aClock, aDial, theHour, { maxStates: 3 });
    expect(held).toMatchObject({ verdict: "incomplete", reason: "more than 3 states" });
    expect(held.properties.at(-1)).toMatchObject({ kind: "refinement", verdict: "incomplete", vacuous: false });
    expect((await refines(aClockAtFive, aDial, theHour, { maxStates: 1 })).properties.at(-1)).toMatchObject({ verdict: "violated" });
  });

  test("where the search is to stop at the first violation, and has found one", async () => {
    const stopped = await refines(teaOnly, earlyMind, whatItGives, { stopOnFirst: true });
    expect(stopped.properties.at(-1)).toMatchObject({ kind: "refinement", verdict: "incomplete" });
  });
});

describe("a mapping is refused", () => {
  test("that names what the abstract model does not have", async () => {
    await expect(refines(aClock, aDial, theSecond)).rejects.toMatchObject({ code: "FL112", message: expect.stringContaining("no 'second'") });
  });
  test("that gives a value of another type", async () => {
    await expect(refines(aClock, aDial, aWord)).rejects.toMatchObject({ code: "FL112", message: expect.stringContaining("hour is a string, and a number") });
  });
  test("that is of another system", async () => {
    await expect(refines(aClock, aDial, whatItGives)).rejects.toMatchObject({ code: "FL112", message: expect.stringContaining("of machine") });
  });
  test("that throws", async () => {
    await expect(refines(aClock, aDial, whatThrows)).rejects.toMatchObject({ code: "FL110", message: expect.stringContaining("no time") });
  });
});
