import { describe, expect, test } from "vitest";
import { atomicPrefixWrite, prefixWrite } from "../../spec/contract/prefix-write.js";
import { checkSubset } from "../../src/compiler/index.js";
import { decideRun } from "../../src/engine/decideRun.js";
import { defineCheck, type Run } from "../../src/index.js";
import { compose } from "../../src/language/compose.js";
import { captureCli } from "../cli/captureCli.js";
import { validateReport } from "../report/schemas.js";
import { aClock, aDial, aLeapingClock, theHour, theHourAtMinuteZero, whatItGives } from "./pairs.js";

const FILE = "test/refinement/fixtures/clock.check.ts";
const NAME = "refines a dial: the hour";

const run: Run = { model: aClock, refines: { abstract: aDial, through: theHour }, expect: "holds" };

describe("a run with a refinement", () => {
  test("is searched, and asks one more property, of which a verdict may be expected", async () => {
    const { result, evidence } = await decideRun({ ...run, properties: { [NAME]: "holds" } }, { set: {} });
    expect(result).toMatchObject({ verdict: "holds", states: 6 });
    expect(result.properties.at(-1)).toMatchObject({ name: NAME, kind: "refinement", verdict: "holds" });
    expect(evidence).toEqual([expect.stringContaining("compared with a dial")]);
  });

  test("is another question than without it, or through another mapping", async () => {
    const runs: Run[] = [run, { model: aClock, expect: "holds" }, { ...run, refines: { abstract: aDial, through: theHourAtMinuteZero } }];
    const hashes = await Promise.all(runs.map(async (each) => (await decideRun(each, { set: {} })).contentHash));
    expect(new Set(hashes).size).toBe(runs.length);
  });

  test("cannot be structural, nor map the states of another system", () => {
    const check = (made: Run) => () => defineCheck({ id: "clocks/wrong", title: "", expect: "holds", runs: [made] });
    expect(check({ ...run, decide: () => ({ holds: true, evidence: [] }) })).toThrow(expect.objectContaining({ code: "FL112" }));
    expect(check({ ...run, refines: { abstract: aDial, through: whatItGives } })).toThrow(expect.objectContaining({ code: "FL112" }));
    expect(check({ ...run, model: aLeapingClock })).not.toThrow();
  });
});

describe("on the command line a refinement", () => {
  test("is a property of its run, in a document that keeps to the schema", async () => {
    const { status, out } = await captureCli(["check", FILE, "--json"]);
    const report = JSON.parse(out);
    expect(validateReport(report)).toEqual([]);
    expect(report.checks[0]).toMatchObject({ id: "clocks/in-order", kind: "search", verdict: "violated" });
    expect(report.checks[0].runs.map(({ properties }: { properties: object[] }) => properties.at(-1))).toMatchObject([
      { name: NAME, kind: "refinement", verdict: "holds", trace: null },
      { name: NAME, kind: "refinement", verdict: "violated", trace: { steps: [{}, {}, { process: "leap" }] } },
    ]);
    expect(status).toBe(0);
  });

  test("is shown as a trace, found with or without its name", async () => {
    for (const property of [[], ["--property", "refines*"]]) {
      const { status, out } = await captureCli(["trace", FILE, "--run", "2", ...property]);
      expect(status).toBe(0);
      expect(out).toContain(`✗  ${NAME}`);
      expect(out).toContain("a dial allows no such step: hour is 0, not 2, where it comes nearest; it allows hour: 1 → 2");
    }
  });
});

test.each([prefixWrite, atomicPrefixWrite])("$name keeps to the subset of the language that the compiler takes", (model) => {
  expect(checkSubset(compose(model))).toEqual([]);
});
