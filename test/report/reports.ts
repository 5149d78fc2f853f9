import type { CheckReport, Question } from "../../src/report/checkReport.js";
import { reportCheck } from "../../src/report/checkReport.js";
import type { PropertyReport, RunReport } from "../../src/report/runReport.js";

/** A run report in which only what a test is about is given. */
export function run(given: Partial<RunReport> = {}): RunReport {
  return {
    name: null,
    role: "claim",
    model: "m",
    kernel: null,
    patches: [],
    actors: ["p"],
    bounds: {},
    engine: "compiled",
    workers: 1,
    fallbacks: [],
    verdict: "holds",
    expected: "holds",
    asExpected: (given.verdict ?? "holds") === (given.expected ?? "holds"),
    properties: [],
    evidence: [],
    states: 10,
    transitions: 20,
    depth: 3,
    initialStates: 1,
    seconds: 0.5,
    bytesPerState: 8,
    exact: true,
    contentHash: "0".repeat(64),
    reductions: [],
    unreached: [],
    excuses: [],
    untested: [],
    reason: null,
    ...given,
  };
}

/** A property report in which only what a test is about is given. */
export function property(given: Partial<PropertyReport> = {}): PropertyReport {
  return { name: "p", kind: "always", verdict: "holds", expected: null, vacuous: false, trace: null, ...given };
}

/** The report on a check with some runs. */
export function check(runs: readonly RunReport[], question: Partial<Question> = {}): CheckReport {
  return reportCheck({ id: "a/b", title: "It works", expect: "holds", kind: "search", ...question }, runs);
}
