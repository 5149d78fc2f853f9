import { describe, expect, test } from "vitest";
import { mmapReader } from "../../../spec/actors/mmap-reader.js";
import { mmapWriter } from "../../../spec/actors/mmap-writer.js";
import { reclaim } from "../../../spec/actors/reclaim.js";
import { truncate } from "../../../spec/actors/truncate.js";
import { writeback } from "../../../spec/actors/writeback.js";
import { addFolio } from "../../../spec/page-cache/folio.js";
import { type Bounds, type State, writePath } from "../../../spec/write-path.js";
import { any } from "../../../src/index.js";
import { can } from "./scene.js";

const loading = [writePath.process("mmap-reader", mmapReader)];
const storing = [writePath.process("mmap-writer", mmapWriter)];

const fileOfSize =
  (size: number, change: (s: State, p: Bounds) => void = () => undefined) =>
  (s: State, p: Bounds): void => {
    s.i_size = size;
    change(s, p);
  };

/** An uptodate folio with garbage in its last cell. */
const garbageLast = (s: State, p: Bounds): void => {
  const folio = s.folios[addFolio(s, 0, p)];
  for (let offset = 0; offset < p.PAGE - 1; offset++) folio.cells[offset] = "zero";
  folio.uptodate = true;
};

const showsGarbage = (s: { readonly ghost: { readonly shown: string } }): boolean => s.ghost.shown === "garbage";

describe("a load through a mapping", () => {
  test("sees the whole page, past i_size too", async () => expect(await can({ begin: fileOfSize(1, garbageLast), actors: loading }, showsGarbage)).toBe(true));

  test("of a page wholly past i_size is refused", async () =>
    expect(await can({ begin: fileOfSize(0, garbageLast), actors: loading }, (s) => s.ptes[0] !== "none")).toBe(false));

  test("reads a page that is not cached, and maps nothing that is not uptodate", async () => {
    const scene = { begin: fileOfSize(4), actors: loading };
    expect(await can(scene, (s) => s.ptes[0] === "read" && s.folios[0].uptodate && s.folios[0].pins === 1)).toBe(true);
    expect(await can(scene, (s) => s.ptes[0] !== "none" && !s.folios[0].uptodate)).toBe(false);
  });

  test("waits for whoever has the folio locked", async () => {
    const locked = fileOfSize(4, (s, p) => {
      garbageLast(s, p);
      s.folios[0].lock = "writer";
    });
    expect(await can({ begin: locked, actors: loading }, showsGarbage)).toBe(false);
  });

  test("and a page that has to be read waits for invalidate_lock", async () => {
    const invalidating = fileOfSize(4, (s) => {
      s.invalidate_lock = "truncater";
    });
    expect(await can({ begin: invalidating, actors: loading }, (s) => s.ptes[0] !== "none")).toBe(false);
  });

  test("never sees a folio that is not in the page cache any more", async () => {
    const scene = {
      begin: fileOfSize(4),
      actors: [...loading, writePath.process("truncate", truncate), writePath.process("reclaim", reclaim, { daemon: true })],
    };
    expect(await can(scene, (s) => s.ptes[0] !== "none" && s.page_cache[0] === -1)).toBe(false);
    expect(await can(scene, (s) => s.ptes[0] !== "none" && s.folios[s.page_cache[0]].pins !== 1)).toBe(false);
  });
});

describe("a store through a mapping", () => {
  test("reserves the blocks of the page that lie below i_size, and makes the folio dirty, before it stores", async () => {
    const scene = { begin: fileOfSize(2), actors: storing };
    expect(await can(scene, (s) => s.folios[0].dirty && s.folios[0].cells[0] === "mmap" && s.blocks[0] === "delalloc")).toBe(true);
    expect(await can(scene, (s) => s.blocks[1] !== "hole")).toBe(false);
    expect(await can(scene, (s, p) => any(0, p.PAGE, (cell) => s.folios[0].cells[cell] === "mmap") && !s.folios[0].dirty)).toBe(false);
  });

  test("makes every block dirty, since 6.6", async () => {
    const scene = { begin: fileOfSize(4), actors: storing, set: { PER_BLOCK_DIRTY: true } };
    expect(await can(scene, (s) => s.folios[0].block_dirty[0] && s.folios[0].block_dirty[1])).toBe(true);
    expect(await can(scene, (s) => s.folios[0].dirty && !s.folios[0].block_dirty[1])).toBe(false);
  });

  test("makes a mapping that a write holds out of date, if it reserves a block", async () => {
    const held = (state: "hole" | "mapped") =>
      fileOfSize(4, (s, p) => {
        for (let block = 0; block < p.BLOCKS; block++) s.blocks[block] = state;
        s.iomap.held = true;
        s.iomap.current = true;
      });
    expect(await can({ begin: held("hole"), actors: storing }, (s) => !s.iomap.current)).toBe(true);
    expect(await can({ begin: held("mapped"), actors: storing }, (s) => !s.iomap.current)).toBe(false);
  });

  test("faults again after writeback, so that no store is lost", async () => {
    const scene = { begin: fileOfSize(4), actors: [...storing, writePath.process("writeback", writeback, { daemon: true })] };
    const isLost = (s: State): boolean => s.folios[0].cells[0] === "mmap" && s.disk[0] !== "mmap" && !s.folios[0].dirty && !s.folios[0].writeback;
    expect(await can(scene, (s) => s.disk[0] === "mmap")).toBe(true);
    expect(await can(scene, (s) => isLost(s as State) && s.folios[0].lock === "nobody")).toBe(false);
  });
});
