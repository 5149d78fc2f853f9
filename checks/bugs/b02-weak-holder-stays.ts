/**
 * While gfs2 faults the user's pages in, its holder of the inode's glock is weak: whoever needs the glock in a mode that excludes it may
 * dequeue it. do_promote() asked demote_incompat_holders() to do so for the first *strong* holder, and there is none: with NULL nobody is
 * incompatible. The newcomer was granted the glock, the weak holder stayed in the queue, and the writer, who only looks whether it is still
 * queued, went on writing and freeing blocks beside it.
 *
 * A write whose buffer has to be faulted in; another task stores to the same file through a mapping, or loads from it.
 */
import { beforeAndAfter } from "../../spec/before-and-after.js";
import { gfs2MmapUser } from "../../spec/gfs2/gfs2-mmap-user.js";
import { placeFile, placeWrite } from "../../spec/initial.js";
import { v5_17 } from "../../spec/kernels.js";
import { copiesAreWhole, faultsAreInside, fileDoesNotGrow, gfs2MappingsAreUsed } from "../../spec/known-unreached.js";
import { fix0befb8511e6a } from "../../spec/patches/index.js";
import { exclusiveGlockIsAlone } from "../../spec/properties/index.js";
import { gfs2Write } from "../../spec/workbench.js";
import { writePath } from "../../spec/write-path.js";
import { apply, defineCheck, type Kernel, type Model } from "../../src/language/index.js";

const fromAnAbsentPage = writePath.initial((s, p) => {
  placeFile(s, p.FILE, p);
  placeWrite(s, 0, 2, 0);
  s.user.pages[0] = "absent";
});

const asks = (kernel: Kernel): Model =>
  gfs2Write(kernel, {
    set: { PAGES: 1, FOLIOS: 2, WRITE: 2, USER_PAGES: 1 },
    initial: fromAnAbsentPage,
    actors: [writePath.process("faulter", gfs2MmapUser)],
    properties: [exclusiveGlockIsAlone],
  });

export const b02 = defineCheck({
  id: "bugs/b02",
  title: "Nobody holds the inode's glock beside an exclusive holder",
  by: "0befb8511e6a, which dequeues whoever is in the way of the holder that is promoted; 5.16 to 5.17 (since e1fa9ea85ce8, in 5.18, nobody holds a glock weakly)",
  refutedBy: "two holders of the glock at once, one of them exclusive",
  expect: "violated",
  unreached: [...copiesAreWhole, ...fileDoesNotGrow, ...gfs2MappingsAreUsed, ...faultsAreInside, "faulter/*.unlock_nopage"],
  runs: beforeAndAfter(asks, { before: v5_17, after: apply(v5_17, fix0befb8511e6a) }),
});
