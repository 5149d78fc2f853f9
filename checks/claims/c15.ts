import { tellingWrite } from "../../spec/initial.js";
import { v5_17 } from "../../spec/kernels.js";
import { d031a8866e70, lateUptodate, startRoundedDown } from "../../spec/patches/index.js";
import { noStaleLeft } from "../../spec/properties/index.js";
import { gfs2Write } from "../../spec/workbench.js";
import { apply, defineCheck, patch } from "../../src/language/index.js";

const question = { initial: tellingWrite, properties: [noStaleLeft] };
const freed = apply(apply(v5_17, d031a8866e70), startRoundedDown);

const freesEverything = patch("frees-everything", {
  title: "d031a8866e70 with the start rounded down",
  links: [freed.links.gfs2_iomap_end],
});

export const c15 = defineCheck({
  id: "claims/c15",
  title: "The corruption comes from marking something uptodate that is not: with marking put right, no stale data is left",
  by: 'Andreas Gruenbacher, 3 May 2022: "gfs2 getting things wrong after a short write, for example, marking a page / folio uptodate that isn\'t"',
  refutedBy: "stale data although nothing is marked uptodate before its data is in; and none once the blocks are freed, however marking is done",
  expect: "violated",
  runs: [
    { name: "5.17, late marking, page = block", expect: "violated", model: gfs2Write(apply(v5_17, lateUptodate), question) },
    { name: "5.17, late marking, page = 2 blocks", expect: "violated", model: gfs2Write(apply(v5_17, lateUptodate), { ...question, set: { BLOCK: 2 } }) },
    { name: "5.17, early marking, every block freed", role: "contrast", expect: "holds", model: gfs2Write(freed, question) },
  ],
  mutant: { patch: freesEverything, turns: "holds" },
});
