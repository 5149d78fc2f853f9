/**
 * The deadlock of b19 between two tasks: each writes to a page of a file from a mapping of the page that the other one writes. Each has its page
 * locked when its copy faults, and waits for the page of the other.
 *
 * A write of three cells to the first page from a mapping of the second; and one to the second, which stands for the page of another file, from a
 * mapping of the first.
 */

import { evictor } from "../../spec/actors/evictor.js";
import { beforeAndAfter } from "../../spec/before-and-after.js";
import { mapBlock, placeFile, placeWrite } from "../../spec/initial.js";
import { v5_13 } from "../../spec/kernels.js";
import { bufferCopiesAreWhole } from "../../spec/known-unreached.js";
import { everyWriteReturns } from "../../spec/properties/every-write-returns.js";
import { faultInMapping } from "../../spec/vfs/fault-in-pages-readable.js";
import { genericFileBufferedWrite, genericPerformWriteOf2_6_24 } from "../../spec/vfs/generic-file-buffered-write.js";
import { write_to_another_file, writeToAnotherFile, writeToAnotherFileFaultsLocked } from "../../spec/vfs/write-to-another-file.js";
import { ext2Write } from "../../spec/workbench.js";
import { writePath } from "../../spec/write-path.js";
import { apply, defineCheck, type Kernel, kernel, type Model, patch } from "../../src/language/index.js";

const fromTheOtherPage = writePath.initial((s, p) => {
  placeFile(s, p.FILE, p);
  for (let block = 0; block < p.BLOCKS; block++) mapBlock(s, block, p);
  placeWrite(s, 0, 3, 0);
  s.user.pages[0] = "absent";
});

const v2_6_23 = kernel("2.6.23", {
  about: "the copy serves page faults with the folio locked",
  after: v5_13,
  links: [genericFileBufferedWrite, writeToAnotherFileFaultsLocked, faultInMapping],
});
const fix08291429cfa6 = patch("08291429cfa6", { title: "mm: fix pagecache write deadlocks", links: [genericPerformWriteOf2_6_24, writeToAnotherFile] });

const asks = (kernel: Kernel): Model =>
  ext2Write(kernel, {
    set: { PAGES: 2, FOLIOS: 2, WRITE: 3, USER_PAGES: 1 },
    initial: fromTheOtherPage,
    actors: [writePath.process("other", write_to_another_file), writePath.process("evictor", evictor, { daemon: true })],
    properties: [everyWriteReturns],
  });

export const b19b = defineCheck({
  id: "bugs/b19b",
  title: "Two writes, each from a mapping of the page that the other one writes, do not wait for each other",
  by: "08291429cfa6 (mm: fix pagecache write deadlocks); up to 2.6.23",
  refutedBy: "two writers that are stuck for ever",
  expect: "violated",
  // the file has its size and its blocks, and what was once read stays in the page cache
  unreached: [...bufferCopiesAreWhole, "**/generic_write_end.size", "**/get_block.allocate", "**/fault_in_copy/handle_mm_fault.filemap_read_folio"],
  runs: beforeAndAfter(asks, { before: v2_6_23, after: apply(v2_6_23, fix08291429cfa6) }),
});
