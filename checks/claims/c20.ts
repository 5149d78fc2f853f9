import { tellingWriteOrFault } from "../../spec/initial.js";
import { iomap_write_end } from "../../spec/iomap/iomap-write-end.js";
import { advance, iomapWriteIter } from "../../spec/iomap/iomap-write-iter.js";
import { v5_17 } from "../../spec/kernels.js";
import { contentAt } from "../../spec/page-cache/file.js";
import { noStaleLeft } from "../../spec/properties/index.js";
import { gfs2Write } from "../../spec/workbench.js";
import { writePath } from "../../spec/write-path.js";
import { any, defineCheck, patch } from "../../src/language/index.js";

const nothingIsMisplaced = writePath.never(
  "a cell of the write lies in a wrong place",
  { about: "ki_pos and the iterator never part: no data of the write is found at another offset than its own.", source: "the thread, May 2022" },
  (s, p) => any(0, p.FILE, (cell) => contentAt(s, cell, p) === "misplaced"),
);

const question = { initial: tellingWriteOrFault, properties: [nothingIsMisplaced] };

/** An iterator that is not turned back when a copy was rejected. */
const forgetsToRevert = patch("forgets-to-revert", {
  title: "iomap_write_iter() without iov_iter_revert()",
  links: [
    writePath.variant(iomapWriteIter, "without iov_iter_revert()", {
      calls: {
        iomap_write_end: {
          to: iomap_write_end,
          with: (_s, me) => ({ folio: me.folio, pos: me.pos, len: me.bytes, copied: me.copied }),
          on: {
            done: (s, me, out) => {
              if (out.ret === 0) {
                if (s.iov.count === 0) return "done";
                if (me.copied > 0) me.bytes = me.copied;
                return "again";
              }
              return advance(s, me, out.ret) ? "next" : "done";
            },
          },
        },
      },
    }),
  ],
});

export const c20 = defineCheck({
  id: "claims/c20",
  title: "Data that looks as if ki_pos and the iterator were out of step is a symptom: they never are",
  by: "the thread, May 2022",
  refutedBy: "a cell of the write at an offset other than its own",
  expect: "holds",
  runs: [
    { name: "gfs2, 5.17, page = block", expect: "holds", model: gfs2Write(v5_17, question) },
    { name: "gfs2, 5.17, page = 2 blocks", expect: "holds", model: gfs2Write(v5_17, { ...question, set: { BLOCK: 2 } }) },
    { name: "what it looks like instead: stale data", role: "contrast", expect: "violated", model: gfs2Write(v5_17, { properties: [noStaleLeft] }) },
  ],
  mutant: { patch: forgetsToRevert, turns: "violated" },
});
