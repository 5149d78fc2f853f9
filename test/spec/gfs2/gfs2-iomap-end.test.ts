import { describe, expect, test } from "vitest";
import { evictor } from "../../../spec/actors/evictor.js";
import { placeFile, placeWrite } from "../../../spec/initial.js";
import { v5_17, v5_18 } from "../../../spec/kernels.js";
import { d031a8866e70 } from "../../../spec/patches/d031a8866e70.js";
import { startRoundedDown } from "../../../spec/patches/start-rounded-down.js";
import { cleanUpFreesItsOwn, noBlockLeftBehind, noStaleLeft } from "../../../spec/properties/index.js";
import { gfs2Write } from "../../../spec/workbench.js";
import { writePath } from "../../../spec/write-path.js";
import { check } from "../../../src/index.js";
import { apply, type Kernel } from "../../../src/language/index.js";
import { outcomesOf } from "./outcomes.js";

/** A file of one page and a half, all hole; the first user page is there, the second is not. */
const unalignedEnd = writePath.initial((s, p) => {
  placeFile(s, p.FILE, p);
  placeWrite(s, 0, 6, 0);
  s.user.pages[1] = "absent";
});

const everyShortWrite = writePath.initial((s, p, choose) => {
  placeFile(s, 2, p);
  placeWrite(s, choose.number("pos", 0, 2), choose.number("length", 1, 2), choose.number("user offset", 2, 3));
});

const properties = [noStaleLeft, noBlockLeftBehind, cleanUpFreesItsOwn];
const bounds = { PAGES: 2, WRITE: 6, USER_PAGES: 2 };
const onePage = { PAGES: 1, FOLIOS: 1, WRITE: 2, USER_PAGES: 2 };

const write = (kernel: Kernel) => gfs2Write(kernel, { set: bounds, initial: unalignedEnd, properties });
const racing = (kernel: Kernel) =>
  gfs2Write(kernel, { set: onePage, initial: everyShortWrite, properties, actors: [writePath.process("evictor", evictor, { daemon: true })] });

describe("gfs2_iomap_end() with the end of the write rounded down", () => {
  test("keeps the block that the write would have ended in, and a retry reads what is on disk there", async () => {
    expect(outcomesOf(write(v5_17))).toEqual([{ count: 6, errno: "ok", stale: [6, 7] }]);
    expect(await check(write(v5_17))).toMatchObject({ verdict: "violated", states: 45 });
  });

  test("no longer does with d031a8866e70", async () => {
    expect(outcomesOf(write(apply(v5_17, d031a8866e70)))).toEqual([{ count: 6, errno: "ok", stale: [] }]);
    expect(await check(write(apply(v5_17, d031a8866e70)))).toMatchObject({ verdict: "holds", states: 49 });
  });
});

describe("gfs2_iomap_end() with the start of the hole rounded up when nothing was written", () => {
  test("keeps the block that the write would have begun in, if a user page goes away between fault-in and copy", async () => {
    const result = await check(racing(v5_18));
    expect(result).toMatchObject({ verdict: "violated", states: 2224 });
    expect(result.properties.find(({ name }) => name === noStaleLeft.name)?.verdict).toBe("violated");
  });

  test("no longer does with the start rounded down", async () => {
    expect(await check(racing(apply(v5_18, startRoundedDown)))).toMatchObject({ verdict: "holds", states: 2272 });
  });
});
