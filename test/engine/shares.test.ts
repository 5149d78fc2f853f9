/**
 * A model that is split into shares of its initial states is decided as it is whole. A few of the package's own checks take part each day, others each day;
 * with FAULTLINE_LONG=1 all of them.
 */
import { describe, expect, test } from "vitest";
import { decideRun, type RunOptions } from "../../src/engine/decideRun.js";
import { Stepper } from "../../src/engine/interpreter/stepper.js";
import { joinShares } from "../../src/engine/joinShares.js";
import type { SearchResult, Trace } from "../../src/engine/result.js";
import { tiling } from "../../src/engine/search/share.js";
import { check, implies, type Model, type Property, parameters, type Run, range, rigid, SpecError, system, when } from "../../src/index.js";
import { compose } from "../../src/language/compose.js";
import { ownChecks, runName } from "../checks/checks.js";
import { randomModels } from "../compiler/randomModels.js";
import { TURN, thisTurn } from "../turns.js";

const sys = system("hall", { parameters: parameters({}), variables: { at: range(0, 20), door: rigid(range(0, 3)), open: range(0, 1) } });

/** Walks from wherever it stands towards 20, and gets stuck before door 3 if that is shut. */
const walker = sys.actor("walker", {
  source: "this test",
  exits: ["home"],
  steps: {
    walk(s, _, __, choose) {
      if (s.at >= 18) return "home";
      if (s.door === 3 && s.open === 0 && s.at >= 15) return "shut";
      s.at += choose.number("stride", 1, 2);
      return "walk";
    },
    shut(s) {
      when(s.open === 1);
      return "home";
    },
    never: () => "never",
  },
});

/** Initial states at 0, 4, 8 and 12, before each of the doors, open or not; that at 0 before door 0 can be chosen in two ways. */
const emptyHall = sys.model("hall", {
  processes: [sys.process("walker", walker)],
  initial: sys.initial((s, _, choose) => {
    s.at = 4 * choose.number("quarter", 0, 3);
    s.door = choose.number("door", 0, 3);
    s.open = choose.number("open", 0, s.at === 0 && s.door === 0 ? 2 : 1) === 1 ? 1 : 0;
  }),
});

function hall(...properties: Property[]): Model {
  return { ...emptyHall, properties };
}

/** Nobody comes upon door 3. */
const stroll = sys.model("stroll", {
  processes: [sys.process("walker", walker)],
  initial: sys.initial((s, _, choose) => {
    s.at = choose.number("at", 0, 9);
  }),
});

/** There is no way to begin. */
const nobody = sys.model("nobody", {
  processes: [sys.process("walker", walker)],
  initial: sys.initial((s) => {
    when(s.at > 0);
  }),
});

const asked = { about: "It is asked by a test.", source: "this test" };
const ofMoments = [
  sys.always("holds everywhere", asked, (s) => s.at <= 20),
  sys.always("one share violates it soonest", asked, (s) => s.at < 13 || s.door !== 2),
  sys.never("never comes true", asked, (s) => s.at === 20),
  sys.never("an initial state violates it", asked, (s) => s.at === 8 && s.open === 1),
  sys.step("is asked of steps", asked, (before, after) => after.at - before.at < 2 || before.door !== 1 || before.at < 10),
  sys.sometimes("comes true in one share only", asked, (s) => s.at === 1 && s.door === 0),
  sys.sometimes("comes true nowhere", asked, (s) => s.at === 20),
  sys.always("is vacuous in every share", asked, (s) => implies(s.at === 20, () => false)),
  sys.always("is put to the test in one share only", asked, (s) => implies(s.at === 2, () => s.door < 4)),
  sys.always("is vacuous, and asks nothing in most shares", asked, (s) => s.door < 3 || s.at > 0 || implies(s.at === 20, () => false)),
  sys.always("is put to the test, and asks nothing in most shares", asked, (s) => s.door < 3 || s.at > 0 || implies(s.at === 0, () => true)),
];
const ofRuns = [
  sys.terminates("ends", asked, "walker"),
  sys.leadsTo(
    "holds of every run",
    asked,
    (s) => s.at === 17,
    (s) => s.at > 17 || s.door === 3,
  ),
  sys.temporal("is vacuous in every share", asked, "[] (lost -> <> lost)", { lost: (s) => s.at === 20 }),
];

/** What shares are to agree in with the whole. */
function answersOf({ verdict, properties, unreached, reason }: SearchResult): unknown {
  const answers = properties.map(({ name, verdict: own, vacuous, trace, witness }) => [name, own, vacuous, trace?.steps.length, witness?.steps.length]);
  return { verdict, reason, unreached, answers };
}

async function inShares(run: Run, of: number, options: Partial<RunOptions> = {}): Promise<readonly SearchResult[]> {
  const results: SearchResult[] = [];
  for (let index = 1; index <= of; index++) results.push((await decideRun(run, { set: {}, ...options, share: { index, of } })).result);
  return results;
}

/** Takes every step of a trace again, from an initial state on. */
function expectRealRun(model: Model, { initial, steps }: Trace): void {
  const stepper = new Stepper(compose(model));
  const begins: string[] = [];
  stepper.initialStates(() => begins.push(stepper.slots.join()));
  expect(begins).toContain(initial.join());
  let state = initial;
  for (const step of steps) {
    const successors: (string | undefined)[] = [];
    stepper.successors(Int32Array.from(state), (control, violation) => {
      if (control.step === step.step) successors.push(violation === undefined ? stepper.slots.join() : undefined);
    });
    expect(successors).toContain(step.state?.join());
    state = step.state ?? state;
  }
}

describe.each(["reference", "compiled"] as const)("in shares, the %s engine decides as in one", (engine) => {
  test.each([
    ["moments and steps", ofMoments],
    ["whole runs", ofRuns],
  ])("what is asked of %s", async (_, properties) => {
    const run: Run = { model: hall(...properties), expect: "holds" };
    const { result: whole } = await decideRun(run, { set: {}, engine });
    expect(whole.initialStates).toBe(32);
    for (const of of [2, 5, 40]) {
      const shares = await inShares(run, of, { engine });
      for (const { verdict } of shares) expect(verdict).not.toBe("holds");
      const together = joinShares(shares);
      expect(answersOf(together)).toEqual(answersOf(whole));
      expect(together.shares).toBe(of);
      expect(together.states).toBeGreaterThanOrEqual(whole.states);
      expect(Object.keys(together.fired)).toEqual(Object.keys(whole.fired));
      for (const { trace } of together.properties) if (trace !== undefined && trace.loop === undefined) expectRealRun(run.model, trace);
    }
  });
});

describe("a share", () => {
  const run: Run = { model: hall(...ofMoments), expect: "violated" };

  test("says of the whole only what one run decides, and of itself everything", async () => {
    const [seldom] = ofMoments.filter(({ kind }) => kind === "sometimes");
    const [first, second] = await inShares({ model: hall(seldom as Property), expect: "holds" }, 4, { engine: "reference" });
    // Who stands before door 3 is stuck, wherever he came from.
    expect(first).toMatchObject({ verdict: "violated", properties: [{ verdict: "holds" }, { verdict: "incomplete" }, { verdict: "violated" }] });
    expect(second).toMatchObject({ verdict: "violated", properties: [{ verdict: "incomplete" }, { verdict: "incomplete" }, { verdict: "violated" }] });
    const told = second?.share?.properties.map(({ verdict }) => verdict);
    expect([second?.share?.verdict, told]).toEqual(["violated", ["violated", "holds", "violated"]]);
  });

  test("of a model that holds is incomplete, with a reason that says which part was searched", async () => {
    const { verdict, reason, share } = await check(stroll, { share: { index: 2, of: 3 }, engine: "reference" });
    expect([verdict, share?.verdict, reason]).toEqual(["incomplete", "holds", "share 2/3 of the initial states holds; the others were not searched"]);
  });

  test("may have no initial state, and one of a model without any is the mistake that it is (FL111)", async () => {
    const [first] = await inShares({ model: hall(...ofMoments), expect: "holds" }, 99, { engine: "compiled" });
    expect(first).toMatchObject({ verdict: "incomplete", states: 0, transitions: 0, depth: 0 });
    for (const engine of ["reference", "compiled"] as const)
      await expect(check(nobody, { share: { index: 1, of: 2 }, engine })).rejects.toMatchObject({ code: "FL111" });
  });

  test("that runs out of its budget leaves the whole open, unless another one decides it", async () => {
    const [cut, ...others] = await inShares(run, 2, { engine: "reference", maxStates: 30 });
    const [, rest] = await inShares(run, 2, { engine: "reference" });
    expect(cut?.share?.verdict).not.toBe("holds");
    const together = joinShares([cut as SearchResult, rest as SearchResult]);
    expect(together.reason).toMatch(/^share 1\/2 of the initial states: more than 30 states/);
    expect(others).toHaveLength(1);
  });

  test.each([
    { index: 0, of: 4 },
    { index: 5, of: 4 },
    { index: 1.5, of: 4 },
  ])("$index of $of is refused (FL302)", async (share) => {
    await expect(check(hall(), { share })).rejects.toMatchObject({ code: "FL302" });
  });

  test("goes with no search but the exact one (FL302)", async () => {
    await expect(check(hall(), { share: { index: 1, of: 2 }, search: "dfs" })).rejects.toMatchObject({ code: "FL302" });
  });
});

describe("shares", () => {
  const share = (text: string) => {
    const [index = 0, of = 0] = text.split("/").map(Number);
    return { index, of };
  };

  test.each([
    ["1/1", "1/1"],
    ["2/2 1/2", "1/2 2/2"],
    ["1/4 2/2 2/4", "1/4 2/4 2/2"],
    ["1/3 2/4 2/2 2/3 3/3", "1/3 2/3 2/2"],
    ["1/2 1/4 2/4 2/2", "1/2 2/2"],
    ["1/4 2/4 4/4", undefined],
    ["2/2", undefined],
    ["", undefined],
  ])("of %s, the whole is made up by %s", (given, wanted) => {
    const tiles = tiling(
      given
        .split(" ")
        .filter((text) => text !== "")
        .map(share),
    );
    expect(tiles?.map(({ index, of }) => `${index}/${of}`).join(" ")).toBe(wanted);
  });

  test("that leave something out are not joined (FL302)", async () => {
    const [first] = await inShares({ model: hall(), expect: "holds" }, 2, { engine: "reference" });
    expect(() => joinShares([first as SearchResult])).toThrow("leave initial states out: 1/2");
  });
});

/** Runs with several initial states: temporal properties, refinements, and those of kernels and file systems that differ most. */
const WANTED = ["progress/ext2", "progress/without-luck", "progress/xfs", "refinement/at-each-moment", "refinement/d031a8866e70", "refinement/under-i-rwsem"];
const runs = (await ownChecks())
  .filter(({ id }) => WANTED.includes(id))
  .flatMap((own) =>
    ["holds", "violated"].flatMap((expected) =>
      own.runs
        .filter((run) => run.expect === expected)
        .slice(0, 1)
        .map((run) => ({ name: runName(own, run), run })),
    ),
  );

test.each(thisTurn(runs, 6))("the check $name comes out in shares as in one", async ({ run }) => {
  const { result: whole } = await decideRun(run, { set: {} });
  expect(whole.initialStates).toBeGreaterThan(1);
  const together = joinShares(await inShares(run, 3));
  expect(answersOf(together)).toEqual(answersOf(whole));
  for (const { trace } of together.properties) if (trace !== undefined && trace.loop === undefined) expectRealRun(run.model, trace);
});

test("what came of a reduction is told of each share: one sentence would be about one of them", async () => {
  const shares = await inShares({ model: emptyHall, expect: "violated" }, 2, { engine: "compiled", reduce: ["dead"] });
  expect(joinShares(shares).reductions).toEqual([
    { reduction: "dead", effect: "1/2: variables that nobody will read are cleared; 2/2: variables that nobody will read are cleared" },
  ]);
});

const LONG = process.env.FAULTLINE_LONG === "1";

test.each(LONG ? Array.from({ length: 40 }, (_, seed) => seed) : [TURN])("random models come out in shares as in one: seed %i", async (seed) => {
  for (const model of await randomModels(seed, 8)) {
    const run: Run = { model, expect: "holds" };
    const engine = seed % 2 === 0 ? "compiled" : "reference";
    const whole = await decided(run, { engine, maxStates: 2000 });
    if (typeof whole === "string" || whole.reason !== undefined) continue;
    for (const of of [2, 3]) expect(answersOf(joinShares(await inShares(run, of, { engine }))), `${model.name}, ${of} shares`).toEqual(answersOf(whole));
  }
});

/** How a run comes out, or the code of the mistake in its model. */
async function decided(run: Run, options: Partial<RunOptions>): Promise<SearchResult | string> {
  try {
    return (await decideRun(run, { set: {}, ...options })).result;
  } catch (error) {
    if (error instanceof SpecError) return error.code;
    throw error;
  }
}
