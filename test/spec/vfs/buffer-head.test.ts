import { describe, expect, test } from "vitest";
import type { Folio } from "../../../spec/page-cache/folio.js";
import { commitBuffers, createBuffers, discardBuffers, markBufferDirty, zeroAround, zeroNewBuffers } from "../../../spec/vfs/buffer-head.js";

const twoBlocks = { PAGE: 4, BLOCK: 2, BLOCKS_PER_PAGE: 2 };

/** A locked folio of two blocks, fresh from the allocator. */
function fresh(given: Partial<Folio> = {}): Folio {
  return {
    index: 0,
    attached: true,
    pins: 0,
    lock: "writer",
    uptodate: false,
    dirty: false,
    writeback: false,
    block_uptodate: [false, false],
    block_dirty: [false, false],
    block_new: [false, false],
    cells: ["garbage", "garbage", "garbage", "garbage"],
    ...given,
  };
}

describe("createBuffers", () => {
  test("the buffers of an uptodate folio are uptodate", () => {
    const folio = fresh({ uptodate: true });
    createBuffers(folio, twoBlocks);
    expect(folio.block_uptodate).toEqual([true, true]);
  });

  test("the buffers of any other folio stay as they are", () => {
    const folio = fresh({ block_uptodate: [true, false] });
    createBuffers(folio, twoBlocks);
    expect(folio.block_uptodate).toEqual([true, false]);
  });
});

test("a dirty buffer makes its folio dirty", () => {
  const folio = fresh();
  markBufferDirty(folio, 1);
  expect(folio).toMatchObject({ dirty: true, block_dirty: [false, true] });
});

test("only the cells around the write are zeroed in a new buffer", () => {
  const folio = fresh();
  zeroAround(folio, 0, 1, 3, twoBlocks);
  zeroAround(folio, 1, 1, 3, twoBlocks);
  expect(folio.cells).toEqual(["zero", "garbage", "garbage", "zero"]);
});

describe("zeroNewBuffers", () => {
  test("new buffers are zeroed in the range, and become uptodate and dirty", () => {
    const folio = fresh({ block_new: [false, true], cells: ["old", "old", "new", "garbage"] });
    zeroNewBuffers(folio, 3, 4, twoBlocks);
    expect(folio).toMatchObject({ cells: ["old", "old", "new", "zero"], block_uptodate: [false, true], block_dirty: [false, true], block_new: [false, false] });
  });

  test("a new buffer outside of the range stays new", () => {
    const folio = fresh({ block_new: [true, false] });
    zeroNewBuffers(folio, 2, 4, twoBlocks);
    expect(folio).toMatchObject({ block_new: [true, false], dirty: false });
  });
});

describe("commitBuffers", () => {
  test("the buffers that the range touches become uptodate and dirty, and none is new any more", () => {
    const folio = fresh({ block_new: [true, true] });
    commitBuffers(folio, 0, 2, twoBlocks);
    expect(folio).toMatchObject({ block_uptodate: [true, false], block_dirty: [true, false], block_new: [false, false], uptodate: false });
  });

  test("the folio is uptodate as soon as all its buffers are", () => {
    const folio = fresh({ block_uptodate: [true, false] });
    commitBuffers(folio, 2, 4, twoBlocks);
    expect(folio).toMatchObject({ uptodate: true, block_dirty: [false, true] });
  });

  test("a commit of nothing inside a buffer touches that buffer, and on the edge of a buffer none", () => {
    const inside = fresh();
    commitBuffers(inside, 1, 1, twoBlocks);
    expect(inside).toMatchObject({ block_uptodate: [true, false], block_dirty: [true, false] });
    const onEdge = fresh();
    commitBuffers(onEdge, 2, 2, twoBlocks);
    expect(onEdge).toMatchObject({ block_uptodate: [false, false], dirty: false });
  });
});

test("of a truncated folio only the buffers that lie wholly behind the new end are discarded", () => {
  const folio = fresh({ dirty: true, block_dirty: [true, true], block_uptodate: [true, true] });
  discardBuffers(folio, 1, twoBlocks);
  expect(folio).toMatchObject({ dirty: true, block_dirty: [true, false], block_uptodate: [true, true] });
});
