import { commit, iomapWriteEnd } from "../../spec/iomap/iomap-write-end.js";
import { v5_17, v6_10 } from "../../spec/kernels.js";
import { mappingStaysValid } from "../../spec/known-unreached.js";
import { xfsWrite } from "../../spec/workbench.js";
import { writePath } from "../../spec/write-path.js";
import { defineCheck, patch } from "../../src/language/index.js";

const allOrNothing = writePath.never(
  "write_end accepts some, and not all",
  {
    about: "iomap_write_end() returns 0 or the length that it was asked to commit.",
    source: "Matthew Wilcox, 3–4 May 2022, on the iomap_write_end() clean-up",
  },
  (s) => s.ghost.partial_commit,
);

const question = { properties: [allOrNothing] };

const rejectsEveryShortCopy = patch("rejects-every-short-copy", {
  title: "__iomap_write_end() rejects every short copy",
  hunks: [
    writePath.hunk(iomapWriteEnd, {
      steps: {
        accept(s, me, p) {
          if (me.copied === me.len) {
            me.ret = me.copied;
            commit(s, me.folio, me.pos, me.len, me.copied, p);
          }
          return me.pos + me.ret > s.i_size ? "size" : "unlock";
        },
      },
    }),
  ],
});

export const c23 = defineCheck({
  id: "claims/c23",
  title: "iomap_write_end() returns either 0 or the full length",
  by: "Matthew Wilcox, 3–4 May 2022",
  refutedBy: "a short copy into a folio that is uptodate already: the return value is what was copied",
  expect: "violated",
  unreached: [...mappingStaysValid],
  runs: [
    { name: "xfs, 5.17, page = block", expect: "violated", model: xfsWrite(v5_17, question) },
    { name: "xfs, 5.17, page = 2 blocks", expect: "violated", model: xfsWrite(v5_17, { ...question, set: { BLOCK: 2 } }) },
    { name: "xfs, 6.10, whose clean-up relied on it", role: "contrast", expect: "violated", model: xfsWrite(v6_10, question) },
  ],
  mutant: { patch: rejectsEveryShortCopy, turns: "holds" },
});
