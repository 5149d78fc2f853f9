import { expect, test } from "vitest";
import { kernelTable } from "../../src/report/kernelTable.js";
import { paintFor } from "../../src/report/paint.js";
import { check, property, run } from "./reports.js";

const wide = Number.POSITIVE_INFINITY;

test("a cell is the worst verdict over the models of a kernel, and says in how many", () => {
  const violated = run({ verdict: "violated", properties: [property({ verdict: "violated" })] });
  const checks = [
    check([violated, run({ properties: [property()] })], { id: "kernel/5.17" }),
    check([run({ properties: [property()] })], { id: "kernel/6.13" }),
  ];
  expect(kernelTable(checks, paintFor({}), wide).split("\n")).toEqual([
    "property  5.17                      6.13",
    "p         violated (1 of 2 models)  holds",
  ]);
});

test("a property that no model of a kernel put to the test is vacuous there; one model is enough", () => {
  const vacuous = run({ properties: [property({ vacuous: true })] });
  const checks = [check([vacuous, vacuous], { id: "kernel/5.17" }), check([vacuous, run({ properties: [property()] })], { id: "kernel/6.13" })];
  expect(kernelTable(checks, paintFor({}), wide)).toMatch(/^p +holds \(vacuous\) +holds$/m);
});
