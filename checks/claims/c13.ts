import { iomap_write_end } from "../../spec/iomap/iomap-write-end.js";
import { advance, iomapWriteIter } from "../../spec/iomap/iomap-write-iter.js";
import { posted2025, v5_13, v5_14, v5_16_rc1, v5_17, v5_18, v6_1_192, v6_6, v6_6_rc, v6_10, v6_15 } from "../../spec/kernels.js";
import { bufferCopiesAreWhole, copiesAreWhole, gfs2MappingsAreUsed, mappingStaysValid } from "../../spec/known-unreached.js";
import { iteratorIsInStep } from "../../spec/properties/index.js";
import { ext2Write, gfs2Write, type Question, xfsWrite } from "../../spec/workbench.js";
import { writePath } from "../../spec/write-path.js";
import { defineCheck, type Kernel, patch, type Run } from "../../src/language/index.js";

const question: Question = { set: { WRITE: 4 }, properties: [iteratorIsInStep] };

const on = (filesystem: string, { name }: Kernel, model: Run["model"]): Run => ({ name: `${filesystem}, ${name}`, expect: "holds", model });

/** A loop that gives up after a rejected copy, and does not turn the iterator back. */
const forgetsToRevert = patch("forgets-to-revert", {
  title: "iomap_write_iter() without iov_iter_revert()",
  links: [
    writePath.variant(iomapWriteIter, "without iov_iter_revert()", {
      calls: {
        iomap_write_end: {
          to: iomap_write_end,
          with: (_s, me) => ({ folio: me.folio, pos: me.pos, len: me.bytes, copied: me.copied }),
          on: { done: (s, me, out) => (out.ret > 0 && advance(s, me, out.ret) ? "next" : "done") },
        },
      },
    }),
  ],
});

export const c13 = defineCheck({
  id: "claims/c13",
  title: "After the call the iterator stands where it started plus what was written, in every version",
  by: 'Andreas Gruenbacher, 3 May 2022: "an iov_iter_advance(orig_from, written) from the original position always gets us to the same iterator"',
  refutedBy: "a write that returns with its iterator elsewhere",
  expect: "holds",
  unreached: [...copiesAreWhole, ...bufferCopiesAreWhole, ...mappingStaysValid, ...gfs2MappingsAreUsed],
  runs: [
    ...[v5_13, v5_14, v5_17, v6_15].map((kernel) => on("ext2", kernel, ext2Write(kernel, question))),
    ...[v5_16_rc1, v5_17, v6_1_192, v6_6_rc, v6_6, v6_10, posted2025].map((kernel) => on("xfs", kernel, xfsWrite(kernel, question))),
    ...[v5_16_rc1, v5_17, v5_18, v6_1_192].map((kernel) => on("gfs2", kernel, gfs2Write(kernel, question))),
    on("page = 2 blocks, gfs2", v5_17, gfs2Write(v5_17, { ...question, set: { WRITE: 4, BLOCK: 2 } })),
  ],
  mutant: { patch: forgetsToRevert, turns: "violated" },
});
