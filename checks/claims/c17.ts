import { gfs2IomapEndOld } from "../../spec/gfs2/gfs2-iomap-end.js";
import { chooseResidency, mapBlock, placeFile, placeWrite } from "../../spec/initial.js";
import { v5_17 } from "../../spec/kernels.js";
import { d031a8866e70 } from "../../spec/patches/index.js";
import { noStaleLeft } from "../../spec/properties/index.js";
import { gfs2Write } from "../../spec/workbench.js";
import { writePath } from "../../spec/write-path.js";
import { apply, defineCheck, div, patch, when } from "../../src/language/index.js";

/** Writes that begin at the start of a block, so that only the end of what is freed can be wrong. */
const alignedWrite = writePath.initial((s, p, choose) => {
  placeFile(s, choose.number("i_size", 0, p.FILE), p);
  if (s.i_size > 0 && choose.flag("blocks are mapped")) {
    for (let block = 0; block < div(s.i_size + p.BLOCK - 1, p.BLOCK); block++) mapBlock(s, block, p);
  }
  const pos = choose.number("block", 0, p.BLOCKS - 1) * p.BLOCK;
  const length = choose.number("length", 1, p.WRITE);
  when(pos + length <= p.FILE);
  placeWrite(s, pos, length, choose.number("user offset", 0, 1));
  chooseResidency(s, p, choose, false);
});

const question = { initial: alignedWrite, properties: [noStaleLeft] };
const fixed = apply(v5_17, d031a8866e70);

const roundsDownAgain = patch("rounds-down-again", { title: "d031a8866e70 reverted", links: [gfs2IomapEndOld] });

export const c17 = defineCheck({
  id: "claims/c17",
  title: "gfs2_iomap_end() rounds the end wrongly: rounded up, nothing stale is left (writes that begin at a block)",
  by: "Andreas Gruenbacher, 3 May 2022 (d031a8866e70)",
  refutedBy: "stale data with the old rounding and none with the new one is what confirms it; stale data with the new one would refute it",
  expect: "holds",
  runs: [
    { name: "5.17, page = block", role: "contrast", expect: "violated", model: gfs2Write(v5_17, question) },
    { name: "5.17, page = 2 blocks", role: "contrast", expect: "violated", model: gfs2Write(v5_17, { ...question, set: { BLOCK: 2 } }) },
    { name: "end rounded up, page = block", expect: "holds", model: gfs2Write(fixed, question) },
    { name: "end rounded up, page = 2 blocks", expect: "holds", model: gfs2Write(fixed, { ...question, set: { BLOCK: 2 } }) },
  ],
  mutant: { patch: roundsDownAgain, turns: "violated" },
});
