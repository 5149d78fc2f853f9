/**
 * How far the rule for short copies is proved: a copy that comes up short, into a folio that is not uptodate, commits nothing. Bugs need few pages; this asks how many
 * have been tried. `npx faultline sweep sweeps/short-copy-rule` goes on where it stopped the last time.
 */
import { evictor } from "../../spec/actors/evictor.js";
import { v6_1_192, v6_13 } from "../../spec/kernels.js";
import { shortCopyCommitsNothing } from "../../spec/properties/index.js";
import { ext2Write, gfs2Write, type Question, xfsWrite } from "../../spec/workbench.js";
import { writePath } from "../../spec/write-path.js";
import { defineSweep, type Size } from "../../src/language/index.js";

/** A buffer that begins anywhere in its first page, and has room for the longest write. */
const asked = ({ PAGE = 4, PAGES = 1, WRITE = 4, ...others }: Size): Question => ({
  set: { ...others, PAGE, PAGES, WRITE, CHUNK: PAGE, FOLIOS: PAGES, USER_PAGES: Math.ceil(WRITE / PAGE) + 1 },
  actors: [writePath.process("evictor", evictor, { daemon: true })],
  properties: [shortCopyCommitsNothing],
});

export const shortCopyRule = defineSweep({
  id: "sweeps/short-copy-rule",
  title: "a short copy into a folio that is not uptodate commits nothing",
  over: { PAGE: [2, 3, 4, 6, 8], BLOCK: [1, 2, 3, 4, 6, 8], PAGES: [1, 2], WRITE: [2, 4, 6], EVICTIONS: [0, 1, 2, 3] },
  within: ({ PAGE = 0, BLOCK = 0, PAGES = 0, WRITE = 0 }) => BLOCK <= PAGE && PAGE % BLOCK === 0 && WRITE <= PAGE * PAGES,
  subjects: [
    { name: "xfs, 6.1.192", model: (size) => xfsWrite(v6_1_192, asked(size)) },
    { name: "gfs2, 6.1.192", model: (size) => gfs2Write(v6_1_192, asked(size)) },
    { name: "xfs, 6.13", model: (size) => xfsWrite(v6_13, asked(size)) },
    { name: "ext2, 6.1.192", model: (size) => ext2Write(v6_1_192, asked(size)) },
  ],
  expect: "holds",
});
