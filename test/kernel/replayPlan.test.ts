import { beforeAll, describe, expect, it } from "vitest";
import { b01 } from "../../checks/bugs/b01-rounded-end.js";
import { b03 } from "../../checks/open/b03.js";
import { ext2 } from "../../checks/paths/ext2.js";
import { check } from "../../src/engine/check.js";
import { guestNamed } from "../../src/kernel/guests.js";
import { mutationNamed } from "../../src/kernel/mutations.js";
import { possibleRuns } from "../../src/kernel/predict/possibleRuns.js";
import { fromTrace } from "../../src/kernel/replay/fromTrace.js";
import { type ReplayQuestion, replayPlan } from "../../src/kernel/replay/replayPlan.js";
import { type ComposedModel, compose } from "../../src/language/compose.js";
import type { Run } from "../../src/language/index.js";
import { describeTrace } from "../../src/trace/describeTrace.js";
import type { TraceDocument, TraceStepDocument } from "../../src/trace/traceDocument.js";

const guest = guestNamed("6.1");
const question: ReplayQuestion = {
  run: b03.runs[0] as Run,
  set: {},
  trace: undefined,
  property: "**",
  guest,
  filesystem: undefined,
  mutation: undefined,
};

describe("a check is replayed as a counterexample of the booted kernel's own model", () => {
  it("with controls beside it after which nothing is amiss", () => {
    const { scenarios, kernels, blamed } = replayPlan({ ...question, property: "*stale*left*" });
    expect(kernels).toHaveLength(1);
    const contents = scenarios.map((scenario) => possibleRuns(blamed.model, scenario).at(-1)?.outcome.content.remounted ?? "");
    expect(contents.map((content) => /[SGX?]/.test(content))).toEqual(scenarios.map(({ name }) => name === "counterexample"));
    expect(scenarios.length).toBeGreaterThan(3);
  });

  it("on the kernel with a mutation, the stock one beside it", () => {
    const { kernels, blamed } = replayPlan({ ...question, run: b01.runs[0] as Run, mutation: mutationNamed("d031a8866e70-reverted") });
    expect(kernels.map(({ mutation }) => mutation?.name)).toEqual([undefined, "d031a8866e70-reverted"]);
    expect(blamed.mutation).toBeDefined();
  });

  it("is refused where the booted kernel's model has none (FL505)", () => {
    expect(() => replayPlan({ ...question, mutation: mutationNamed("start-rounded-down") })).toThrow(expect.objectContaining({ code: "FL505" }));
  });

  it("is refused where no guest has its writer (FL505)", () => {
    expect(() => replayPlan({ ...question, run: ext2.runs[0] as Run })).toThrow(
      expect.objectContaining({ code: "FL505", message: expect.stringContaining("writer") }),
    );
  });
});

describe("a trace becomes a scenario", () => {
  let model: ComposedModel;
  let trace: TraceDocument;
  const evicts = ({ process }: TraceStepDocument): boolean => process === "evictor";

  beforeAll(async () => {
    const run = b03.runs[0] as Run;
    model = compose(run.model);
    const { properties } = await check(run.model, { engine: "reference" });
    trace = describeTrace(
      model,
      properties.find(({ name, verdict }) => verdict === "violated" && name.includes("left"))?.trace as Parameters<typeof describeTrace>[1],
    );
  });

  it("whose evictions come where the driver can make them", () => {
    const scenario = fromTrace(model, trace, "gfs2");
    expect(scenario.evictions).toHaveLength(1);
    expect(possibleRuns(guestModelOf(), scenario).at(-1)?.outcome.content.cached).toContain("S");
  });

  function guestModelOf(): Parameters<typeof possibleRuns>[0] {
    return replayPlan(question).blamed.model;
  }

  it("an eviction after the kernel has looked at the user's pages is refused, with its step (FL505)", () => {
    const steps = trace.steps.filter((step) => !evicts(step));
    const eviction = trace.steps.find(evicts) as TraceStepDocument;
    const probe = steps.findIndex(({ step }) => step === "again");
    const late = [...steps.slice(0, probe + 1), eviction, ...steps.slice(probe + 1)];
    const message = expect.stringMatching(new RegExp(`^step ${probe + 2} \\(evictor: `));
    expect(() => fromTrace(model, { ...trace, steps: late }, "gfs2")).toThrow(expect.objectContaining({ code: "FL505", message }));
  });

  it("a step of somebody else is refused, with its name (FL505)", () => {
    const stranger = { ...(trace.steps[0] as TraceStepDocument), process: "reclaim" };
    const message = expect.stringContaining("step 1 (reclaim: ");
    expect(() => fromTrace(model, { ...trace, steps: [stranger, ...trace.steps] }, "gfs2")).toThrow(expect.objectContaining({ code: "FL505", message }));
  });

  it("a copy that is shorter than what is there is refused (FL505)", () => {
    const copy = trace.steps.findLastIndex(({ step }) => step === "copy");
    const steps = trace.steps.map((step, index) => (index === copy ? { ...step, choices: [{ label: "copied", value: 1 }] } : step));
    expect(() => fromTrace(model, { ...trace, steps }, "gfs2")).toThrow(
      expect.objectContaining({ code: "FL505", message: expect.stringContaining(`step ${copy + 1} `) }),
    );
  });

  it("a trace without states is refused (FL505)", () => {
    expect(() => fromTrace(model, { ...trace, initial: { changes: [] } }, "gfs2")).toThrow(expect.objectContaining({ code: "FL505" }));
  });
});
