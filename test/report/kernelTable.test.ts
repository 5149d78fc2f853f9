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

test("of several kernels the table says which properties none of them violates; of two, which are a kernel and its patch, it does not", () => {
  const kernel = (id: string, verdict: "holds" | "violated") =>
    check([run({ properties: [property({ name: "kept" }), property({ name: "broken", verdict })] })], { id: `kernel/${id}` });
  const two = [kernel("5.17", "violated"), kernel("5.18", "holds")];
  const told = "violated by none of these, so perhaps true of everything:\n  kept";
  expect(kernelTable([...two, kernel("6.13", "holds")], paintFor({}), wide).split("\n\n")[1]).toBe(told);
  expect(kernelTable(two, paintFor({}), wide)).not.toContain("violated by none");
});
