import { describe, expect, test } from "vitest";
import {
  cacheAndDiskAgree,
  noBlockLeftBehind,
  noStaleLeft,
  noUninitialisedReadable,
  restIsUntouched,
  shortCopyCommitsNothing,
  uptodateImpliesValid,
} from "../../../spec/properties/index.js";
import { blockWriteEnd, commit } from "../../../spec/vfs/block-write-end.js";
import { writePath } from "../../../spec/write-path.js";
import { apply, kernel, patch } from "../../../src/index.js";
import { explore, ext2, leavesNewBuffers, tiny, violated } from "./ext2.js";

const twoBlocks = { PAGE: 4, BLOCK: 2, WRITE: 2 };

const acceptsShortCopies = patch("accepts short copies", {
  title: "block_write_end() without its test for PageUptodate",
  hunks: [
    writePath.hunk(blockWriteEnd, {
      steps: {
        accept(s, me, p) {
          me.ret = me.copied;
          commit(s, me.folio, me.pos, me.len, me.ret, p);
          return "done";
        },
      },
    }),
  ],
});

describe("a short copy into a folio that is not uptodate", () => {
  test("commits nothing", async () => {
    const { properties } = await explore(ext2["6.15"], { properties: [shortCopyCommitsNothing] });
    expect(properties[0]).toMatchObject({ verdict: "holds" });
  });

  test("would be committed without the test for PageUptodate, with what lay in memory", async () => {
    const broken = violated(await explore(apply(ext2["5.16"], acceptsShortCopies)));
    expect(broken).toEqual(expect.arrayContaining([shortCopyCommitsNothing.name, uptodateImpliesValid.name, noUninitialisedReadable.name]));
  });

  test("leaves its cells behind in a buffer that was read, if the rest of the user's memory goes away", async () => {
    const broken = violated(await explore(ext2["5.16"], { munmap: true, set: { WRITE: 2 } }));
    expect(broken).toEqual(expect.arrayContaining([restIsUntouched.name, cacheAndDiskAgree.name]));
  });
});

describe("blocks that a write allocates", () => {
  test.each([tiny, twoBlocks])("are zeroed where its copy fell short (PAGE = $PAGE, BLOCK = $BLOCK)", async (set) => {
    const broken = violated(await explore(ext2["6.15"], { munmap: true, set }));
    expect(broken).not.toContain(noBlockLeftBehind.name);
    expect(broken).not.toContain(noStaleLeft.name);
  });

  test.each([tiny, twoBlocks])("would stay as the disk's last owner left them without page_zero_new_buffers() (PAGE = $PAGE, BLOCK = $BLOCK)", async (set) => {
    const broken = violated(await explore(apply(ext2["6.15"], leavesNewBuffers), { set }));
    expect(broken).toEqual(expect.arrayContaining([noBlockLeftBehind.name, noStaleLeft.name, uptodateImpliesValid.name]));
  });

  test("are freed if they lie beyond the end of the file, which is the file system's task", async () => {
    const noneBeyond = writePath.always("no block beyond the end of the file", {}, (s, p) => {
      let beyond = false;
      for (let block = 0; block < p.BLOCKS; block++) beyond = beyond || (block * p.BLOCK >= s.i_size && s.blocks[block] !== "hole");
      return !s.result.returned || !beyond;
    });
    const careless = kernel("6.15", { after: ext2["6.15"], ops: { write_end: "generic_write_end" } });
    expect(violated(await explore(ext2["6.15"], { properties: [noneBeyond], munmap: true, set: tiny }))).toEqual([]);
    expect(violated(await explore(careless, { properties: [noneBeyond] }))).toEqual([noneBeyond.name]);
  });
});
