import { describe, expect, test } from "vitest";
import { filemapRead } from "../../../spec/actors/reader.js";
import { reclaim } from "../../../spec/actors/reclaim.js";
import { writeback } from "../../../spec/actors/writeback.js";
import { tellingWriteOrFault } from "../../../spec/initial.js";
import { iSizeIsAsWritten, readersAreShownValidData } from "../../../spec/properties/index.js";
import { writePath } from "../../../spec/write-path.js";
import { apply } from "../../../src/index.js";
import { explore, ext2, leavesNewBuffers, tiny, violated } from "./ext2.js";

/** A reader of ext2 takes no lock of the inode. */
const others = [
  writePath.process("reader", filemapRead),
  writePath.process("writeback", writeback, { daemon: true }),
  writePath.process("reclaim", reclaim, { daemon: true }),
];

/** One folio in the page cache, and one that lives on because somebody still reads it. */
const bounds = { ...tiny, BLOCK: 1, FOLIOS: 2 };

describe("while somebody reads, and pages are written back and reclaimed", () => {
  test("buffer heads keep every promise", async () => {
    expect(violated(await explore(ext2["5.16"], { set: bounds, initial: tellingWriteOrFault, others, munmap: true }))).toEqual([iSizeIsAsWritten.name]);
  });

  test("a reader is shown what was in memory or on disk, if new buffers are not zeroed", async () => {
    expect(violated(await explore(apply(ext2["6.15"], leavesNewBuffers), { set: bounds, initial: tellingWriteOrFault, others }))).toContain(
      readersAreShownValidData.name,
    );
  });
});
