import { expect, test } from "vitest";
import { check } from "../../src/engine/check.js";
import { compose } from "../../src/language/compose.js";
import { bool, type Fairness, type Model, parameters, system, weaklyFair, when } from "../../src/language/index.js";
import { describeTrace } from "../../src/trace/describeTrace.js";
import { explainTrace } from "../../src/trace/explain/explainTrace.js";
import { whyNotExplained } from "../../src/trace/explain/whyNotExplained.js";
import { textTrace } from "../../src/trace/textTrace.js";

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
