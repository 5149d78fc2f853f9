import { describe, expect, test } from "vitest";
import { filemapRead, xfsFileBufferedRead } from "../../../spec/actors/reader.js";
import { truncate } from "../../../spec/actors/truncate.js";
import type { Cell } from "../../../spec/page-cache/cell.js";
import { addFolio } from "../../../spec/page-cache/folio.js";
import { type Bounds, type State, writePath } from "../../../spec/write-path.js";
import { any } from "../../../src/index.js";
import { can } from "./scene.js";

const reading = writePath.process("reader", filemapRead);
const actors = [reading];

/** A file of four cells, cached in a folio with these. */
const cachedFile =
  (cells: readonly Cell[], change: (s: State) => void) =>
  (s: State, p: Bounds): void => {
    s.i_size = 4;
    const folio = s.folios[addFolio(s, 0, p)];
    cells.forEach((cell, offset) => {
      folio.cells[offset] = cell;
    });
    change(s);
  };

const garbageAtOne: readonly Cell[] = ["new", "garbage", "zero", "zero"];
const showsGarbage = (s: { readonly ghost: { readonly shown: string } }): boolean => s.ghost.shown === "garbage";

describe("a reader", () => {
  test("reads an uptodate folio, whoever has it locked", async () => {
    const begin = cachedFile(garbageAtOne, (s) => {
      s.folios[0].uptodate = true;
      s.folios[0].lock = "writer";
    });
    expect(await can({ begin, actors }, showsGarbage)).toBe(true);
  });

  test.each([
    ["writer", false],
    ["nobody", true],
  ] as const)("reads an uptodate block of a folio that is not, if it gets the lock: locked by %s, %s", async (lock, shown) => {
    const begin = cachedFile(garbageAtOne, (s) => {
      s.folios[0].block_uptodate[0] = true;
      s.folios[0].lock = lock;
    });
    expect(await can({ begin, actors }, showsGarbage)).toBe(shown);
  });

  test("reads from disk what is not uptodate, and nothing else", async () => {
    const begin = cachedFile(["new", "new", "garbage", "garbage"], (s) => {
      s.folios[0].block_uptodate[0] = true;
      s.blocks[0] = "mapped";
      s.blocks[1] = "mapped";
      s.disk[2] = "old";
      s.disk[3] = "old";
    });
    expect(await can({ begin, actors }, (s) => s.folios[0].uptodate && s.folios[0].cells[1] === "new" && s.folios[0].cells[2] === "old")).toBe(true);
    expect(await can({ begin, actors }, (s) => s.folios[0].cells[0] !== "new")).toBe(false);
  });

  test.each([
    ["hole", false],
    ["delalloc", false],
    ["unwritten", false],
    ["mapped", true],
  ] as const)("is shown the disk under a block only if it was written: %s, %s", async (state, shown) => {
    const begin = (s: State): void => {
      s.i_size = 4;
      s.blocks[0] = state;
    };
    expect(await can({ begin, actors }, (s) => s.ghost.shown === "stale")).toBe(shown);
  });

  test("is shown nothing past i_size", async () => {
    const begin = cachedFile(garbageAtOne, (s) => {
      s.folios[0].uptodate = true;
      s.i_size = 1;
    });
    expect(await can({ begin, actors }, showsGarbage)).toBe(false);
  });

  test("lets go of the folio, which is freed then if it was truncated away meanwhile", async () => {
    const begin = cachedFile(["old", "old", "old", "old"], (s) => {
      s.folios[0].uptodate = true;
    });
    const scene = { begin, actors: [reading, writePath.process("truncate", truncate)] };
    expect(await can(scene, (s) => s.folios[0].pins === 1 && !s.folios[0].attached)).toBe(true);
    expect(await can(scene, (s, p) => any(0, p.FOLIOS, (index) => s.folios[index].pins === 0 && !s.folios[index].attached && s.folios[index].index >= 0))).toBe(
      false,
    );
  });

  test.each([
    ["writer", false],
    ["nobody", true],
  ] as const)("of xfs waits for i_rwsem: held by %s, %s", async (owner, shown) => {
    const begin = cachedFile(garbageAtOne, (s) => {
      s.folios[0].uptodate = true;
      s.i_rwsem = owner;
    });
    expect(await can({ begin, actors: [writePath.process("reader", xfsFileBufferedRead)] }, showsGarbage)).toBe(shown);
  });
});
