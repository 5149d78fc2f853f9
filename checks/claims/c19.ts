/**
 * With every block freed that must be, the locking alone is still wrong: when another holder is promoted while the writer holds the
 * glock weakly, do_promote() passes NULL for the new holder, the weak one stays queued, and both believe that they hold the lock.
 */

import { gfs2MmapUser } from "../../spec/gfs2/gfs2-mmap-user.js";
import { fixedWrite } from "../../spec/initial.js";
import { v5_17, v5_18 } from "../../spec/kernels.js";
import { copiesAreWhole, faultsAreInside, gfs2MappingsAreUsed } from "../../spec/known-unreached.js";
import { d031a8866e70, fix0befb8511e6a, startRoundedDown } from "../../spec/patches/index.js";
import { exclusiveGlockIsAlone } from "../../spec/properties/index.js";
import { gfs2Write } from "../../spec/workbench.js";
import { writePath } from "../../spec/write-path.js";
import { apply, defineCheck } from "../../src/language/index.js";

const blocksRight = apply(apply(v5_17, d031a8866e70), startRoundedDown);
const question = {
  initial: fixedWrite,
  actors: [writePath.process("faulter", gfs2MmapUser)],
  properties: [exclusiveGlockIsAlone],
};
const halfBlocks = { ...question, set: { BLOCK: 2 } };

export const c19 = defineCheck({
  id: "claims/c19",
  title: "The demotion of glocks is unlikely to be the cause: with the blocks put right, an exclusive holder is alone",
  by: "Linus Torvalds, May 2022",
  refutedBy: "two holders of the inode's glock at once, one of them exclusive",
  expect: "violated",
  // the file does not grow; 5.18 holds no weak glock that could be taken away
  unreached: [...copiesAreWhole, ...gfs2MappingsAreUsed, ...faultsAreInside, "writer.drop_glock", "faulter/*.unlock_nopage", "**/iomap_write_end.size"],
  runs: [
    { name: "5.17, blocks put right, a task with a mapping", expect: "violated", model: gfs2Write(blocksRight, question) },
    { name: "the same, page = 2 blocks", expect: "violated", model: gfs2Write(blocksRight, halfBlocks) },
    { name: "with 0befb8511e6a", role: "contrast", expect: "holds", model: gfs2Write(apply(blocksRight, fix0befb8511e6a), question) },
    { name: "5.18, which holds no weak glock", role: "contrast", expect: "holds", model: gfs2Write(v5_18, question) },
  ],
  mutant: { patch: fix0befb8511e6a, turns: "holds" },
});
