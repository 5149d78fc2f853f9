import { describe, expect, test } from "vitest";
import { v5_16 } from "../../../spec/kernels.js";
import { gfs2Write } from "../../../spec/workbench.js";
import { Stepper } from "../../../src/engine/interpreter/stepper.js";
import { check, DOMAINS, type Model, NO_DEADLOCK, parameters, range, system } from "../../../src/index.js";
import { compose } from "../../../src/language/compose.js";
import { resultOf } from "../../fixtures/explore.js";
import { philosophers } from "../../fixtures/philosophers.js";

const sys = system("lottery", { parameters: parameters({ size: 9 }), variables: { level: range(0, 10_000), noise: range(0, 3), drawn: range(0, 9999) } });
const player = sys.actor("player", {
  source: "this test",
  steps: {
    play(s, _me, _p, choose) {
      s.drawn = choose.number("drawn", 0, 9999);
      if (s.drawn >= 5000) s.level += 1;
      return "play";
    },
  },
});
const idler = sys.actor("idler", {
  source: "this test",
  steps: {
    idle(s, _me, _p, choose) {
      s.noise = choose.number("noise", 0, 3);
      return "idle";
    },
  },
});
const low = sys.always("the level stays below 3", {}, (s) => s.level < 3);
const slow = sys.step("the level does not rise from 2", {}, (before, after) => !(before.level === 2 && after.level === 3));
const reachable = sys.sometimes("a level of 2 can be reached", {}, (s) => s.level === 2);
const lottery = sys.model("lottery", {
  processes: [sys.process("idler", idler), sys.process("player", player)],
  initial: sys.initial((s, _p, choose) => {
    s.noise = choose.number("noise", 0, 3);
  }),
  properties: [low, slow, reachable],
});

const bump = system("bump", { parameters: parameters({}), variables: { at: range(0, 3) } });
const bumping = bump.actor("bumping", {
  source: "this test",
  steps: {
    on(s, _me, _p, choose) {
      s.at += choose.number("by", 0, 2);
      return "on";
    },
  },
});
const bumpy = bump.model("bump", { processes: [bump.process("bumping", bumping)] });

function steps(model: Model, name: string, options: object): Promise<string[] | undefined> {
  return check(model, { search: "simulate", ...options }).then((result) =>
    resultOf(result, name).trace?.steps.map(({ process, choices }) => `${process} ${choices.map(({ value }) => value).join()}`),
  );
}

/** Whether each step of a trace is one that the specification takes. */
function happens(model: Model, trace: { initial: readonly number[]; steps: readonly { state: readonly number[] | undefined }[] }): boolean {
  const stepper = new Stepper(compose(model));
  let from = trace.initial;
  return trace.steps.every(({ state }) => {
    const after: string[] = [];
    stepper.successors(Int32Array.from(from), (_, violation) => after.push(violation === undefined ? stepper.slots.join() : "broken"));
    from = state ?? from;
    return after.includes(state?.join() ?? "broken");
  });
}

describe("a simulation", () => {
  test("shrinks what it finds to the steps that it takes, each with its least answers", async () => {
    expect(await steps(lottery, low.name, { runs: 20, steps: 100 })).toEqual(["player 5000", "player 5000", "player 5000"]);
    expect(await steps(lottery, slow.name, { runs: 20, steps: 100 })).toEqual(["player 5000", "player 5000", "player 5000"]);
  });

  test("finds what breaks a rule of the language, by a run that has no further state", async () => {
    const found = resultOf(await check(bumpy, { search: "simulate", runs: 5 }), DOMAINS);
    expect(found.verdict).toBe("violated");
    expect(found.trace?.steps.at(-1)?.state).toBeUndefined();
    expect(found.trace?.failure.message).toMatch(/domain/);
    expect(found.trace?.steps).toHaveLength(2);
  });

  test("finds a deadlock of all, and says who is stuck", async () => {
    const found = resultOf(await check(philosophers(3), { search: "simulate", runs: 50, steps: 200 }), NO_DEADLOCK);
    expect(found.verdict).toBe("violated");
    expect(found.trace?.failure.message).toMatch(/^stuck for ever: /);
    const shortest = resultOf(await check(philosophers(3)), NO_DEADLOCK).trace;
    expect(found.trace?.steps).toHaveLength(shortest?.steps.length as number);
  });

  test("tells runs that do happen", async () => {
    for (const seed of [1, 2, 3]) {
      const { trace } = resultOf(await check(philosophers(3), { search: "simulate", runs: 50, steps: 200, seed }), NO_DEADLOCK);
      expect(trace !== undefined && happens(philosophers(3), trace)).toBe(true);
    }
  });

  test("keeps a promise that something can happen by showing it", async () => {
    const found = resultOf(await check(lottery, { search: "simulate", runs: 20, steps: 100 }), reachable.name);
    expect(found).toMatchObject({ verdict: "holds", trace: undefined });
    expect(found.witness?.steps).toHaveLength(2);
  });

  test("is incomplete at best, and says what was made", async () => {
    const { verdict, reason, exact, states, transitions } = await check(lottery, { search: "simulate", runs: 3, steps: 2, seed: 5 });
    expect([verdict, exact, transitions, states]).toEqual(["incomplete", false, 6, 9]);
    expect(reason).toContain("3 random runs of at most 2 steps, seed 5");
  });

  test("finds the same with the same seed, and something else with another", async () => {
    const run = async (seed: number): Promise<unknown> => {
      const { fired, properties } = await check(lottery, { search: "simulate", runs: 10, steps: 30, seed });
      return { fired, properties };
    };
    expect(await run(4)).toEqual(await run(4));
    expect(await run(4)).not.toEqual(await run(5));
  });

  test("gives each process that can move the same chance", async () => {
    const { fired } = await check(lottery, { search: "simulate", runs: 10, steps: 1000 });
    // 10,000 tosses: 5 standard deviations are 250.
    expect(Math.abs((fired["idler/idler.idle"] ?? fired["idler.idle"] ?? 0) - 5000)).toBeLessThan(250);
  });

  test("stops at the first violation where it is asked to", async () => {
    const { reason, initialStates } = await check(lottery, { search: "simulate", runs: 500, steps: 100, stopOnFirst: true });
    expect(reason).toContain("stopped at the first violation");
    expect(initialStates).toBeLessThan(500);
  });

  test("out of time, is incomplete and says so", async () => {
    const { reason } = await check(lottery, { search: "simulate", runs: 10 ** 9, maxTime: "100ms" });
    expect(reason).toContain("more than 0.1 seconds");
  });

  test("runs at real sizes: pages of 4,096 cells in blocks of 512, the same specification", async () => {
    const model = gfs2Write(v5_16);
    const result = await check(model, { search: "simulate", set: { PAGE: 4096, BLOCK: 512, WRITE: 6000, CHUNK: 4096 }, runs: 12, steps: 500 });
    const found = result.properties.filter(({ verdict }) => verdict === "violated");
    expect(found.map(({ name }) => name)).toContain("uptodate implies every byte valid");
    expect(found[0]?.trace?.steps.length).toBeLessThan(30);
  });
});
