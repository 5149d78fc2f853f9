import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { randomScenario } from "../../src/kernel/conform/randomScenario.js";
import { simpler } from "../../src/kernel/conform/shrinkDivergence.js";
import { guestNamed } from "../../src/kernel/guests.js";
import { modelKernelOf } from "../../src/kernel/modelKernelOf.js";
import { mutationNamed } from "../../src/kernel/mutations.js";
import { seenEvents } from "../../src/kernel/predict/kernelRun.js";
import { type Outcome, sameOutcome } from "../../src/kernel/predict/outcome.js";
import { findRuns, possibleRuns } from "../../src/kernel/predict/possibleRuns.js";
import { eventText } from "../../src/kernel/predict/seenEvent.js";
import { missingTools, toolPath } from "../../src/kernel/prepare/requirements.js";
import { reproducer } from "../../src/kernel/replay/reproducer.js";
import { BASE, byteOf, equalCuts, type Scenario } from "../../src/kernel/scenario/scenario.js";
import { layOut, scriptOf } from "../../src/kernel/scenario/scriptOf.js";
import { unitsOf } from "../../src/kernel/scenario/unitsOf.js";

/** One cell at the start of a hole; its user page goes away after it was faulted in. */
const oneCell: Scenario = {
  name: "one-cell",
  filesystem: "gfs2",
  bounds: { PAGE: 4, BLOCK: 4, PAGES: 2, FOLIOS: 2, USER_PAGES: 2, WRITE: 8, CHUNK: 4, INIT_ON_ALLOC: false, SHORT_ALLOCATIONS: false },
  size: 8,
  mapped: [false, false],
  pos: 0,
  segments: [{ start: 0, length: 1 }],
  userPages: ["resident", "resident"],
  evictions: [{ userPage: 0, reached: 1, becomes: "absent" }],
  cuts: equalCuts(4),
};
const stock = modelKernelOf(guestNamed("6.1"));
const mutated = modelKernelOf(guestNamed("6.1"), mutationNamed("d031a8866e70-reverted"));

describe("cells become bytes", () => {
  it("by an increasing map that keeps the edges of pages and blocks", () => {
    for (let seed = 0; seed < 40; seed++) {
      const scenario = randomScenario("s", stock, { filesystem: "gfs2", blockSize: 1024, initOnAlloc: false }, seed);
      const bytes = Array.from({ length: 25 }, (_, cell) => byteOf(scenario, cell));
      expect(bytes.every((byte, cell) => cell === 0 || byte > (bytes[cell - 1] as number))).toBe(true);
      expect(bytes.filter((_, cell) => cell % scenario.bounds.BLOCK === 0).every((byte) => (byte - BASE) % 1024 === 0)).toBe(true);
    }
  });

  it("cells that do not divide a page are whole bytes", () => expect(equalCuts(6)).toEqual([0, 682, 1365, 2048, 2730, 3413, 4096]));
});

describe("a write is laid out so that the driver has a fault to act on", () => {
  const long: Scenario = {
    ...oneCell,
    segments: [{ start: 2, length: 7 }],
    evictions: [{ userPage: 1, reached: 7, becomes: "invalid" }],
    userPages: ["absent", "absent", "absent"],
  };

  it("a unit ends with its user page, its page of the file, and its segment", () => {
    expect(unitsOf(long)).toEqual([
      { from: 0, to: 2, userPage: 0 },
      { from: 2, to: 4, userPage: 1 },
      { from: 4, to: 6, userPage: 1 },
      { from: 6, to: 7, userPage: 2 },
    ]);
  });

  it("the last byte of a unit has a page of its own; its fault takes away every page of the user page", () => {
    const { pieces, rules } = layOut(long);
    expect(pieces.map(({ bytes }) => bytes)).toEqual([2047, 1, 2047, 1, 2047, 1, 1023, 1]);
    expect(rules).toEqual([{ page: 7, nth: 1, does: "protect", targets: [2, 4] }]);
  });

  it("what no fault is left for is refused (FL505)", () => {
    const twice = { ...oneCell.evictions[0], reached: 3 } as Scenario["evictions"][number];
    expect(() => scriptOf({ ...oneCell, evictions: [twice] })).toThrow(expect.objectContaining({ code: "FL505" }));
  });
});

describe("the model says what a scenario comes to", () => {
  it("stock gfs2 frees the block of a write of nothing; with the fix reverted its old content is in the file", () => {
    expect(possibleRuns(stock, oneCell).map(({ outcome }) => outcome.content.cached)).toEqual(["N0000000"]);
    expect(possibleRuns(mutated, oneCell).map(({ outcome }) => outcome.content.cached)).toEqual(["NSSS0000"]);
  });

  it("a guide that is a path of the model is followed to its end, and one that is not, to where it parts", () => {
    const [run] = possibleRuns(stock, oneCell);
    expect(findRuns(stock, oneCell, run?.events).runs).toHaveLength(1);
    const other = run?.events.map((event, index) => (index === 3 ? { ...event, args: { ...event.args, got: 7 } } : event));
    const { runs, furthest } = findRuns(stock, oneCell, other);
    expect(runs).toEqual([]);
    expect(furthest.events).toHaveLength(4);
  });

  it("an outcome that differs anywhere is another one; a file that lost its growth is the same only if nothing was written", () => {
    const outcome = possibleRuns(stock, oneCell)[0]?.outcome as Outcome;
    expect(sameOutcome(outcome, outcome, oneCell)).toBe(true);
    expect(sameOutcome(outcome, { ...outcome, returned: 1 }, oneCell)).toBe(false);
    expect(sameOutcome(outcome, { ...outcome, size: 0 }, oneCell)).toBe(false);
    for (const moment of ["cached", "dropped", "remounted"] as const)
      expect(sameOutcome(outcome, { ...outcome, content: { ...outcome.content, [moment]: "N00000S0" } }, oneCell)).toBe(false);
    const shorter = { ...outcome, content: { ...outcome.content, remounted: outcome.content.cached.slice(0, 4) } };
    expect(sameOutcome(outcome, shorter, { ...oneCell, size: 4 })).toBe(false);
  });
});

it("the probes' events become calls: the pieces of a fault-in are one, and a return stands with its call although others were called between", () => {
  const raw = [
    { name: "fi", args: { size: 99 } },
    { name: "fault", args: { page: 0 } },
    { name: "fi_r", args: { left: 0 } },
    { name: "fi", args: { size: 1 } },
    { name: "fi_r", args: { left: 1 } },
    { name: "we", args: { pos: 0, len: 100, copied: 40 } },
    { name: "tp", args: { first: 0, last: 99 } },
    { name: "we_r", args: { accepted: 0 } },
  ];
  expect(seenEvents(raw).map(eventText)).toEqual([
    "fault_in_iov_iter_readable(got=99)",
    "iomap_write_end(pos=0, len=100, copied=40, ret=0)",
    "truncate_pagecache_range(first=0, last=99)",
  ]);
});

describe("random writes", () => {
  const series = { filesystem: "xfs", blockSize: 2048, initOnAlloc: false } as const;

  it("follow from their seed", () => {
    expect(randomScenario("s", stock, series, 7)).toEqual(randomScenario("s", stock, series, 7));
    expect(randomScenario("s", stock, series, 7)).not.toEqual(randomScenario("s", stock, series, 8));
  });

  it("for a block size that nobody has are refused (FL504)", () => {
    expect(() => randomScenario("s", stock, { ...series, blockSize: 100 }, 1)).toThrow(expect.objectContaining({ code: "FL504" }));
  });

  it("shrink by one thing at a time, and never into themselves", () => {
    const variants = simpler(oneCell).map((variant) => JSON.stringify({ ...variant, name: "" }));
    expect(variants.length).toBeGreaterThan(0);
    expect(variants).not.toContain(JSON.stringify({ ...oneCell, name: "" }));
  });
});

it.skipIf(missingTools(["gcc"]).length > 0)("a reproducer compiles without a warning", () => {
  const text = reproducer({ ...oneCell, mapped: [false, true] }, { title: "a title", property: "a property", kernel: "6.1.192", content: "NSSS" });
  const file = join(mkdtempSync(join(tmpdir(), "faultline-test-")), "reproducer.c");
  writeFileSync(file, text);
  execFileSync(toolPath("gcc"), ["-O2", "-Wall", "-Wextra", "-Werror", "-pthread", "-fsyntax-only", file], { stdio: "pipe" });
  expect(text).toContain("NSSS");
});
