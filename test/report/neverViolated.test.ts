import { expect, test } from "vitest";
import { neverViolated } from "../../src/report/neverViolated.js";
import { check, property, run } from "./reports.js";

test("what holds in every run that asks it was never violated, and says by how many kernels", () => {
  const kept = property({ name: "kept" });
  const checks = [
    check([run({ kernel: "5.17", properties: [kept, property({ name: "broken" })] })]),
    check([run({ kernel: "5.17", patches: ["fix"], properties: [kept] }), run({ properties: [kept, property({ name: "broken", verdict: "violated" })] })]),
  ];
  expect(neverViolated(checks)).toEqual([{ property: "kept", runs: 3, kernels: ["5.17", "5.17 + fix"] }]);
});

test("what is undecided somewhere, and what every model asks or wants to reach, is not among them", () => {
  const properties = [
    property({ name: "undecided", verdict: "incomplete" }),
    property({ name: "reached", kind: "sometimes" }),
    property({ name: "domains", kind: "domain" }),
    property({ name: "deadlock", kind: "deadlock" }),
  ];
  expect(neverViolated([check([run({ properties })])])).toEqual([]);
});
