/**
 * Is a buffered write what write(2) promises, at every moment? The promise is a machine of its own, spec/contract/prefix-write.ts: the data appears from its start on,
 * in as many pieces as it likes, nothing else changes, and the return value says how much it was. Somebody who looks at the file without waiting for anybody has to
 * see no more than that machine allows.
 *
 * Buffer heads keep the promise. iomap does not: it marks a block uptodate before the data is in it, and whoever looks sees what the page allocator left. gfs2 also shows
 * what was on the disk. With both put right all of them keep it. The kernels that fault in only after a copy of nothing break it again: write_end moves
 * the end of the file to where the write begins before a byte was copied, also where the write then succeeds.
 */
import { asReadAtEachMoment } from "../../spec/contract/as-read.js";
import { atomicPrefixWrite, prefixWrite } from "../../spec/contract/prefix-write.js";
import { posted2025, v5_13, v5_17, v5_18, v6_1_192, v6_13, v6_15 } from "../../spec/kernels.js";
import { bufferCopiesAreWhole, copiesAreWhole, gfs2MappingsAreUsed, mappingStaysValid, writesAreShort } from "../../spec/known-unreached.js";
import { d031a8866e70, lateUptodate, startRoundedDown } from "../../spec/patches/index.js";
import { ext2Write, gfs2Write, type Question, xfsWrite } from "../../spec/workbench.js";
import { apply, defineCheck, type Kernel, type Model, type Run } from "../../src/language/index.js";

const pageIsBlock: Question = { set: { WRITE: 3 }, properties: [] };
const twoBlocks: Question = { set: { WRITE: 3, BLOCK: 2 }, properties: [] };

const late = (kernel: Kernel): Kernel => apply(kernel, lateUptodate);
const repaired = (kernel: Kernel): Kernel => apply(late(kernel), startRoundedDown);

const allowed = { abstract: prefixWrite, through: asReadAtEachMoment, ends: true };
const keeps = (name: string, model: Model): Run => ({ name, model, refines: allowed, expect: "holds" });
const breaks = (name: string, model: Model): Run => ({ name, model, refines: allowed, expect: "violated", role: "contrast" });

export const atEachMoment = defineCheck({
  id: "refinement/at-each-moment",
  title: "What can be read of a file at each moment is a prefix write, once blocks are marked late and freed from their start",
  by: "write(2); behaviour.md §1 and §2",
  refutedBy: "a state in which a cell can be read that is neither what it was nor the user's data, or data before data that it comes after",
  expect: "holds",
  unreached: [...copiesAreWhole, ...bufferCopiesAreWhole, ...mappingStaysValid, ...gfs2MappingsAreUsed, ...writesAreShort],
  runs: [
    keeps("ext2, 5.13, page = 2 blocks", ext2Write(v5_13, twoBlocks)),
    keeps("ext2, 5.17, page = block", ext2Write(v5_17, pageIsBlock)),
    keeps("ext2, 5.17, page = 2 blocks", ext2Write(v5_17, twoBlocks)),
    keeps("xfs, 5.17, late marking, page = block", xfsWrite(late(v5_17), pageIsBlock)),
    keeps("xfs, 6.1.192, late marking, page = 2 blocks", xfsWrite(late(v6_1_192), twoBlocks)),
    keeps("xfs, 6.13, late marking, page = 2 blocks", xfsWrite(late(v6_13), twoBlocks)),
    keeps("gfs2, 5.18, repaired, page = block", gfs2Write(repaired(v5_18), pageIsBlock)),
    keeps("gfs2, 6.1.192, repaired, page = 2 blocks", gfs2Write(repaired(v6_1_192), twoBlocks)),
    breaks("xfs, 5.17", xfsWrite(v5_17, pageIsBlock)),
    breaks("xfs, 6.13, page = 2 blocks", xfsWrite(v6_13, twoBlocks)),
    breaks("gfs2, 5.17, page = 2 blocks", gfs2Write(v5_17, twoBlocks)),
    breaks("gfs2, 5.17, blocks freed to their end", gfs2Write(apply(late(v5_17), d031a8866e70), pageIsBlock)),
    breaks("gfs2, 6.1.192", gfs2Write(v6_1_192, pageIsBlock)),
    breaks("ext2, 6.15", ext2Write(v6_15, pageIsBlock)),
    breaks("xfs, posted in 2025, late marking", xfsWrite(late(posted2025), pageIsBlock)),
    {
      name: "all at once, ext2, 5.17",
      model: ext2Write(v5_17, pageIsBlock),
      refines: { ...allowed, abstract: atomicPrefixWrite },
      expect: "violated",
      role: "contrast",
    },
  ],
});
