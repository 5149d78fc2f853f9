/**
 * btrfs cleaned the pages that it was about to write to, and made them dirty again after the copy. If the copy comes back with nothing, the pages are
 * unlocked, clean, to be tried again. One that held an earlier write, not on disk yet, may be reclaimed in between: that write is lost. (Not an entry
 * of its own in the catalogue, but an invariant there: prior dirty data survives retries.)
 *
 * A write into a page that is dirty. Its source vanishes before the copy, and then the page is reclaimed.
 */

import { evictor } from "../../spec/actors/evictor.js";
import { reclaim } from "../../spec/actors/reclaim.js";
import { beforeAndAfter } from "../../spec/before-and-after.js";
import { btrfsFileAioWriteForces, btrfsFileAioWriteKeepsDirty } from "../../spec/btrfs/btrfs-file-aio-write.js";
import { btrfsWrite } from "../../spec/btrfs/btrfs-write.js";
import { placeFile, placeWrite } from "../../spec/initial.js";
import { fillPage } from "../../spec/initial-earlier.js";
import { restIsUntouched } from "../../spec/properties/index.js";
import { faultInPagesReadable } from "../../spec/vfs/fault-in-pages-readable.js";
import { writePath } from "../../spec/write-path.js";
import { apply, defineCheck, type Kernel, kernel, type Model, patch } from "../../src/language/index.js";

const intoDirtyPage = writePath.initial((s, p, choose) => {
  placeFile(s, p.FILE, p);
  s.blocks[0] = "delalloc";
  fillPage(s, 0, p);
  placeWrite(s, choose.number("pos", 0, 2), 2, 0);
  s.user.pages[0] = choose.oneOf("user page", ["resident", "absent"]);
});

const v3_2 = kernel("3.2", { about: "btrfs", links: [btrfsFileAioWriteForces, faultInPagesReadable] });
const fix7703bdd8d23e = patch("7703bdd8d23e", { title: "Btrfs: don't clean dirty pages during buffered writes", links: [btrfsFileAioWriteKeepsDirty] });

const asks = (kernel: Kernel): Model =>
  btrfsWrite(kernel, {
    set: { USER_PAGES: 1, WRITE: 2 },
    initial: intoDirtyPage,
    actors: [writePath.process("evictor", evictor, { daemon: true }), writePath.process("reclaim", reclaim, { daemon: true })],
    properties: [restIsUntouched],
  });

export const b21e = defineCheck({
  id: "bugs/b21e",
  title: "An earlier write to btrfs survives a later one that has to be tried again",
  by: "7703bdd8d23e (Btrfs: don't clean dirty pages during buffered writes); since btrfs was merged",
  refutedBy: "an earlier write that is gone",
  expect: "violated",
  // with the fix the page stays dirty, and so stays
  unreached: ["reclaim.reclaim", "writer.btrfs_readpage"],
  runs: beforeAndAfter(asks, { before: v3_2, after: apply(v3_2, fix7703bdd8d23e) }),
});
