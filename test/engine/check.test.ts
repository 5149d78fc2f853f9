import { describe, expect, test } from "vitest";
import { benchWriteLoop } from "../../checks/bench/write-loop.js";
import { apply, type CheckOptions, check, kernel, type Model, parameters, patch, range, SpecError, system } from "../../src/index.js";

const writeLoop = benchWriteLoop.runs[0]?.model as Model;
const small = { pages: 1, cells: 4 };
/** Far more states than any test waits for. */
const endless = { pages: 6, cells: 8 };

const counter = system("counter", { parameters: parameters({ top: 9 }), variables: { count: range(0, 9) } });
const counting = counter.actor("counting", {
  source: "this test",
  exits: ["done"],
  steps: {
    up(s, _, { top }) {
      if (s.count === top) return "done";
      s.count += 1;
      return "up";
    },
  },
});
const below = (bound: number) => counter.always(`below ${bound}`, {}, (s) => s.count < bound);
const counterModel = counter.model("counter", { processes: [counter.process("counting", counting)], properties: [below(3), below(6), below(20)] });

describe("check", () => {
  test("counts states, transitions and depth as the engine does", async () => {
    const result = await check(writeLoop);
    expect(result).toMatchObject({ verdict: "holds", states: 4040, transitions: 15778, depth: 31, initialStates: 1, reason: undefined });
  });

  test("says what it checked: model, kernel, patches and bounds, with those that follow from others", async () => {
    const result = await check(writeLoop, { set: small });
    expect(result).toMatchObject({ model: "write loop", kernel: undefined, patches: [], bounds: { pages: 1, cells: 4, file: 4 } });
    expect(result).toMatchObject({ engine: "compiled", workers: 1, fallbacks: [] });
  });

  test("names the kernel and its patches", async () => {
    const patched = ["one", "two"].reduce((base, name) => apply(base, patch(name, { title: name })), kernel("6.6", { set: { top: 2 } }));
    const result = await check({ ...counterModel, kernel: patched });
    expect(result).toMatchObject({ kernel: "6.6", patches: ["one", "two"], bounds: { top: 2 }, verdict: "holds" });
  });

  test("finds every violation, each with its shortest trace", async () => {
    const { verdict, properties } = await check(counterModel);
    expect(verdict).toBe("violated");
    expect(properties.slice(0, 3).map((property) => [property.name, property.verdict, property.trace?.steps.length])).toEqual([
      ["below 3", "violated", 3],
      ["below 6", "violated", 6],
      ["below 20", "holds", undefined],
    ]);
  });

  test("with stopOnFirst, what is undecided at the first violation is incomplete", async () => {
    const { properties } = await check(counterModel, { stopOnFirst: true });
    expect(properties.slice(0, 3).map(({ verdict }) => verdict)).toEqual(["violated", "incomplete", "incomplete"]);
  });

  test.each<[string, CheckOptions]>([
    ["states", { maxStates: 2000 }],
    ["time", { maxTime: "200ms" }],
  ])("a budget of %s that runs out is incomplete, with the reason", async (_, options) => {
    const result = await check(writeLoop, { set: endless, ...options });
    expect(result.verdict).toBe("incomplete");
    expect(result.reason).toBeTruthy();
    expect(result.states).toBeGreaterThan(0);
  });

  test("timers run during a search, and an aborted one is incomplete with what was learned", async () => {
    const controller = new AbortController();
    const onProgress = ({ states }: { states: number }): void => {
      if (states > 512) setTimeout(() => controller.abort(), 1);
    };
    const result = await check(writeLoop, { set: endless, signal: controller.signal, onProgress });
    expect(result).toMatchObject({ verdict: "incomplete", reason: "interrupted" });
    expect(result.states).toBeGreaterThan(512);
  });

  test("reports progress while it searches", async () => {
    const controller = new AbortController();
    const seen: number[] = [];
    const onProgress = ({ states }: { states: number }): void => {
      seen.push(states);
      if (seen.length === 3) controller.abort();
    };
    await check(writeLoop, { set: endless, signal: controller.signal, onProgress });
    expect(seen).toHaveLength(3);
    expect(seen).toEqual([...new Set(seen)].sort((a, b) => a - b));
  });

  test.each<[string, unknown, string]>([
    ["an unknown parameter", { set: { leaves: 3 } }, "FL106"],
    ["a parameter of the wrong type", { set: { pages: "three" } }, "FL106"],
    ["no states at all", { maxStates: 0 }, "FL302"],
    ["half a state", { maxStates: 1.5 }, "FL302"],
    ["a time without a known unit", { maxTime: "soon" }, "FL302"],
    ["no workers", { workers: 0 }, "FL302"],
    ["fewer workers than none", { workers: -1 }, "FL302"],
    ["half a worker", { workers: 1.5 }, "FL302"],
    ["workers that are no number", { workers: "two" }, "FL302"],
    ["memory without a known unit", { maxMemory: "8 bits" }, "FL302"],
    ["no memory at all", { maxMemory: 0 }, "FL302"],
    ["an unknown engine", { engine: "spin" }, "FL302"],
    ["an engine named like something that every object has", { engine: "constructor" }, "FL302"],
  ])("%s is a coded error with a hint", async (_, options, code) => {
    const error: unknown = await check(writeLoop, options as CheckOptions).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(SpecError);
    expect(error).toMatchObject({ code, hint: expect.stringMatching(/\w/) });
  });
});
