import { describe, expect, test } from "vitest";
import { cacheAndDiskAgree, cleanUpFreesItsOwn, dirtyImpliesBacked, dirtyImpliesUptodate } from "../../../spec/properties/index.js";
import { cached, decide, expectHolds, expectViolated, type Hand, onDisk } from "./decide.js";

const perBlock = { PER_BLOCK_DIRTY: true };

describe("dirty implies uptodate", () => {
  const junk: Hand = (s, p) => {
    cached(s, p, 0, ["new", "garbage", "garbage", "garbage"], { dirty: true });
  };

  test("a dirty folio without an uptodate block is a violation", () => expectViolated(dirtyImpliesUptodate, [["page", 0]], junk));

  test("one uptodate block accounts for a dirty folio, before 6.6", () =>
    expectHolds(dirtyImpliesUptodate, (s, p) => {
      cached(s, p, 0, ["new", "new", "garbage", "garbage"], { dirty: true }).block_uptodate[0] = true;
    }));

  test("since 6.6 each dirty block must be uptodate", async () => {
    const oneOfTwo: Hand = (s, p) => {
      const folio = cached(s, p, 0, ["new", "new", "garbage", "garbage"], { dirty: true });
      folio.block_uptodate[0] = true;
      folio.block_dirty[1] = true;
    };
    const { verdict, trace } = await decide(dirtyImpliesUptodate, [oneOfTwo], perBlock);
    expect(verdict).toBe("violated");
    expect(trace?.failure.where).toEqual([
      { name: "page", index: 0 },
      { name: "block", index: 1 },
    ]);
  });
});

describe("dirty implies backed", () => {
  const dirtyPage: Hand = (s, p) => {
    s.i_size = 4;
    s.blocks[0] = "delalloc";
    cached(s, p, 0, ["new", "new", "zero", "zero"], { uptodate: true, dirty: true });
  };

  test("zeros over a hole may lie beside a dirty block", () => expectHolds(dirtyImpliesBacked, dirtyPage));

  test("data over a hole is a violation", () =>
    expectViolated(dirtyImpliesBacked, [["block", 1]], (s, p) => {
      dirtyPage(s, p);
      s.folios[0].cells[2] = "mmap";
    }));

  test("unless it lies past i_size, where nothing is written back", () =>
    expectHolds(dirtyImpliesBacked, (s, p) => {
      dirtyPage(s, p);
      s.folios[0].cells[2] = "mmap";
      s.i_size = 2;
    }));
});

describe("clean-up frees only what this call allocated", () => {
  const mapped: Hand = (s) => {
    s.i_rwsem = "writer";
    s.i_size = 8;
    s.blocks[1] = "mapped";
    s.ghost.allocated[1] = true;
  };
  const freed: Hand = (s) => {
    s.blocks[1] = "hole";
  };

  test("its own block may go", () => expectHolds(cleanUpFreesItsOwn, mapped, freed));

  test("a block that was there before may not", () =>
    expectViolated(
      cleanUpFreesItsOwn,
      [["block", 1]],
      (s, p) => {
        mapped(s, p);
        s.ghost.allocated[1] = false;
      },
      freed,
    ));

  test("nor one with data that is waiting to be written", () =>
    expectViolated(
      cleanUpFreesItsOwn,
      [["block", 1]],
      (s, p) => {
        mapped(s, p);
        cached(s, p, 0, ["zero", "zero", "mmap", "zero"], { uptodate: true, dirty: true });
      },
      freed,
    ));
});

describe("what is cached and clean is what is on disk", () => {
  const clean: Hand = (s, p) => {
    s.i_size = 4;
    s.blocks[0] = "mapped";
    s.blocks[1] = "mapped";
    onDisk(s, 0, ["old", "old", "new", "new"]);
    const folio = cached(s, p, 0, ["old", "old", "new", "new"], { uptodate: true });
    folio.block_uptodate[0] = true;
  };

  test("a clean copy of the disk is fine", () => expectHolds(cacheAndDiskAgree, clean));

  const accepted: Hand = (s, p) => {
    clean(s, p);
    s.folios[0].cells[1] = "garbage";
    s.folios[0].dirty = true;
    s.folios[0].block_dirty[1] = true;
  };

  test("garbage in a block that nobody marked dirty will differ from the disk for ever, since 6.6", async () => {
    const { verdict, trace } = await decide(cacheAndDiskAgree, [accepted], perBlock);
    expect(verdict).toBe("violated");
    expect(trace?.failure.where).toEqual([{ name: "cell", index: 1 }]);
  });

  test("before 6.6 the whole folio is written: it is not at rest yet", async () => {
    expect(await decide(cacheAndDiskAgree, [accepted])).toMatchObject({ verdict: "holds", vacuous: true });
  });
});
