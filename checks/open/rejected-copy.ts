/**
 * Where a folio has several blocks, iomap judges a short copy by the folio: if that is not uptodate, nothing is committed. But what was copied is in the page cache by then, and readers go
 * by blocks (iomap_is_partially_uptodate()). If a block is uptodate already, because it was read, or zeroed, or written a moment ago, its cells are in the file although the copy was rejected.
 * Usually the same cells are copied again. If the user's page is unmapped first, write(2) returns EFAULT, or a shorter count, and has changed the file beyond it; the block is
 * not dirty either, so that the old content comes back when the page is reclaimed.
 *
 * `faultline prove late-uptodate --on 6.13` found it: "other data is changed", in some cases before and in others after. With early marking (open/b07) the first try does it, with late marking
 * a later one. It takes a munmap(2) between a copy and the next fault-in, when nothing of user space runs that `faultline replay` could script; no report of it is known here. The source of
 * 6.6 reads so: __iomap_write_end() tests the folio, filemap_range_uptodate() the blocks. Proposed: accept what reached uptodate blocks (`spec/patches/uptodate-prefix-accepted.ts`).
 */

import { unmapper } from "../../spec/actors/evictor.js";
import { fewWrites, onePage } from "../../spec/initial-few.js";
import { v6_1_192, v6_6, v6_13 } from "../../spec/kernels.js";
import { mappingStaysValid } from "../../spec/known-unreached.js";
import { lateUptodate, uptodatePrefixAccepted } from "../../spec/patches/index.js";
import { restIsUntouched } from "../../spec/properties/index.js";
import { xfsWrite } from "../../spec/workbench.js";
import { writePath } from "../../spec/write-path.js";
import { apply, defineCheck, type Kernel, type Model } from "../../src/language/index.js";

const munmap = [writePath.process("munmap", unmapper, { daemon: true })];

/** Blocks are marked uptodate late: with early marking garbage would be there, too. */
function asks(kernel: Kernel, BLOCK = 2): Model {
  return xfsWrite(apply(kernel, lateUptodate), { set: { ...onePage, BLOCK }, initial: fewWrites, actors: munmap, properties: [restIsUntouched] });
}

const proposed = (kernel: Kernel): Kernel => apply(kernel, uptodatePrefixAccepted);

export const rejectedCopy = defineCheck({
  id: "open/rejected-copy",
  title: "A copy that iomap rejects leaves the file as it was (xfs, one page of several blocks)",
  by: "9dc55f1389f9 (4.19), since when a page may be uptodate in parts",
  refutedBy: "a cell that write(2) does not say it wrote, and that it has changed",
  expect: "violated",
  unreached: [...mappingStaysValid],
  runs: [
    { name: "6.1.192", expect: "violated", model: asks(v6_1_192) },
    { name: "6.6", expect: "violated", model: asks(v6_6) },
    // 6.13 does it as well, but uptodate-prefix-accepted, the mutant, does not apply to it
    { name: "6.13", role: "contrast", expect: "violated", model: asks(v6_13) },
    { name: "page = block, 6.1.192", role: "contrast", expect: "holds", model: asks(v6_1_192, 4) },
    { name: "no block is written in part, 6.1.192, page = 4 blocks", role: "contrast", expect: "holds", model: asks(v6_1_192, 1) },
    { name: "accepted, 6.1.192", role: "contrast", expect: "holds", model: asks(proposed(v6_1_192)) },
    { name: "accepted, 6.6", role: "contrast", expect: "holds", model: asks(proposed(v6_6)) },
  ],
  mutant: { patch: uptodatePrefixAccepted, turns: "holds" },
});
