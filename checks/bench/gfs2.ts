/**
 * A write to gfs2 beside everybody who can be there at once: the evictor of the user's pages, a reader, a task that has the file
 * mapped, and writeback. It is a benchmark, so it is one question at many sizes. At its own bounds it is small enough for every run of
 * `faultline check`: 250,514 states. `faultline bench` asks it at bounds that give 13,707,951:
 *
 *     --set PAGE=4 --set BLOCK=4 --set PAGES=2 --set FOLIOS=3 --set WRITE=4 --set USER_PAGES=2 --set EVICTIONS=2
 */

import { evictor } from "../../spec/actors/evictor.js";
import { writeback } from "../../spec/actors/writeback.js";
import { gfs2_file_read_iter } from "../../spec/gfs2/gfs2-file-read-iter.js";
import { gfs2MmapUser } from "../../spec/gfs2/gfs2-mmap-user.js";
import { placeFile, placeWrite } from "../../spec/initial.js";
import { v6_1_192 } from "../../spec/kernels.js";
import { faultsAreInside, mappingStaysValid } from "../../spec/known-unreached.js";
import { lateUptodate, startRoundedDown } from "../../spec/patches/index.js";
import { exclusiveGlockIsAlone, readersAreShownValidData, writePathProperties } from "../../spec/properties/index.js";
import { gfs2Write } from "../../spec/workbench.js";
import { writePath } from "../../spec/write-path.js";
import { apply, defineCheck, when } from "../../src/language/index.js";

/** WRITE cells appended to a file of one cell that has no block yet, from user pages that are resident until the evictor comes. */
const oneWrite = writePath.initial((s, p) => {
  when(p.WRITE < p.FILE && p.PAGE - 1 + p.WRITE <= p.USER);
  placeFile(s, 1, p);
  placeWrite(s, 1, p.WRITE, p.PAGE - 1);
});

export const benchGfs2 = defineCheck({
  id: "bench/gfs2",
  title: "The benchmark's write to gfs2 keeps every property beside evictor, reader, mapping and writeback, all at once",
  refutedBy: "any property of spec/properties that fails beside them",
  expect: "holds",
  unreached: [...mappingStaysValid, ...faultsAreInside],
  model: gfs2Write(apply(apply(v6_1_192, lateUptodate), startRoundedDown), {
    set: { PAGE: 2, BLOCK: 2, PAGES: 1, FOLIOS: 2, WRITE: 1, USER_PAGES: 1 },
    initial: oneWrite,
    actors: [
      writePath.process("evictor", evictor, { daemon: true }),
      writePath.process("reader", gfs2_file_read_iter),
      writePath.process("faulter", gfs2MmapUser),
      writePath.process("writeback", writeback, { daemon: true }),
    ],
    properties: [...writePathProperties, readersAreShownValidData, exclusiveGlockIsAlone],
  }),
});
