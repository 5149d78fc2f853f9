import { describe, expect, test } from "vitest";
import { punchHole } from "../../../spec/actors/punch-hole.js";
import { filemapRead } from "../../../spec/actors/reader.js";
import { reclaim } from "../../../spec/actors/reclaim.js";
import { truncate } from "../../../spec/actors/truncate.js";
import { writeback } from "../../../spec/actors/writeback.js";
import { addFolio } from "../../../spec/page-cache/folio.js";
import { type Bounds, type State, writePath } from "../../../spec/write-path.js";
import { all } from "../../../src/index.js";
import { can } from "./scene.js";

const truncating = [writePath.process("truncate", truncate)];
const punching = [writePath.process("punch-hole", punchHole)];
const flushing = [writePath.process("writeback", writeback, { daemon: true }), writePath.process("reclaim", reclaim, { daemon: true })];

/** A file of four old cells, on disk and in the page cache. */
const oldFile =
  (change: (s: State) => void = () => undefined) =>
  (s: State, p: Bounds): void => {
    s.i_size = 4;
    const folio = s.folios[addFolio(s, 0, p)];
    for (let pos = 0; pos < 4; pos++) {
      s.disk[pos] = "old";
      folio.cells[pos] = "old";
    }
    s.blocks[0] = "mapped";
    s.blocks[1] = "mapped";
    folio.uptodate = true;
    change(s);
  };

describe("truncate(2)", () => {
  test("makes the file any size that is smaller", async () => {
    for (const size of [0, 1, 2, 3]) expect(await can({ begin: oldFile(), actors: truncating }, (s) => s.i_size === size && s.i_rwsem === "nobody")).toBe(true);
    expect(await can({ begin: oldFile(), actors: truncating }, (s) => s.i_size > 4)).toBe(false);
  });

  test("zeroes the rest of the block at the new end, and has that written", async () => {
    const scene = { begin: oldFile(), actors: truncating };
    expect(await can(scene, (s) => s.i_size === 1 && s.folios[0].cells[1] === "zero" && s.folios[0].dirty)).toBe(true);
    expect(await can(scene, (s) => s.i_size === 1 && s.folios[0].cells[1] !== "zero")).toBe(false);
  });

  test("and reads it first if it is not cached", async () => {
    const begin = (s: State, p: Bounds): void => {
      oldFile()(s, p);
      s.folios[0].uptodate = false;
      s.folios[0].cells[0] = "garbage";
    };
    expect(await can({ begin, actors: truncating }, (s) => s.i_size === 1 && s.folios[0].dirty && s.folios[0].cells[0] === "old")).toBe(true);
    expect(await can({ begin, actors: truncating }, (s) => s.folios[0].dirty && s.folios[0].cells[0] !== "old")).toBe(false);
  });

  test("frees blocks only when nothing of them is cached any more, and i_size is below them", async () => {
    const scene = { begin: oldFile(), actors: truncating };
    expect(await can(scene, (s) => s.blocks[0] === "hole" && s.disk[0] === "stale")).toBe(true);
    expect(await can(scene, (s) => s.blocks[0] === "hole" && (s.page_cache[0] !== -1 || s.i_size > 0))).toBe(false);
    expect(await can(scene, (s) => s.blocks[1] === "hole" && s.i_size > 2)).toBe(false);
  });

  test("holds i_rwsem and invalidate_lock until the blocks are free", async () =>
    expect(await can({ begin: oldFile(), actors: truncating }, (s) => s.i_size === 0 && s.blocks[0] === "mapped" && s.invalidate_lock === "nobody")).toBe(
      false,
    ));

  test.each(["reader", "faulter"] as const)("waits for a %s that has a folio locked, as that holds invalidate_lock, too", async (owner) => {
    const busy = oldFile((s) => {
      s.folios[0].lock = owner;
    });
    expect(await can({ begin: busy, actors: truncating }, (s) => s.invalidate_lock === "truncater")).toBe(false);
  });

  test("waits for a write to end", async () => {
    const writing = oldFile((s) => {
      s.i_rwsem = "writer";
    });
    expect(await can({ begin: writing, actors: truncating }, (s) => s.i_size < 4)).toBe(false);
  });

  test("shows no reader anything but old data and zeros, whenever it looks", async () => {
    const scene = { begin: oldFile(), actors: [...truncating, ...flushing, writePath.process("reader", filemapRead)] };
    expect(await can(scene, (s) => s.ghost.shown !== "fine")).toBe(false);
  });
});

describe("a punched hole", () => {
  test("reads as zero, and the block beside it as before", async () => {
    const scene = { begin: oldFile(), actors: [...punching, ...flushing] };
    expect(await can(scene, (s) => s.blocks[0] === "hole" && s.blocks[1] === "mapped" && s.i_rwsem === "nobody")).toBe(true);
    const keepsOther = { ...scene, actors: [...scene.actors, writePath.process("reader", filemapRead)] };
    expect(await can(keepsOther, (s) => s.ghost.shown !== "fine")).toBe(false);
    expect(
      await can(
        scene,
        (s, p) => s.blocks[0] === "hole" && s.page_cache[0] !== -1 && !all(0, p.BLOCK, (cell) => s.folios[s.page_cache[0]].cells[cell] === "zero"),
      ),
    ).toBe(false);
  });

  test("waits until what is dirty in the page has gone to disk", async () => {
    const dirty = oldFile((s) => {
      s.folios[0].dirty = true;
    });
    expect(await can({ begin: dirty, actors: punching }, (s) => s.blocks[0] === "hole" || s.blocks[1] === "hole")).toBe(false);
    expect(await can({ begin: dirty, actors: [...punching, ...flushing] }, (s) => s.blocks[0] === "hole")).toBe(true);
  });
});
