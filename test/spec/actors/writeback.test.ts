import { describe, expect, test } from "vitest";
import { reclaim } from "../../../spec/actors/reclaim.js";
import { writeback } from "../../../spec/actors/writeback.js";
import { addFolio } from "../../../spec/page-cache/folio.js";
import { type Bounds, type State, writePath } from "../../../spec/write-path.js";
import { can } from "./scene.js";

const actors = [writePath.process("writeback", writeback, { daemon: true })];
const reclaiming = [writePath.process("reclaim", reclaim, { daemon: true })];

/** An uptodate, dirty folio of new data over a reserved block and a hole. */
const dirtyFile =
  (change: (s: State) => void = () => undefined) =>
  (s: State, p: Bounds): void => {
    s.i_size = 4;
    s.blocks[0] = "delalloc";
    const folio = s.folios[addFolio(s, 0, p)];
    for (let offset = 0; offset < p.PAGE; offset++) folio.cells[offset] = "new";
    folio.uptodate = true;
    folio.dirty = true;
    change(s);
  };

describe("writeback", () => {
  test("brings a reserved block to disk: it is unwritten until the I/O is done", async () => {
    const scene = { begin: dirtyFile(), actors };
    expect(await can(scene, (s) => s.blocks[0] === "unwritten" && s.folios[0].writeback)).toBe(true);
    expect(await can(scene, (s) => s.blocks[0] === "mapped" && s.disk[1] === "new" && !s.folios[0].dirty && !s.folios[0].writeback)).toBe(true);
    expect(await can(scene, (s) => s.blocks[0] === "mapped" && s.disk[1] !== "new")).toBe(false);
  });

  test("skips holes", async () => expect(await can({ begin: dirtyFile(), actors }, (s) => s.disk[2] !== "stale" || s.blocks[1] !== "hole")).toBe(false));

  test("zeroes what lies past i_size first", async () => {
    const begin = dirtyFile((s) => {
      s.i_size = 1;
    });
    expect(await can({ begin, actors }, (s) => s.disk[0] === "new" && s.disk[1] === "zero")).toBe(true);
    expect(await can({ begin, actors }, (s) => s.disk[1] === "new")).toBe(false);
  });

  test("leaves a folio wholly past i_size alone", async () => {
    const begin = dirtyFile((s) => {
      s.i_size = 0;
    });
    expect(await can({ begin, actors }, (s) => s.folios[0].writeback)).toBe(false);
  });

  test("since 6.6 writes dirty blocks only", async () => {
    const begin = dirtyFile((s) => {
      s.blocks[1] = "mapped";
      s.folios[0].block_dirty[0] = true;
    });
    expect(await can({ begin, actors, set: { PER_BLOCK_DIRTY: true } }, (s) => s.disk[2] === "new")).toBe(false);
    expect(await can({ begin, actors }, (s) => s.disk[2] === "new")).toBe(true);
  });

  test("makes a mapping that a write holds out of date", async () => {
    const begin = dirtyFile((s) => {
      s.iomap.held = true;
      s.iomap.current = true;
    });
    expect(await can({ begin, actors }, (s) => !s.iomap.current)).toBe(true);
  });

  test("takes the write permission of mappings away before the folio is clean", async () => {
    const begin = dirtyFile((s) => {
      s.ptes[0] = "write";
      s.folios[0].pins = 1;
    });
    expect(await can({ begin, actors }, (s) => !s.folios[0].dirty && s.ptes[0] === "write")).toBe(false);
    expect(await can({ begin, actors }, (s) => !s.folios[0].dirty && s.ptes[0] === "read")).toBe(true);
  });

  test("waits for the folio lock", async () => {
    const begin = dirtyFile((s) => {
      s.folios[0].lock = "writer";
    });
    expect(await can({ begin, actors }, (s) => !s.folios[0].dirty)).toBe(false);
  });
});

describe("reclaim", () => {
  const clean = (change: (s: State) => void) =>
    dirtyFile((s) => {
      s.folios[0].dirty = false;
      change(s);
    });
  const isGone = (s: { readonly page_cache: { readonly [page: number]: number } }): boolean => s.page_cache[0] === -1;

  test("drops a clean folio", async () => expect(await can({ begin: clean(() => undefined), actors: reclaiming }, isGone)).toBe(true));

  test("unmaps it first", async () => {
    const begin = clean((s) => {
      s.ptes[0] = "read";
      s.folios[0].pins = 1;
    });
    expect(await can({ begin, actors: reclaiming }, (s) => isGone(s) && s.ptes[0] === "none" && s.folios[0].index === -1)).toBe(true);
  });

  test.each<[string, (s: State) => void]>([
    [
      "dirty",
      (s) => {
        s.folios[0].dirty = true;
      },
    ],
    [
      "under writeback",
      (s) => {
        s.folios[0].writeback = true;
      },
    ],
    [
      "locked",
      (s) => {
        s.folios[0].lock = "writer";
      },
    ],
    [
      "in use by a reader",
      (s) => {
        s.folios[0].pins = 1;
      },
    ],
  ])("keeps one that is %s", async (_, change) => expect(await can({ begin: clean(change), actors: reclaiming }, isGone)).toBe(false));
});
