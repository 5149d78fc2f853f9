import { expect, test } from "vitest";
import { DOMAINS, NO_DEADLOCK } from "../../src/engine/result.js";
import { paintFor } from "../../src/report/paint.js";
import { textTrace } from "../../src/trace/textTrace.js";
import type { TraceDocument } from "../../src/trace/traceDocument.js";
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
