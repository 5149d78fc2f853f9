/**
 * Whoever waits for the writer to let go of i_rwsem, as a reader of xfs does, sees a write as POSIX describes it: some prefix of the data, all at once. Not where the write
 * stops half way: what a short copy or a short allocation leaves in the file stays there.
 */
import { asReadUnderRwsem } from "../../spec/contract/as-read.js";
import { atomicPrefixWrite } from "../../spec/contract/prefix-write.js";
import { tellingWrite } from "../../spec/initial.js";
import { posted2025, v5_17, v5_18, v6_1_192, v6_13, v6_15 } from "../../spec/kernels.js";
import {
  bufferCopiesAreWhole,
  copiesAreWhole,
  gfs2MappingsAreUsed,
  mappingStaysValid,
  writesAreShort,
  xfsMappingsAreUsed,
} from "../../spec/known-unreached.js";
import { d031a8866e70, lateUptodate, startRoundedDown } from "../../spec/patches/index.js";
import { ext2Write, gfs2Write, type Question, xfsWrite } from "../../spec/workbench.js";
import { apply, defineCheck, type Model, type Run } from "../../src/language/index.js";

const short: Question = { set: { WRITE: 3 }, properties: [] };
/** Long enough to come from two user pages and to leave something behind. */
const longer: Question = { set: { WRITE: 4 }, properties: [] };
const twoBlocks: Question = { set: { WRITE: 3, BLOCK: 2 }, properties: [] };

const freedToTheEnd = apply(v5_17, d031a8866e70);

const allowed = { abstract: atomicPrefixWrite, through: asReadUnderRwsem, ends: true };
const keeps = (name: string, model: Model): Run => ({ name, model, refines: allowed, expect: "holds" });
const breaks = (name: string, model: Model): Run => ({ name, model, refines: allowed, expect: "violated", role: "contrast" });

export const underRwsem = defineCheck({
  id: "refinement/under-i-rwsem",
  title: "Who waits for i_rwsem sees an atomic prefix write, if all that was allocated in vain is freed and no short copy is accepted",
  by: "write(2), POSIX.1-2017: reads and writes of regular files are atomic; behaviour.md §1 and §2",
  refutedBy: "a write after which the file holds anything but what it held and a prefix of the data, or another count than that",
  expect: "holds",
  unreached: [...copiesAreWhole, ...bufferCopiesAreWhole, ...mappingStaysValid, ...gfs2MappingsAreUsed, ...xfsMappingsAreUsed, ...writesAreShort],
  runs: [
    keeps("ext2, 5.17", ext2Write(v5_17, short)),
    keeps("xfs, 5.17, late marking", xfsWrite(apply(v5_17, lateUptodate), longer)),
    keeps("xfs, 6.13, late marking, page = 2 blocks", xfsWrite(apply(v6_13, lateUptodate), twoBlocks)),
    keeps("xfs, 5.17, valid user memory", xfsWrite(v5_17, { ...longer, initial: tellingWrite })),
    keeps("gfs2, 5.18, user pages do not vanish", gfs2Write(v5_18, longer)),
    keeps("gfs2, 6.1.192, user pages do not vanish, page = 2 blocks", gfs2Write(v6_1_192, twoBlocks)),
    keeps("gfs2, 5.17, repaired", gfs2Write(apply(apply(freedToTheEnd, lateUptodate), startRoundedDown), short)),
    breaks("xfs, 5.17", xfsWrite(v5_17, longer)),
    breaks("gfs2, 5.17", gfs2Write(v5_17, short)),
    breaks("gfs2, 5.17, blocks freed to their end", gfs2Write(freedToTheEnd, short)),
    breaks("ext2, 6.15", ext2Write(v6_15, short)),
    breaks("xfs, posted in 2025, late marking", xfsWrite(apply(posted2025, lateUptodate), short)),
  ],
});
