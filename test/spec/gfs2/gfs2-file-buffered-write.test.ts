import { describe, expect, test } from "vitest";
import { anotherNode } from "../../../spec/gfs2/another-node.js";
import { gfs2FileBufferedWriteFaulting } from "../../../spec/gfs2/gfs2-file-buffered-write-demotable.js";
import { chooseResidency, placeFile, placeWrite } from "../../../spec/initial.js";
import { kernels, v5_16, v5_16_rc1, v5_17, v5_18, v5_18_rc5, v6_5 } from "../../../spec/kernels.js";
import { noFaultUnderLock, noStaleLeft } from "../../../spec/properties/index.js";
import { gfs2Write } from "../../../spec/workbench.js";
import { writePath } from "../../../spec/write-path.js";
import { check } from "../../../src/index.js";
import { type Kernel, kernel } from "../../../src/language/index.js";
import { outcomesOf, takes } from "./outcomes.js";

/** A write of `length` cells at 0 to a file that is a hole of two pages; of the user's pages the named ones are absent. */
const writeFrom = (userStart: number, length: number, absent: readonly number[]) =>
  writePath.initial((s, p) => {
    placeFile(s, p.FILE, p);
    placeWrite(s, 0, length, userStart);
    for (const page of absent) s.user.pages[page] = "absent";
  });

const anyResidency = writePath.initial((s, p, choose) => {
  placeFile(s, 2, p);
  placeWrite(s, choose.number("pos", 0, 1), choose.number("length", 1, 3), choose.number("user offset", 2, 3));
  chooseResidency(s, p, choose, false);
});

const node = writePath.process("remote", anotherNode, { daemon: true });
const counts = (base: Kernel) =>
  outcomesOf(gfs2Write(base, { set: { WRITE: 5, USER_PAGES: 2 }, initial: writeFrom(0, 5, [1]), actors: [node] })).map(({ count }) => count);

describe("gfs2_file_buffered_write()", () => {
  test("at 5.16-rc1 never ends if a file page takes two user pages, of which the second is absent", () => {
    const write = (base: Kernel) => gfs2Write(base, { set: { WRITE: 4, USER_PAGES: 2 }, initial: writeFrom(1, 4, [1]) });
    expect(outcomesOf(write(v5_16_rc1))).toEqual([]);
    expect(outcomesOf(write(v5_16)).map(({ count }) => count)).toEqual([4]);
  });

  test("until 5.18-rc5 returns short if another node takes the glock while it faults in", () => {
    expect(new Set(counts(v5_17))).toEqual(new Set([4, 5]));
    expect(new Set(counts(v5_18_rc5))).toEqual(new Set([5]));
    expect(new Set(counts(v5_18))).toEqual(new Set([5]));
  });

  test.each(kernels.filter(({ links }) => "gfs2_file_buffered_write" in links).map((base) => [base.name, base] as const))(
    "on %s a write from a page that is no memory fails, or returns what came before",
    (_, base) => {
      const model = gfs2Write(base, {
        set: { WRITE: 5, USER_PAGES: 2 },
        initial: writePath.initial((s, p) => {
          placeFile(s, 0, p);
          placeWrite(s, 0, 5, 0);
          s.user.pages[1] = "invalid";
        }),
      });
      expect(outcomesOf(model)).toEqual([{ count: 4, errno: "ok", stale: [] }]);
    },
  );

  test("from 6.5 on has the large window again after some progress", async () => {
    const onePageOnly = writePath.step(
      "a retry is shown one page at most",
      {},
      (before, after, p) => before.pagefault_disabled || !after.pagefault_disabled || after.iov.position === 0 || after.iov.count <= p.PAGE,
    );
    const model = (base: Kernel) =>
      gfs2Write(base, {
        set: { PAGES: 3, FOLIOS: 3, WRITE: 12, USER_PAGES: 3 },
        initial: writeFrom(0, 12, []),
        actors: [takes(1, "absent")],
        properties: [onePageOnly],
      });
    expect((await check(model(v5_18))).properties[0]?.verdict).toBe("holds");
    expect((await check(model(v6_5))).properties[0]?.verdict).toBe("violated");
  });

  test("with page faults left enabled leaves no stale data, but serves faults under the exclusive glock", async () => {
    const verdicts = async (base: Kernel) => {
      const model = gfs2Write(base, {
        set: { PAGES: 1, FOLIOS: 1, WRITE: 3, USER_PAGES: 2 },
        initial: anyResidency,
        properties: [noStaleLeft, noFaultUnderLock],
      });
      return (await check(model)).properties.slice(0, 2).map(({ verdict }) => verdict);
    };
    expect(await verdicts(v5_17)).toEqual(["violated", "holds"]);
    expect(await verdicts(kernel("5.17, faulting", { after: v5_17, links: [gfs2FileBufferedWriteFaulting] }))).toEqual(["holds", "violated"]);
  });
});
