import { describe, expect, test } from "vitest";
import { noStaleReadable, noUninitialisedReadable, readersAreShownValidData, uptodateImpliesValid } from "../../../spec/properties/index.js";
import type { Property } from "../../../src/index.js";
import { cached, decide, expectHolds, expectViolated, type Hand, onDisk } from "./decide.js";

const expectViolatedAt = (cell: number, property: Property, hand: Hand): Promise<void> => expectViolated(property, [["cell", cell]], hand);

/** A file of eight cells: stale blocks under the first page, a hole under the second. */
const staleBlocks: Hand = (s) => {
  s.i_size = 8;
  s.blocks[0] = "mapped";
  s.blocks[1] = "mapped";
  onDisk(s, 0, ["old", "stale", "old", "old"]);
};

describe("uptodate implies every byte valid", () => {
  test("garbage in a block that is not uptodate is nobody's business", () =>
    expectHolds(uptodateImpliesValid, (s, p) => {
      cached(s, p, 0, ["garbage", "garbage", "zero", "new"]).block_uptodate[1] = true;
    }));

  test("garbage in an uptodate block is a violation, past i_size too", () =>
    expectViolatedAt(3, uptodateImpliesValid, (s, p) => {
      s.i_size = 3;
      cached(s, p, 0, ["garbage", "garbage", "zero", "garbage"]).block_uptodate[1] = true;
    }));

  test("data in a wrong place is a violation", () =>
    expectViolatedAt(0, uptodateImpliesValid, (s, p) => {
      cached(s, p, 0, ["misplaced", "new", "zero", "zero"], { uptodate: true });
    }));
});

describe("no stale disk content is ever readable", () => {
  test("a stale block below i_size that is not cached can be read", () => expectViolatedAt(1, noStaleReadable, staleBlocks));

  test("a block that was never written cannot: it reads as zero", () =>
    expectHolds(noStaleReadable, (s, p) => {
      staleBlocks(s, p);
      s.blocks[0] = "unwritten";
    }));

  test("nor while the writer has the folio of its page locked", () =>
    expectHolds(noStaleReadable, (s, p) => {
      staleBlocks(s, p);
      cached(s, p, 0, ["garbage", "garbage", "garbage", "garbage"], { lock: "writer" });
    }));

  test.each([
    [false, "holds"],
    [true, "violated"],
  ] as const)("a glock held exclusively, weak: %s, keeps readers out of what is not cached: %s", async (weak, verdict) => {
    const result = await decide(noStaleReadable, [
      (s, p) => {
        staleBlocks(s, p);
        cached(s, p, 1, ["zero", "zero", "zero", "zero"], { uptodate: true });
        s.glock.writer.state = "holding";
        s.glock.writer.mode = "EX";
        s.glock.writer.weak = weak;
      },
    ]);
    expect(result).toMatchObject({ verdict, vacuous: false });
  });

  test("the block that holds the end of the file is read as a whole, and a mapping shows all of it", () =>
    expectViolatedAt(1, noStaleReadable, (s, p) => {
      staleBlocks(s, p);
      s.i_size = 1;
    }));

  test("a block wholly past i_size is not read", () =>
    expectHolds(noStaleReadable, (s, p) => {
      staleBlocks(s, p);
      onDisk(s, 0, ["old", "old", "stale", "stale"]);
      s.i_size = 2;
    }));
});

describe("no uninitialised memory is ever readable", () => {
  test("an uptodate folio is read whoever has it locked", () =>
    expectViolatedAt(1, noUninitialisedReadable, (s, p) => {
      s.i_size = 4;
      cached(s, p, 0, ["new", "garbage", "zero", "zero"], { uptodate: true, lock: "writer" });
    }));

  test.each([
    ["writer", "holds"],
    ["nobody", "violated"],
  ] as const)("an uptodate block of a folio that is not can be read only with the folio lock: locked by %s it %s", async (lock, verdict) => {
    const result = await decide(noUninitialisedReadable, [
      (s, p) => {
        s.i_size = 8;
        cached(s, p, 0, ["new", "garbage", "zero", "zero"], { lock }).block_uptodate[0] = true;
      },
    ]);
    expect(result).toMatchObject({ verdict, vacuous: false });
  });

  const garbagePastEnd: Hand = (s, p) => {
    s.i_size = 2;
    cached(s, p, 0, ["new", "new", "zero", "garbage"], { uptodate: true, lock: "writer" });
  };

  test("past i_size only a mapping shows it, and it takes the folio lock to map a page", () => expectHolds(noUninitialisedReadable, garbagePastEnd));

  test("a page that is mapped already needs no lock", () =>
    expectViolatedAt(3, noUninitialisedReadable, (s, p) => {
      garbagePastEnd(s, p);
      s.ptes[0] = "read";
    }));
});

describe("no reader was shown stale or uninitialised data", () => {
  test.each([
    ["fine", "holds"],
    ["stale", "violated"],
    ["garbage", "violated"],
  ] as const)("%s: %s", async (shown, verdict) => {
    const result = await decide(readersAreShownValidData, [
      (s) => {
        s.ghost.shown = shown;
      },
    ]);
    expect(result.verdict).toBe(verdict);
  });
});
