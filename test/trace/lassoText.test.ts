import { expect, test } from "vitest";
import { check } from "../../src/engine/check.js";
import { compose } from "../../src/language/compose.js";
import { bool, type Fairness, type Model, parameters, system, weaklyFair, when } from "../../src/language/index.js";
import { describeTrace } from "../../src/trace/describeTrace.js";
import { explainTrace } from "../../src/trace/explain/explainTrace.js";
import { whyNotExplained } from "../../src/trace/explain/whyNotExplained.js";
import { lassoWords } from "../../src/trace/lassoText.js";
import { textTrace } from "../../src/trace/textTrace.js";
import type { TraceDocument } from "../../src/trace/traceDocument.js";

const sys = system("a lamp", { parameters: parameters({}), variables: { on: bool, broken: bool } });
const switcher = sys.actor("switcher", {
  source: "this test",
  steps: {
    press(s) {
      when(!s.broken);
      s.on = !s.on;
      return "press";
    },
  },
});
const wear = sys.actor("wear", {
  source: "this test",
  exits: ["worn"],
  steps: {
    wear(s) {
      s.broken = true;
      s.on = false;
      return "worn";
    },
  },
});

const plain = { bold: (text: string) => text, dim: (text: string) => text, red: (text: string) => text, yellow: (text: string) => text };

async function told(model: Model): Promise<readonly string[]> {
  const { properties } = await check(model, { engine: "reference" });
  const trace = properties.find(({ kind }) => kind === "temporal")?.trace;
  if (trace === undefined) throw new Error("nothing is violated");
  return textTrace(describeTrace(compose(model), trace), plain)
    .split("\n")
    .slice(0, -1);
}

function lamp(...fairness: readonly Fairness[]): Model {
  const shines = sys.eventuallyAlways("the lamp shines for good", { about: "Somebody switches it on at last.", source: "this test" }, (s) => s.on);
  return sys.model("a lamp", {
    processes: [sys.process("switcher", switcher, { daemon: true }), sys.process("wear", wear)],
    properties: [shines],
    fairness,
  });
}

test("the text of a lasso says which steps are repeated for ever, and what is assumed", async () => {
  expect(await told(lamp())).toEqual([
    "  0  initial state",
    "",
    "  ↻  again and again:",
    "  1  switcher  press   on: false → true",
    "  2  switcher  press   on: true → false",
    "  ↻  and so on for ever: steps 1 to 2",
    "",
    "  ✗  the lamp shines for good",
    "      <> [] p is false of this run; wear could always move, and never does",
    "      p is true again and again, not always: after step 1",
    "      no fairness is assumed",
    "      Somebody switches it on at last.",
    "      source: this test",
  ]);
});

test("a run that ends is told as one, with why it is fair", async () => {
  expect(await told(lamp(weaklyFair({})))).toEqual([
    "  0  initial state",
    "",
    "  1  wear  wear   broken: false → true",
    "  ■  the run ends here",
    "",
    "  ✗  the lamp shines for good",
    "      <> [] p is false of this run",
    "      p is never true",
    "      weak fairness of switcher: kept, it is never enabled in the loop",
    "      weak fairness of wear: kept, it is never enabled in the loop",
    "      Somebody switches it on at last.",
    "      source: this test",
  ]);
});

test("why no step is marked is said where a run goes on for ever, and where it fails beside an abstract model", async () => {
  const model = lamp();
  const { properties } = await check(model, { engine: "reference" });
  const trace = properties.find(({ kind }) => kind === "temporal")?.trace;
  if (trace === undefined) throw new Error("nothing is violated");
  const composed = compose(model);
  const document = describeTrace(composed, trace);
  const unexplained = whyNotExplained(composed, document);
  expect(await explainTrace(composed, document)).toBeUndefined();
  expect(textTrace(document, plain, { unexplained })).toMatch(
    /\n\n {6}No step is marked: a run that goes on for ever is not run again with one step otherwise\.$/,
  );
  expect(whyNotExplained(composed, { ...document, property: { name: "does what the abstract lamp allows", about: "", source: "" } })).toContain(
    "abstract model",
  );
});

test.each([
  [[], "wet is never true"],
  [[0, 1, 2, 3, 4], "wet is true all along"],
  [[0, 2, 3, 4], "wet is true for ever after step 2"],
  [[0, 1], "wet is true at the beginning, after step 1, and not any more then"],
  [[0, 2, 4], "wet is true again and again, not always: after step 2, after step 4"],
])("of what the formula speaks it is told when it is true: at %j", (moments, words) => {
  const steps = Array.from({ length: 5 }, () => ({}) as TraceDocument["steps"][number]);
  const trace = { loop: 2, steps, atoms: [{ name: "wet", of: "state", moments }] } as unknown as TraceDocument;
  expect(lassoWords(trace)).toEqual([words, "no fairness is assumed"]);
});

test("it is told where in the loop fairness is kept, and how often where that is many times", () => {
  const steps = Array.from({ length: 6 }, () => ({}) as TraceDocument["steps"][number]);
  const fairness: TraceDocument["fairness"] = [
    { strength: "weak", name: "one", because: "taken", moments: [2, 4] },
    { strength: "weak", name: "two", because: "not always enabled", moments: [3] },
    { strength: "strong", name: "three", because: "never enabled", moments: [2, 3, 4, 5] },
    { strength: "strong", name: "four", because: "taken", moments: [2, 3, 4, 5] },
    { strength: "weak", name: "an earlier version's action", because: "taken" },
  ];
  expect(lassoWords({ loop: 2, steps, fairness } as unknown as TraceDocument)).toEqual([
    "weak fairness of one: kept, it is taken again and again: in step 3, in step 5",
    "weak fairness of two: kept, it is disabled again and again: after step 3",
    "strong fairness of three: kept, it is never enabled in the loop",
    "strong fairness of four: kept, it is taken again and again: at 4 moments",
    "weak fairness of an earlier version's action: kept, it is taken again and again",
  ]);
});
