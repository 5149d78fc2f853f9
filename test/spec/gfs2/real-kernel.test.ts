/**
 * What an unmodified kernel did in an emulator, in cells: a page is four or eight of them, as the bytes of the experiment cut it.
 * b3p1 … b3p5 lose a page of the user's buffer between the fault-in and the copy; c1 … c7 are their controls.
 */
import { describe, expect, test } from "vitest";
import { mapBlock, placeFile, placeWrite } from "../../../spec/initial.js";
import { v6_1_192, v6_12_117 } from "../../../spec/kernels.js";
import { startRoundedDown } from "../../../spec/patches/start-rounded-down.js";
import { gfs2Write } from "../../../spec/workbench.js";
import { writePath } from "../../../spec/write-path.js";
import { apply, type Kernel, type Model, type Process } from "../../../src/language/index.js";
import { outcomesOf, takes } from "./outcomes.js";

interface Experiment {
  readonly size?: number;
  readonly pos: number;
  readonly length: number;
  readonly userStart: number;
  /** Cells in a page and in a block. */
  readonly page?: number;
  readonly block?: number;
  readonly allocated?: boolean;
  readonly takes?: Process;
}

const PAGES = 3;

function write(kernel: Kernel, { size, pos, length, userStart, page = 4, block = 4, allocated = false, takes }: Experiment): Model {
  return gfs2Write(kernel, {
    set: { PAGE: page, BLOCK: block, PAGES, FOLIOS: PAGES, USER_PAGES: 3, WRITE: length, CHUNK: page },
    actors: takes === undefined ? [] : [takes],
    properties: [],
    initial: writePath.initial((s, p) => {
      placeFile(s, size ?? p.FILE, p);
      if (allocated) for (let index = 0; index < p.BLOCKS; index++) mapBlock(s, index, p);
      placeWrite(s, pos, length, userStart);
    }),
  });
}

/** Where the file can read as stale after the write. */
function stale(kernel: Kernel, experiment: Experiment): number[] {
  return [...new Set(outcomesOf(write(kernel, experiment)).flatMap((outcome) => outcome.stale))].sort((a, b) => a - b);
}

const drop0 = takes(0, "absent");
const p1 = { pos: 1, length: 9, userStart: 0, takes: drop0 };
const p2 = { pos: 1, length: 2, userStart: 3, takes: drop0 };
const small = { page: 8, block: 4 };

describe.each([
  ["6.1.192", v6_1_192],
  ["6.12.117", v6_12_117],
])("gfs2 on %s, when a page of the buffer goes away between fault-in and copy", (_, kernel) => {
  test.each<[string, Experiment, number[]]>([
    ["b3p1: before the start of a long write", p1, [0]],
    ["b3p2: on both sides of a short write", p2, [0, 3]],
    ["b3p2, four blocks a page: up to the end of the block", { ...p2, ...small, userStart: 7 }, [0, 3]],
    ["b3p3, two blocks a page: from the start of the second block", { ...p2, ...small, userStart: 7, pos: 5 }, [4, 7]],
    ["b3p4: all of the block, and the write fails", { ...p2, takes: takes(0, "invalid") }, [0, 1, 2, 3]],
  ])("%s", (_title, experiment, cells) => {
    expect(stale(kernel, experiment)).toEqual(cells);
    expect(stale(apply(kernel, startRoundedDown), experiment)).toEqual([]);
  });

  test("b3p5: inside the block that holds the end of the file; up to that end where the rest is cleared before the retry", () => {
    const experiment = { ...p2, size: 1, pos: 2, page: 8, block: 8, userStart: 7 };
    expect(stale(kernel, experiment)).toEqual(kernel === v6_12_117 ? [0] : [0, 1]);
    expect(stale(apply(kernel, startRoundedDown), experiment)).toEqual([]);
  });

  test("a write that reports failure leaves stale data behind", () => {
    expect(outcomesOf(write(kernel, { ...p2, takes: takes(0, "invalid") }))).toContainEqual({ count: 0, errno: "EFAULT", stale: [0, 1, 2, 3] });
  });

  test.each<[string, Experiment]>([
    ["c1: a write from the start of a block", { ...p1, pos: 0 }],
    ["c2: nothing goes away", { pos: 1, length: 9, userStart: 0 }],
    ["c4: the second page goes away, and the first copy gets somewhere", { ...p1, takes: takes(1, "absent") }],
    ["c5: past the end of the file, where the block is zeroed", { ...p2, size: 4, pos: 5 }],
    ["c6: over data that is on disk", { ...p1, allocated: true }],
    ["c7: a short write from two pages, and nothing goes away", { pos: 1, length: 2, userStart: 3 }],
  ])("control %s: no stale data", (_title, experiment) => {
    expect(stale(kernel, experiment)).toEqual([]);
  });
});
