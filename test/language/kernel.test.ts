import { describe, expect, it } from "vitest";
import { compose } from "../../src/language/compose.js";
import { apply, kernel, parameters, patch, prototype, range, SpecError, system } from "../../src/language/index.js";
import { originOf } from "../../src/language/machine.js";

const sys = system("kernels", { parameters: parameters({ size: 1 }), variables: { n: range(0, 9) } });
const write = prototype("write", { exits: ["done"] });
const read = prototype("read", { exits: ["done"] });
const write1 = sys.machine(write, { source: "this test", version: "1", steps: { begin: () => "end", end: () => "done" } });
const write2 = sys.variant(write1, "2", { steps: { end: () => "begin" } });
const read1 = sys.machine(read, { source: "this test", version: "1", steps: { only: () => "done" } });
const first = kernel("first", { links: [write1, read1] });
const second = kernel("second", { after: first, links: [write2], set: { size: 2 } });
const fixEnd = patch("fix-end", { title: "end differently", hunks: [sys.hunk(write2, { steps: { end: () => "done" } })] });

describe("a kernel", () => {
  it("has what the one before it has, but for what it replaces", () => {
    expect(second.links).toEqual({ write: write2, read: read1 });
    expect(first.links).toEqual({ write: write1, read: read1 });
  });

  it("decides what a process runs, and which parameters hold unless the model or the caller says otherwise", () => {
    const model = sys.model("m", { kernel: second, processes: [sys.process("p", write)] });
    expect(compose(model).instances[0]?.machine).toBe(write2);
    expect(compose(model).parameters).toEqual({ size: 2 });
    expect(compose({ ...model, set: { size: 3 } }).parameters).toEqual({ size: 3 });
    expect(compose({ ...model, set: { size: 3 } }, { size: 4 }).parameters).toEqual({ size: 4 });
  });
});

describe("a variant", () => {
  it("keeps the steps that it does not replace, and where they were written", () => {
    expect(write2.steps.begin).toBe(write1.steps.begin);
    expect(originOf(write2.steps.begin)).toBe(originOf(write1.steps.begin));
    expect(originOf(write2.steps.end)?.site.line).toBeGreaterThan(originOf(write1.steps.end)?.site.line ?? Number.POSITIVE_INFINITY);
    expect(originOf(write2.steps.end)?.path).toEqual(["steps", "end"]);
  });
});

describe("a patch", () => {
  it("replaces the steps of its hunks, names itself, and leaves the kernel that it was applied to alone", () => {
    const patched = apply(second, fixEnd);
    expect(patched).toMatchObject({ name: "second", patches: ["fix-end"] });
    expect(patched.links.write?.steps.end).toBe(fixEnd.hunks[0]?.steps.end);
    expect(patched.links.write?.steps.begin).toBe(write1.steps.begin);
    expect(patched.links.write?.version).toBe("2 + fix-end");
    expect(second.links.write).toBe(write2);
  });

  it("applies after another one that touches other steps", () => {
    const fixBegin = patch("fix-begin", { title: "begin differently", hunks: [sys.hunk(write1, { steps: { begin: () => "end" } })] });
    expect(apply(apply(second, fixEnd), fixBegin).patches).toEqual(["fix-end", "fix-begin"]);
    expect(apply(apply(second, fixBegin), fixEnd).links.write?.steps).toEqual(apply(apply(second, fixEnd), fixBegin).links.write?.steps);
  });

  it("does not apply to another version of its step, nor twice, nor where the function is missing", () => {
    for (const base of [first, apply(second, fixEnd), kernel("bare", {})]) expect(() => apply(base, fixEnd)).toThrow(SpecError);
    expect(() => apply(first, fixEnd)).toThrow("patch fix-end does not apply to first: write() at 'end' is not what it was written against");
  });

  it("adds steps, whole functions and parameters", () => {
    const detour = patch("detour", {
      title: "a detour",
      hunks: [sys.hunk(write1, { steps: { begin: () => "between", between: () => "end" } })],
      links: [sys.variant(read1, "other", { steps: { only: () => "done" } })],
      set: { size: 7 },
    });
    const patched = apply(first, detour);
    expect(Object.keys(patched.links.write?.steps ?? {})).toEqual(["begin", "end", "between"]);
    expect(patched.links.read?.version).toBe("other");
    expect(patched.set).toEqual({ size: 7 });
  });

  it("that adds a step does not apply where there is one of that name", () => {
    const taken = sys.variant(write1, "3", { steps: { between: () => "end" } });
    const detour = patch("detour", { title: "a detour", hunks: [sys.hunk(write1, { steps: { between: () => "end" } })] });
    expect(() => apply(kernel("third", { links: [taken] }), detour)).toThrow("write() at 'between'");
  });
});
