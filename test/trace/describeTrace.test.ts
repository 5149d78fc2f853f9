import { expect, test } from "vitest";
import { check } from "../../src/engine/check.js";
import { DOMAINS } from "../../src/engine/result.js";
import { compose } from "../../src/language/compose.js";
import { kernel } from "../../src/language/index.js";
import { describeTrace } from "../../src/trace/describeTrace.js";
import { compactTrace } from "../../src/trace/traceDocument.js";
import { hasty } from "../cli/fixtures/copier.check.js";
import { copier, copyPageBody, writer } from "../cli/fixtures/copier.js";
import { overflow } from "../cli/fixtures/tank.check.js";
import { traceOf } from "./traceOf.js";

test("states are decoded: variables by name, locals of the functions that run, and where each process stands", async () => {
  const { initial, steps } = await traceOf(hasty, "uptodate implies valid");
  expect(initial.state).toEqual({
    variables: { uptodate: false, cells: ["garbage", "garbage", "garbage", "garbage"] },
    locals: { task: { total: 0 } },
    at: { task: "task.begin" },
  });
  expect(steps[0]?.state).toEqual({
    variables: { uptodate: false, cells: ["new", "garbage", "garbage", "garbage"] },
    locals: { task: { total: 0 }, "task/copy_page": { start: 1, copied: 0 } },
    at: { task: "task/copy_page.mark" },
  });
});

test("a step without a successor has no state", async () => {
  expect((await traceOf(overflow, DOMAINS)).steps.at(-1)).toMatchObject({ state: null, changes: [] });
});

test("a compact trace keeps the changes and leaves whole states and pictures", async () => {
  const compact = compactTrace(await traceOf(hasty, "uptodate implies valid"));
  expect(compact.steps[1]).toEqual({
    process: "task",
    path: "task/copy_page",
    function: "copy_page",
    step: "mark",
    source: "a copy that may come up short",
    choices: [],
    changes: [{ name: "uptodate", path: null, before: "false", after: "true" }],
  });
  expect(compact.initial).toEqual({ changes: [] });
});

test("locals that are cleared because their function was left are not told as changes, and neither is where processes stand", async () => {
  const never = copier.never("never all", { about: "", source: "" }, (s) => s.cells[1] === "new" && s.uptodate);
  const once = copier.step("ends", {}, (before, after) => before.uptodate === after.uptodate);
  const model = copier.model("careful", {
    set: { hasty: false },
    kernel: kernel("k", { links: [copyPageBody] }),
    processes: [copier.process("task", writer)],
    properties: [never, once],
  });
  const composed = compose(model);
  const result = await check(model, { engine: "reference" });
  const trace = result.properties.find(({ name }) => name === "ends")?.trace;
  if (trace === undefined) throw new Error("the page is never marked");
  const last = describeTrace(composed, trace).steps.at(-1);
  expect(last).toMatchObject({ function: "copy_page", step: "finish" });
  expect(last?.changes).toEqual([
    { name: "uptodate", path: null, before: "false", after: "true" },
    { name: "total", path: "task", before: "0", after: "3" },
  ]);
});
