/**
 * A write that came up short gives back the blocks that it reserved and did not fill, and until 6.1 it drops the page cache over them
 * first, dirty or not. But while it was under way somebody may have stored there through a mapping: the fault finds the blocks
 * reserved, by the write, and takes that for its own. The store is lost, though no truncation was ever asked for.
 *
 * It is no help that the clean-up locks out further faults (198dd8aedee6, bug B11), so this is the kernel with that fix. What helps is
 * to leave the page cache alone, and to give back only what no dirty folio needs.
 */

import { mmapWriter } from "../../spec/actors/mmap-writer.js";
import { writeback } from "../../spec/actors/writeback.js";
import { beforeAndAfter } from "../../spec/before-and-after.js";
import { smallPage, writeOverHole } from "../../spec/initial-few.js";
import { v6_1 } from "../../spec/kernels.js";
import { fileDoesNotGrow, pagesAreInside, writesStayInside } from "../../spec/known-unreached.js";
import { f43dc4dc3eff, fix198dd8aedee6 } from "../../spec/patches/index.js";
import { dirtyImpliesBacked, storesStay } from "../../spec/properties/index.js";
import { xfsWrite } from "../../spec/workbench.js";
import { writePath } from "../../spec/write-path.js";
import { apply, defineCheck, type Kernel, type Model } from "../../src/language/index.js";

const actors = [writePath.process("mmap-writer", mmapWriter), writePath.process("writeback", writeback, { daemon: true })];

const asks = (kernel: Kernel): Model =>
  xfsWrite(kernel, { set: { ...smallPage, BLOCK: 1 }, initial: writeOverHole, actors, properties: [storesStay, dirtyImpliesBacked] });

const before = apply(v6_1, fix198dd8aedee6);

export const b10 = defineCheck({
  id: "bugs/b10",
  title: "A write to xfs that comes up short leaves alone what was stored through a mapping",
  by: "f43dc4dc3eff (iomap: buffered write failure should not truncate the page cache); up to 6.1",
  refutedBy: "a store through a mapping that is gone, and was not overwritten",
  expect: "violated",
  unreached: [...fileDoesNotGrow, ...writesStayInside, ...pagesAreInside],
  runs: beforeAndAfter(asks, { before, after: apply(before, f43dc4dc3eff) }),
});
