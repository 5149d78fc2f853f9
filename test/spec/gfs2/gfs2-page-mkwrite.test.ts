import { describe, expect, test } from "vitest";
import { anotherNode } from "../../../spec/gfs2/another-node.js";
import { gfs2MmapUser } from "../../../spec/gfs2/gfs2-mmap-user.js";
import { placeFile, placeWrite } from "../../../spec/initial.js";
import { v6_1_192 } from "../../../spec/kernels.js";
import { lateUptodate } from "../../../spec/patches/late-uptodate.js";
import { mkwriteDirtyUnderGlock } from "../../../spec/patches/mkwrite-dirty-under-glock.js";
import { startRoundedDown } from "../../../spec/patches/start-rounded-down.js";
import { readersAreShownValidData } from "../../../spec/properties/index.js";
import { gfs2Write } from "../../../spec/workbench.js";
import { writePath } from "../../../spec/write-path.js";
import { check } from "../../../src/index.js";
import { apply, type Kernel } from "../../../src/language/index.js";

/** A store through a mapping of a file that is a hole, while another node uses the file, and a write of one cell. */
const besideANode = (kernel: Kernel) =>
  gfs2Write(kernel, {
    set: { PAGES: 1, FOLIOS: 1, WRITE: 1, USER_PAGES: 1 },
    initial: writePath.initial((s, p) => {
      placeFile(s, p.FILE, p);
      placeWrite(s, 0, 1, 0);
    }),
    actors: [writePath.process("faulter", gfs2MmapUser), writePath.process("remote", anotherNode, { daemon: true })],
    properties: [readersAreShownValidData],
  });

describe("gfs2_page_mkwrite()", () => {
  const mended = [startRoundedDown, lateUptodate].reduce(apply, v6_1_192);

  test("lets the glock go before the page is dirty: another node reads the blocks that it has allocated, and nobody has written", async () => {
    const [shown] = (await check(besideANode(mended))).properties;
    expect(shown).toMatchObject({ name: readersAreShownValidData.name, verdict: "violated" });
    expect(shown?.trace?.steps.slice(-6).map(({ step }) => step)).toEqual(["unlock", "demand", "unmap", "inode_go_sync", "finish_xmote", "read"]);
  });

  test("does not with the page dirty before that", async () => {
    expect(await check(besideANode(apply(mended, mkwriteDirtyUnderGlock)))).toMatchObject({ verdict: "holds" });
  });
});
