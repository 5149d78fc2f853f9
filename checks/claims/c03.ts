import { iomapWriteIterAnyResidue } from "../../spec/iomap/iomap-write-iter-any-residue.js";
import { v5_16_rc1, v5_17 } from "../../spec/kernels.js";
import { copiesAreWhole } from "../../spec/known-unreached.js";
import { residencyAt } from "../../spec/page-cache/user-buffer.js";
import { gfs2Write, xfsWrite } from "../../spec/workbench.js";
import { writePath } from "../../spec/write-path.js";
import { defineCheck, implies, patch } from "../../src/language/index.js";

const stopsOnlyWhereNothingCanBeHad = writePath.always(
  "a write stops early only where the next cell cannot be had",
  {
    about: "If write(2) returns less than was asked, the first cell that it did not write lies in memory that no fault can bring in.",
    source: 'Linus Torvalds, 2 May 2022: "if we can\'t fault in any bytes, then stop trying"',
  },
  (s, p) => implies(s.result.returned && s.result.count < s.request.length, () => residencyAt(s.user, s.result.count, p) === "invalid"),
);

const question = { properties: [stopsOnlyWhereNothingCanBeHad] };

const anyResidue = patch("any-residue", { title: "give up on any residue, as 5.16-rc1 did", links: [iomapWriteIterAnyResidue] });

export const c03 = defineCheck({
  id: "claims/c03",
  title: "Giving up only when no byte at all can be faulted in is sane: nothing that could be written is left out",
  by: "Linus Torvalds, 2 May 2022",
  refutedBy: "a write that stops although its next byte could have been had",
  expect: "holds",
  unreached: [...copiesAreWhole],
  runs: [
    { name: "any residue ends it, xfs, 5.16-rc1", role: "contrast", expect: "violated", model: xfsWrite(v5_16_rc1, question) },
    { name: "xfs, 5.17, page = block", expect: "holds", model: xfsWrite(v5_17, question) },
    { name: "xfs, 5.17, page = 2 blocks", expect: "holds", model: xfsWrite(v5_17, { ...question, set: { BLOCK: 2 } }) },
    { name: "gfs2, 5.17, page = block", expect: "holds", model: gfs2Write(v5_17, question) },
  ],
  mutant: { patch: anyResidue, turns: "violated" },
});
