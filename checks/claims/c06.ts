import { evictor } from "../../spec/actors/evictor.js";
import { iomapWriteIter } from "../../spec/iomap/iomap-write-iter.js";
import { v5_16_rc1 } from "../../spec/kernels.js";
import { copiesAreWhole } from "../../spec/known-unreached.js";
import { xfsWrite } from "../../spec/workbench.js";
import { writePath } from "../../spec/write-path.js";
import { defineCheck, patch } from "../../src/language/index.js";

const everyCopyIsWhole = writePath.never(
  "a copy comes out short",
  { about: "copy_page_from_iter_atomic() copies all that it was asked for.", source: "Linus Torvalds, 2 May 2022: \"'bytes' and 'copied' were the same\"" },
  (s) => s.ghost.short_copy,
);

const question = { properties: [everyCopyIsWhole] };

const partialIsEnough = patch("partial-is-enough", { title: "go on when a part could be faulted in, as 5.16 does", links: [iomapWriteIter] });

export const c06 = defineCheck({
  id: "claims/c06",
  title: "While any residue of the fault-in ended the write, every copy was whole, barring races with reclaim or munmap",
  by: "Linus Torvalds, 2 May 2022",
  refutedBy: "a short copy without anybody taking a user page away",
  expect: "holds",
  unreached: [...copiesAreWhole],
  runs: [
    { name: "xfs, 5.16-rc1, page = block", expect: "holds", model: xfsWrite(v5_16_rc1, question) },
    { name: "xfs, 5.16-rc1, page = 2 blocks", expect: "holds", model: xfsWrite(v5_16_rc1, { ...question, set: { BLOCK: 2 } }) },
    {
      name: "with an evictor",
      role: "contrast",
      expect: "violated",
      model: xfsWrite(v5_16_rc1, { ...question, actors: [writePath.process("evictor", evictor, { daemon: true })] }),
    },
  ],
  mutant: { patch: partialIsEnough, turns: "violated" },
});
