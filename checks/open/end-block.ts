/**
 * When a write to xfs fails, the space that it has reserved and not used is given back, but for what a dirty page needs: a task may have stored there through a
 * mapping meanwhile. iomap_write_delalloc_release() looks for dirty data up to i_size, and gives back the rest, from i_size on; the start of that is rounded *down* to a
 * block. If the file ends inside of a block, that block loses its reservation, dirty or not: writeback skips the hole, and what was stored is lost without an
 * error when the page is reclaimed.
 *
 * `faultline conform` found that the model of the clean-up was wrong here; put right, it predicts the lost store. Unmodified Debian kernels 6.1.192 and 6.12.117 show it: a
 * store while write(2) faults its buffer in, and a buffer that then cannot be read (spec/FIDELITY.md has the record). No report of it is known here. Proposed: look to
 * the end of the block that holds the end of the file (`spec/patches/end-block-kept.ts`).
 */

import { mmapWriter } from "../../spec/actors/mmap-writer.js";
import { fewWrites, onePage } from "../../spec/initial-few.js";
import { v6_1_192, v6_13 } from "../../spec/kernels.js";
import { mappingStaysValid } from "../../spec/known-unreached.js";
import { endBlockKept, lateUptodate } from "../../spec/patches/index.js";
import { dirtyImpliesBacked } from "../../spec/properties/index.js";
import { xfsWrite } from "../../spec/workbench.js";
import { writePath } from "../../spec/write-path.js";
import { apply, defineCheck, type Kernel, type Model } from "../../src/language/index.js";

const store = [writePath.process("mmap-writer", mmapWriter)];

/** Blocks are marked uptodate late: what is dirty was written or stored by somebody. */
function asks(kernel: Kernel): Model {
  return xfsWrite(apply(kernel, lateUptodate), { set: onePage, initial: fewWrites, actors: store, properties: [dirtyImpliesBacked] });
}

export const endBlock = defineCheck({
  id: "open/end-block",
  title: "A write to xfs that fails leaves a store through a mapping its place on disk, also in the block that holds the end of the file",
  by: "198dd8aedee6 and f43dc4dc3eff (6.2; also in 6.1.y)",
  refutedBy: "a dirty block, with what a task has stored in it, that has no place on disk and no promise of one",
  expect: "violated",
  unreached: [...mappingStaysValid],
  runs: [
    { name: "6.1.192", expect: "violated", model: asks(v6_1_192) },
    { name: "6.13", expect: "violated", model: asks(v6_13) },
    { name: "kept, 6.1.192", role: "contrast", expect: "holds", model: asks(apply(v6_1_192, endBlockKept)) },
    { name: "kept, 6.13", role: "contrast", expect: "holds", model: asks(apply(v6_13, endBlockKept)) },
  ],
  mutant: { patch: endBlockKept, turns: "holds" },
});
