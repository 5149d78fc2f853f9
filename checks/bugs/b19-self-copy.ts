/**
 * write(2) from a mapping of the very page that is written. The kernel faulted the source in before it locked the page, to be safe; but the copy
 * served page faults, too. If the source was taken away in between, the fault handler waits for the page lock, which its own task holds. Since 2.6.24
 * the copy runs with page faults off, comes up short, and is done again: the origin of all short copies in this catalogue.
 *
 * Three cells from a page, or from two, that map the page that is written; one of them is reclaimed once.
 */

import { evictor } from "../../spec/actors/evictor.js";
import { beforeAndAfter } from "../../spec/before-and-after.js";
import { mapBlock, placeFile, placeWrite } from "../../spec/initial.js";
import { v5_13 } from "../../spec/kernels.js";
import { bufferCopiesAreWhole } from "../../spec/known-unreached.js";
import { everyWriteReturns } from "../../spec/properties/every-write-returns.js";
import { faultInMapping } from "../../spec/vfs/fault-in-pages-readable.js";
import { genericFileBufferedWrite, genericPerformWriteOf2_6_24 } from "../../spec/vfs/generic-file-buffered-write.js";
import { ext2Write } from "../../spec/workbench.js";
import { writePath } from "../../spec/write-path.js";
import { apply, defineCheck, fill, type Kernel, kernel, type Model, patch } from "../../src/language/index.js";

const fromItsOwnPage = writePath.initial((s, p, choose) => {
  placeFile(s, p.PAGE, p);
  if (choose.flag("blocks are mapped")) for (let block = 0; block < p.BLOCKS; block++) mapBlock(s, block, p);
  placeWrite(s, choose.number("pos", 0, 1), 3, choose.number("user offset", 0, p.PAGE - 1));
  fill(s.user.pages, 0, p.USER_PAGES, "absent");
});

const v2_6_23 = kernel("2.6.23", {
  about: "the copy serves page faults with the folio locked",
  after: v5_13,
  links: [genericFileBufferedWrite, faultInMapping],
});
const fix08291429cfa6 = patch("08291429cfa6", { title: "mm: fix pagecache write deadlocks", links: [genericPerformWriteOf2_6_24] });

const asks = (kernel: Kernel): Model =>
  ext2Write(kernel, {
    set: { PAGES: 1, FOLIOS: 1, WRITE: 3, USER_PAGES: 2, BLOCK: 2 },
    initial: fromItsOwnPage,
    actors: [writePath.process("evictor", evictor, { daemon: true })],
    properties: [everyWriteReturns],
  });

export const b19 = defineCheck({
  id: "bugs/b19",
  title: "A write from a mapping of the page that it writes does not wait for itself",
  by: "08291429cfa6 (mm: fix pagecache write deadlocks); up to 2.6.23",
  refutedBy: "a writer that is stuck for ever",
  expect: "violated",
  // the file does not grow; with the page locked the fault handler gets no further than to the lock
  unreached: [
    ...bufferCopiesAreWhole,
    "**/generic_write_end.size",
    "**/fault_in_copy/handle_mm_fault.lock_folio",
    "**/fault_in_copy/handle_mm_fault.filemap_read_folio",
    "**/fault_in_copy/handle_mm_fault.map",
  ],
  runs: beforeAndAfter(asks, { before: v2_6_23, after: apply(v2_6_23, fix08291429cfa6) }),
});
