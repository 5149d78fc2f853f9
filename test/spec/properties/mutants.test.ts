import { describe, expect, test } from "vitest";
import { faultInIovIterReadable } from "../../../spec/iomap/fault-in.js";
import { commit, iomapWriteEnd } from "../../../spec/iomap/iomap-write-end.js";
import { iomapWriteIter } from "../../../spec/iomap/iomap-write-iter.js";
import { v5_19 } from "../../../spec/kernels.js";
import { addFolio } from "../../../spec/page-cache/folio.js";
import { lateUptodate, linusClamp } from "../../../spec/patches/index.js";
import { neverBeginsEmpty, noFaultUnderLock, noWarning, shortCopyCommitsNothing } from "../../../spec/properties/index.js";
import { xfsWrite } from "../../../spec/workbench.js";
import { writePath } from "../../../spec/write-path.js";
import { apply, check, type Kernel, kernel, min, type Property } from "../../../src/index.js";
import { decide } from "./decide.js";

const late = apply(v5_19, lateUptodate);
const small = { PAGES: 1, WRITE: 4, USER_PAGES: 2 };

async function verdictOf(property: Property, base: Kernel): Promise<string | undefined> {
  const { properties } = await check(xfsWrite(base, { set: small, properties: [property] }), { engine: "reference" });
  return properties.find(({ name }) => name === property.name)?.verdict;
}

describe("a short copy into a non-uptodate folio commits nothing", () => {
  test("of __iomap_write_end() as it is", async () => expect(await verdictOf(shortCopyCommitsNothing, late)).toBe("holds"));

  test("not without its rule for short copies", async () => {
    const withoutRule = writePath.variant(iomapWriteEnd, "accepts anything", {
      steps: {
        accept(s, me, p) {
          me.ret = me.copied;
          commit(s, me.folio, me.pos, me.len, me.copied, p);
          return me.pos + me.ret > s.i_size ? "size" : "unlock";
        },
      },
    });
    expect(await verdictOf(shortCopyCommitsNothing, kernel("mutant", { after: late, links: [withoutRule] }))).toBe("violated");
  });
});

describe("no page fault is served under a folio lock or a non-demotable glock", () => {
  const faultsIn = (lock: "writer" | "nobody", glock: "none" | "holding", weak: boolean) =>
    decide(noFaultUnderLock, [
      (s, p) => {
        s.folios[addFolio(s, 0, p)].lock = lock;
        s.glock.writer.state = glock;
        s.glock.writer.mode = "EX";
        s.glock.writer.weak = weak;
        s.iov.count = 1;
        s.user.pages[0] = "absent";
        faultInIovIterReadable(s, 1, p);
      },
    ]);

  test.each([
    ["nobody", "none", false, "holds"],
    ["writer", "none", false, "violated"],
    ["nobody", "holding", false, "violated"],
    ["nobody", "holding", true, "holds"],
  ] as const)("folio locked by %s, glock %s, weak %s: %s", async (lock, glock, weak, verdict) => {
    expect((await faultsIn(lock, glock, weak)).verdict).toBe(verdict);
  });
});

describe("write_begin is never called for nothing", () => {
  test("of the clamp as it was posted", async () => expect(await verdictOf(neverBeginsEmpty, apply(late, linusClamp))).toBe("holds"));

  test("not of a clamp that goes on with nothing", async () => {
    const goesOn = writePath.variant(iomapWriteIter, "clamp without an exit", {
      steps: {
        again(s, me, p) {
          me.bytes = min(me.bytes, me.length);
          me.bytes -= faultInIovIterReadable(s, me.bytes, p);
          return "iomap_write_begin";
        },
      },
    });
    const mutant = kernel("mutant", { after: late, links: [goesOn] });
    const { properties } = await check(xfsWrite(mutant, { set: small, properties: [neverBeginsEmpty] }), { engine: "reference", stopOnFirst: true });
    expect(properties.find(({ name }) => name === neverBeginsEmpty.name)?.verdict).toBe("violated");
  });
});

describe("no warning fires", () => {
  test.each([
    [false, "holds"],
    [true, "violated"],
  ] as const)("warned %s: %s", async (warned, verdict) => {
    const result = await decide(noWarning, [
      (s) => {
        s.ghost.warned = warned;
      },
    ]);
    expect(result.verdict).toBe(verdict);
  });

  test("Linus's WARN_ON_ONCE is reached with something to write, always", async () =>
    expect(await verdictOf(noWarning, apply(late, linusClamp))).toBe("holds"));
});
