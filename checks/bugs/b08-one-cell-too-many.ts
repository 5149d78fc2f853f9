/**
 * iomap_write_failed() cuts off what a failed or short write left beyond the end of the file. truncate_pagecache_range() takes the last
 * byte of the range; it was given the first byte behind it, and zeroed that one, too.
 *
 * Files are not the worse for it: the byte lies beyond the end of the file. It shows only to a task that has the file mapped and keeps
 * something there, in the page that holds the end.
 */
import { mmapWriter } from "../../spec/actors/mmap-writer.js";
import { beforeAndAfter } from "../../spec/before-and-after.js";
import { mapBlock, placeFile, placeWrite } from "../../spec/initial.js";
import { v5_17 } from "../../spec/kernels.js";
import { xfsMappingsAreUsed } from "../../spec/known-unreached.js";
import { NONE } from "../../spec/page-cache/bounds.js";
import { offsetInPage, pageOf } from "../../spec/page-cache/folio.js";
import { b71450e2cc4b } from "../../spec/patches/index.js";
import { xfsWrite } from "../../spec/workbench.js";
import { writePath } from "../../spec/write-path.js";
import { all, apply, defineCheck, implies, type Kernel, type Model } from "../../src/language/index.js";

/** Of cells behind the write: nobody but the task that stored there has any business with them. */
const storesBehindStay = writePath.step(
  "a failed write touches nothing behind it",
  {
    about: "What a task has stored through a mapping, behind the last cell of the write, stays there.",
    source: "b71450e2cc4b (iomap: iomap_write_failed fix)",
  },
  (before, after, p) =>
    all(0, p.FILE, (cell) => {
      const folio = before.page_cache[pageOf(cell, p)];
      const offset = offsetInPage(cell, p);
      return implies(
        cell >= before.request.pos + before.request.length && folio !== NONE && before.folios[folio].cells[offset] === "mmap",
        () => after.folios[folio].cells[offset] === "mmap",
      );
    }),
);

/** A file of one cell grows by a write of two, of which the second is no memory. */
const shortBeyondTheEnd = writePath.initial((s, p) => {
  placeFile(s, 1, p);
  mapBlock(s, 0, p);
  placeWrite(s, 1, 2, p.PAGE - 1);
  s.user.pages[1] = "invalid";
});

const asks = (kernel: Kernel): Model =>
  xfsWrite(kernel, {
    set: { PAGES: 1, FOLIOS: 1, WRITE: 2, USER_PAGES: 2 },
    initial: shortBeyondTheEnd,
    actors: [writePath.process("faulter", mmapWriter)],
    properties: [storesBehindStay],
  });

export const b08 = defineCheck({
  id: "bugs/b08",
  title: "The clean-up of a failed write zeroes nothing behind the write",
  by: "b71450e2cc4b (iomap: iomap_write_failed fix); 4.8 to 5.18",
  refutedBy: "a store through a mapping, behind the write, that is zeroed",
  expect: "violated",
  unreached: [...xfsMappingsAreUsed],
  runs: beforeAndAfter(asks, { before: v5_17, after: apply(v5_17, b71450e2cc4b) }),
});
