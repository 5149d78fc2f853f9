/**
 * Every counterexample of every check of the package is explained, and the explanation is verified by running the model again. Runs of more than 6,000 states take part only with
 * FAULTLINE_LONG=1.
 */
import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { structureOf } from "../../../src/compiler/index.js";
import { Stepper } from "../../../src/engine/interpreter/stepper.js";
import type { ComposedModel } from "../../../src/language/compose.js";
import { mailTrace } from "../../../src/report/mailTrace.js";
import type { RunReport } from "../../../src/report/runReport.js";
import { traceFile } from "../../../src/report/traceFile.js";
import { isOver } from "../../../src/trace/explain/ends.js";
import { explainTrace } from "../../../src/trace/explain/explainTrace.js";
import type { Explanation, RunDocument } from "../../../src/trace/explain/explanation.js";
import { judgeOf } from "../../../src/trace/explain/judge.js";
import { initialLeavesOf } from "../../../src/trace/explain/leaves.js";
import { follow, type Path, pathOf } from "../../../src/trace/explain/path.js";
import { scheduleOf } from "../../../src/trace/explain/schedule.js";
import type { TraceDocument } from "../../../src/trace/traceDocument.js";
import { tracesOf, violatedRuns } from "./ownTraces.js";

const LARGE = 6_000;
const counts = JSON.parse(readFileSync(new URL("../../checks/expected.json", import.meta.url), "utf8")) as Readonly<Record<string, { states: number }>>;
const asked = (await violatedRuns()).filter(({ name }) => process.env.FAULTLINE_LONG !== undefined || (counts[name]?.states ?? 0) <= LARGE);

describe.each(asked)("$name", ({ check, run }) => {
  let composed: ComposedModel;
  let report: RunReport;
  let told: readonly { readonly trace: TraceDocument; readonly explanation: Explanation; readonly path: Path }[];

  beforeAll(async () => {
    const found = await tracesOf(run);
    ({ composed, report } = found);
    told = await Promise.all(
      found.traces.map(async (trace) => {
        const explanation = await explainTrace(composed, trace);
        if (explanation === undefined) throw new Error("not explained");
        return { trace, explanation, path: pathOf(new Stepper(composed), trace) };
      }),
    );
  });

  test("has a counterexample, unless it is the promise that something can happen that failed", () => {
    const broken = report.properties.filter(({ kind, verdict }) => kind === "sometimes" && verdict === "violated");
    expect(told.length + broken.length).toBeGreaterThan(0);
  });

  test("the part of the property that failed is named with its values, where the search saw it fail", () => {
    for (const { trace, explanation } of told) {
      const { conjunct } = explanation;
      if (!composed.model.properties?.some(({ name }) => name === trace.property.name)) continue;
      expect(conjunct?.text).toBeTruthy();
      expect(conjunct?.reads).not.toEqual([]);
      expect(conjunct?.where).toEqual(trace.failure.where);
    }
  });

  test("each marked step has a run that begins on the trace, goes another way, and ends well", () => {
    for (const { trace, explanation, path } of told) {
      for (const [index, mark] of explanation.steps.entries()) {
        if (mark === null) continue;
        const other = mark.run();
        const [first] = other.steps;
        if (mark.instead !== null) expect(first).toMatchObject({ step: trace.steps[index]?.step, choices: mark.instead });
        expect(wayOf(other.steps)).not.toBe(wayOf(trace.steps.slice(index)));
        expect(endsWell(composed, trace, path.states[index] as Int32Array, other)).toBe(true);
      }
    }
  });

  test("each choice of the initial state that decided has a run from a state with the other answer that ends well", () => {
    const initial = initialLeavesOf(new Stepper(composed));
    for (const { trace, explanation } of told) {
      for (const { label, instead, run: show } of explanation.initial) {
        const other = show();
        const from = initial.filter(({ choices }) => choices.some((choice) => choice.label === label && choice.value === instead));
        expect(from.some(({ state }) => endsWell(composed, trace, state, other))).toBe(true);
      }
    }
  });

  test("the last chance has a run that ends well; from the state after it none is known", () => {
    for (const { trace, explanation, path } of told) {
      const { lastChance } = explanation;
      if (lastChance.kind !== "found") continue;
      expect(endsWell(composed, trace, path.states[lastChance.after] as Int32Array, lastChance.sibling)).toBe(true);
      const marked = explanation.steps.flatMap((mark, index) => (mark === null ? [] : [index]));
      expect(Math.max(-1, ...marked)).toBeLessThanOrEqual(lastChance.after);
    }
  });

  test("neighbouring independent steps that are not marked can change places without losing the violation", () => {
    const independent = independenceOf(composed);
    for (const { trace, explanation } of told) {
      for (let first = 0; first < trace.steps.length - 2; first++) {
        if (explanation.steps[first] !== null || explanation.steps[first + 1] !== null || !independent(trace, first)) continue;
        expect(stillViolates(composed, trace, first)).toBe(true);
      }
    }
  });

  test("the mail is printable ASCII in lines of at most 72 characters", () => {
    for (const { trace, explanation } of told) {
      const mail = mailTrace(traceFile("0.0.0", check, report, trace), {
        explanation,
        legend: run.model.system.legend,
        command: ["npx", "faultline", "trace", check.id],
      });
      expect(mail.split("\n").filter((line) => !/^[\x20-\x7e]{0,72}$/.test(line))).toEqual([]);
      expect(mail).toContain("What fails:");
    }
  });
});

/** Which steps are taken, with which answers. */
function wayOf(steps: TraceDocument["steps"]): string {
  return JSON.stringify(steps.map(({ path, step, choices }) => [path, step, choices]));
}

/** Takes a told run again, strictly: every step of it exists, nothing on it is wrong, and every process but daemons is at an end. */
function endsWell(composed: ComposedModel, { property }: TraceDocument, from: Int32Array, run: RunDocument): boolean {
  const stepper = new Stepper(composed);
  const judge = judgeOf(stepper, property.name);
  const leaves = follow(stepper, scheduleOf(composed, run.steps), from);
  let before = from;
  for (const leaf of leaves) {
    if (leaf.state === undefined || judge.isWrongLeaf(before, leaf)) return false;
    before = leaf.state;
  }
  return leaves.length === run.steps.length && !judge.isWrongState(from) && isOver(composed, before);
}

/** Whether a step and the next one are of different processes and neither writes what the other reads or writes: by the names of variables, whatever their indices. */
function independenceOf(composed: ComposedModel): (trace: TraceDocument, first: number) => boolean {
  const { steps } = structureOf(composed);
  const shared = (names: readonly string[]): readonly string[] => names.filter((name) => !name.startsWith("me.") && !name.includes("/"));
  return (trace, first) => {
    const [one, other] = [first, first + 1].map((index) => {
      const { path, step } = trace.steps[index] as TraceDocument["steps"][number];
      return steps.find((candidate) => candidate.path === path && candidate.step === step);
    });
    if (one === undefined || other === undefined || one.process === other.process) return false;
    const touched = (step: typeof one): readonly string[] => shared([...step.reads, ...step.writes]);
    const disturbs = (step: typeof one, neighbour: typeof one): boolean =>
      shared(step.writes).some((name) => touched(neighbour).some((met) => meet(name, met)));
    return !disturbs(one, other) && !disturbs(other, one);
  };
}

/** Whether two names may mean the same variable: the whole of a record, or a part of it. */
function meet(one: string, other: string): boolean {
  return one === other || one.startsWith(`${other}.`) || other.startsWith(`${one}.`) || one.startsWith(`${other}[`) || other.startsWith(`${one}[`);
}

/** Takes a trace with two neighbouring steps the other way round. */
function stillViolates(composed: ComposedModel, trace: TraceDocument, first: number): boolean {
  const stepper = new Stepper(composed);
  const judge = judgeOf(stepper, trace.property.name);
  const { turns, states } = pathOf(stepper, trace);
  const swapped = [...turns.slice(0, first), ...turns.slice(first, first + 2).reverse(), ...turns.slice(first + 2)];
  const leaves = follow(stepper, swapped, states[0] as Int32Array);
  const before = leaves.at(-2)?.state ?? (states[0] as Int32Array);
  const last = leaves.at(-1);
  return leaves.length === turns.length && last !== undefined && judge.isWrongLeaf(before, last);
}
