import { expect, test } from "vitest";
import { DOMAINS, NO_DEADLOCK } from "../../src/engine/result.js";
import { paintFor } from "../../src/report/paint.js";
import type { Explanation } from "../../src/trace/explain/explanation.js";
import { textTrace } from "../../src/trace/textTrace.js";
import type { TraceDocument } from "../../src/trace/traceDocument.js";
import { whyText } from "../../src/trace/whyText.js";
import { hasty } from "../cli/fixtures/copier.check.js";
import { deadlock, overflow } from "../cli/fixtures/tank.check.js";
import { traceOf } from "./traceOf.js";

const plain = paintFor({});

test("a trace says who moved, in which function, what changed, and what failed where, with the file drawn under it", async () => {
  const text = textTrace(await traceOf(hasty, "uptodate implies valid"), plain);
  expect(text).toMatch(/test\/cli\/fixtures\/copier\.ts:\d+:\d+$/);
  expect(text.split("\n").slice(0, -1).join("\n")).toBe(`  0  initial state
      cells  ?  ?  ?  ?
      page   -

  1  task  writer · begin   cells[0]: garbage → new, copy_page(start = 1)
      cells  N  ?  ?  ?
  2  task  copy_page · mark   uptodate: false → true
      cells  N  ?  ?  ?
      page   uptodate

  ✗  uptodate implies valid, at cell 1
      A cell of an uptodate page was copied.
      source: the fixture`);
});

test("a step that breaks a rule of the language is told with the rule, the value and the place", async () => {
  const text = textTrace(await traceOf(overflow, DOMAINS), plain);
  expect(text).toContain("  6  careless  fill\n\n  ✗  every step stays within its domains\n      the step has no successor: domain: level = 6 leaves 0 … 5\n");
  expect(text).toMatch(/tank\.ts:\d+:\d+$/);
});

test("a deadlock says who is stuck", async () => {
  expect(textTrace(await traceOf(deadlock, NO_DEADLOCK), plain)).toContain("stuck for ever: patient.wait");
});

/** A trace of one step of two processes' system, to be told in some way. */
function oneStep(step: Partial<TraceDocument["steps"][number]>): string {
  const told = { process: "writer", path: "writer/f", function: "f", step: "copy", source: "", choices: [], changes: [], ...step };
  const trace: TraceDocument = {
    property: { name: "p", about: "", source: "" },
    failure: { message: "p", where: [], site: null },
    initial: { changes: [] },
    steps: [told],
  };
  return textTrace(trace, plain);
}

test("what was chosen stands beside the step", () => {
  const choices = [
    { label: "cells copied", value: 2 },
    { label: "page", value: "absent" },
  ];
  expect(oneStep({ choices })).toContain("  1  writer  f · copy   cells copied = 2, page = absent\n");
});

test("cells that changed alike are one row", () => {
  const cell = (index: number, after: string) => ({ name: `cells[${index}]`, path: null, before: "garbage", after });
  expect(oneStep({ changes: [cell(0, "old"), cell(1, "new"), cell(2, "new"), cell(3, "old")] })).toContain(
    "cells[0]: garbage → old, cells[1..2]: garbage → new, cells[3]: garbage → old\n",
  );
});

test("locals are 'me' under their own function, carry the name of a caller, and read as a call where a function is entered", () => {
  const local = (path: string) => ({ name: "bytes", path, before: "0", after: "2" });
  expect(oneStep({ changes: [local("writer/f"), local("writer/f/g"), local("writer")] })).toContain("me.bytes: 0 → 2, writer me.bytes: 0 → 2, g(bytes = 2)\n");
});

test("long lists of changes are wrapped", () => {
  const changes = Array.from({ length: 30 }, (_, index) => ({ name: `variable${index}`, path: null, before: "0", after: "1" }));
  expect(
    Math.max(
      ...oneStep({ changes })
        .split("\n")
        .map((line) => line.length),
    ),
  ).toBeLessThanOrEqual(112);
});

const step = (name: string, process = "writer"): TraceDocument["steps"][number] => ({
  process,
  path: `${process}/f`,
  function: "f",
  step: name,
  source: "",
  choices: name === "copy" ? [{ label: "copied", value: 1 }] : [],
  changes: name === "note" ? [{ name: "ghost.seen", path: null, before: "false", after: "true", ghost: true }] : [],
});

const fourSteps: TraceDocument = {
  property: { name: "p", about: "It holds.", source: "" },
  failure: { message: "It holds.", where: [{ name: "cell", index: 1 }], site: null },
  initial: { changes: [] },
  steps: [step("begin"), step("note"), step("copy"), step("end")],
};

const run = { end: "ended", steps: [step("copy"), step("other")] } as const;

const explanation: Explanation = {
  conjunct: {
    text: "isValid(cell)",
    site: { file: "/a/b.ts", line: 3, column: 4 },
    wanted: true,
    where: [{ name: "cell", index: 1 }],
    sides: [],
    within: { text: 'value !== "stale"', site: { file: "/a/c.ts", line: 5, column: 6 } },
    reads: [{ name: "cells[1]", value: "stale" }],
  },
  initial: [{ label: "i_size", value: 2, instead: 1, run: () => run }],
  steps: [null, null, { instead: null, run: () => run }, null],
  unasked: 0,
  lastChance: { kind: "found", after: 2, sibling: run },
};

test("an explained trace marks what decided, folds what did not, blames a part of the property and shows the way out beside it", () => {
  expect(textTrace(fourSteps, plain, { explanation })).toBe(`● 0  initial state
      ● ends well if one thing is otherwise: i_size = 1 (not 2)

  ⋯  writer  1–2: f
● 3  writer  f · copy   copied = 1
      ● ends well if it is not taken here
  4  writer  f · end

  ✗  p, at cell 1
      It holds.
      not true: isValid(cell), for cell = 1
        cells[1] = stale
        in it: value !== "stale"   /a/c.ts:5:6
      /a/b.ts:3:4

      The last moment at which it could go right is after step 2: from then on, no run ends well.
     the trace                                           │  the shortest run from there that ends well
  3  writer  f · copy  copied = 1                        │  writer  f · copy  copied = 1
  4  writer  f · end                                     │  writer  f · other`);
});

test("with all, nothing is folded and ghosts are told", () => {
  const text = textTrace(fourSteps, plain, { explanation, all: true });
  expect(text).not.toContain("⋯");
  expect(text).toContain("  2  writer  f · note   ghost.seen: false → true\n");
});

test("a trace that is too long to ask all of its steps says which were not asked", () => {
  expect(textTrace(fourSteps, plain, { explanation: { ...explanation, initial: [], unasked: 2 } })).toContain(
    "Whether the initial state and steps 1 to 2 decided it was not asked",
  );
});

test("why a step is marked is told with the trace on one side and the run that ends well on the other, and what both do is folded", () => {
  expect(
    whyText({ ...fourSteps, steps: [...fourSteps.steps, step("on"), step("off")] }, explanation, 3, plain),
  ).toBe(`Step 3, writer  f · copy: if it is not taken in this turn, the same schedule ends well.
     the trace                                           │  without it
  3  writer  f · copy  copied = 1                        │  writer  f · copy  copied = 1
  4  writer  f · end                                     │  writer  f · other
  5  writer  f · on                                      │
  6  writer  f · off                                     │

      It ends with the property intact.`);
  expect(whyText(fourSteps, explanation, 0, plain)).toContain("with i_size = 1 instead of 2 the same schedule ends well");
});

test("a step that is not marked has no why, and the marked ones are named", () => {
  expect(() => whyText(fourSteps, explanation, 1, plain)).toThrow(
    expect.objectContaining({ code: "FL302", message: "step 1 is not marked", hint: expect.stringContaining("0, 3") }),
  );
});
