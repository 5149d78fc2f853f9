import { v5_17 } from "../../spec/kernels.js";
import { copiesAreWhole } from "../../spec/known-unreached.js";
import { linusClamp } from "../../spec/patches/index.js";
import { gfs2Write } from "../../spec/workbench.js";
import { writePath } from "../../spec/write-path.js";
import { apply, defineCheck } from "../../src/language/index.js";

const source = 'Linus Torvalds, 2 May 2022: "you\'ll have that write_end() condition with the write _partially_ succeeding"';

const copiesComeOutShort = writePath.sometimes(
  "write_end is given less than write_begin was",
  { about: "A copy comes out short without anybody taking a user page away.", source },
  (s) => s.ghost.short_copy,
);

const shortCopiesAreAccepted = writePath.sometimes(
  "write_end accepts a part",
  { about: "Into a folio that is uptodate a short copy is committed as it is.", source },
  (s) => s.ghost.partial_commit,
);

const question = { properties: [copiesComeOutShort, shortCopiesAreAccepted] };

export const c07 = defineCheck({
  id: "claims/c07",
  title: "With page faults disabled write_end() does see partial success, and no race is needed",
  by: "Linus Torvalds, 2 May 2022",
  refutedBy: "every copy is whole as long as nobody takes a user page away",
  expect: "holds",
  unreached: [...copiesAreWhole],
  runs: [
    { name: "gfs2, 5.17, page = block", expect: "holds", model: gfs2Write(v5_17, question) },
    { name: "gfs2, 5.17, page = 2 blocks", expect: "holds", model: gfs2Write(v5_17, { ...question, set: { BLOCK: 2 } }) },
    { name: "with Linus's clamp", role: "contrast", expect: "violated", model: gfs2Write(apply(v5_17, linusClamp), question) },
  ],
  mutant: { patch: linusClamp, turns: "violated" },
});
