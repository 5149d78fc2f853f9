/**
 * should_fault_in_pages() offers a large window as long as each attempt gets somewhere, and one page after an attempt that did not. It is
 * told by comparing what is left with what was left at the last call. Where the label `retry:` stood, a retry called it twice in a row: the
 * second call saw nothing that had changed, and every retry got one page.
 *
 * No data is wrong, and every write returns; what is lost is that large writes go on in large steps. So what is asked is what a retry has
 * before it: once a write has come up short in the middle, the next attempt may copy all that is left.
 */
import { evictor } from "../../spec/actors/evictor.js";
import { beforeAndAfter } from "../../spec/before-and-after.js";
import { gfs2FileBufferedWriteRetryLabel } from "../../spec/gfs2/gfs2-file-buffered-write.js";
import { placeFile, placeWrite } from "../../spec/initial.js";
import { v6_2 } from "../../spec/kernels.js";
import { copiesAreWhole, fileDoesNotGrow, mappingStaysValid } from "../../spec/known-unreached.js";
import { gfs2Write } from "../../spec/workbench.js";
import { writePath } from "../../spec/write-path.js";
import { defineCheck, implies, type Kernel, kernel, type Model } from "../../src/language/index.js";

/** Asked at the moment when a retry has the glock, and turns page faults off. */
const retriesHaveALargeWindow = writePath.step(
  "after some progress an attempt is shown all that is left",
  {
    about: "If a write has come up short in the middle, and its memory is all there, the next attempt is not confined to one page.",
    source: "c8ed1b359312 (gfs2: Fix duplicate should_fault_in_pages() call)",
  },
  (before, after) =>
    implies(
      !before.pagefault_disabled && after.pagefault_disabled && after.iov.position > 0,
      () => after.iov.count === after.request.length - after.iov.position,
    ),
);

/** Two pages and a cell of the file, from three user pages; one of them is taken away while the write goes on. */
const overThreePages = writePath.initial((s, p) => {
  placeFile(s, p.FILE, p);
  placeWrite(s, 1, 2 * p.PAGE, 1);
});

const asks = (kernel: Kernel): Model =>
  gfs2Write(kernel, {
    set: { PAGE: 2, BLOCK: 2, CHUNK: 2, PAGES: 3, FOLIOS: 3, WRITE: 4, USER_PAGES: 3 },
    initial: overThreePages,
    actors: [writePath.process("evictor", evictor, { daemon: true })],
    properties: [retriesHaveALargeWindow],
  });

export const b06 = defineCheck({
  id: "bugs/b06",
  title: "A write to gfs2 that came up short in the middle goes on with all that is left",
  by: "c8ed1b359312 (gfs2: Fix duplicate should_fault_in_pages() call); 5.18 to 6.4",
  refutedBy: "a retry that is confined to one page, although the attempt before it got somewhere",
  expect: "violated",
  unreached: [...mappingStaysValid, ...copiesAreWhole, ...fileDoesNotGrow],
  runs: beforeAndAfter(asks, { before: v6_2, after: kernel("6.2 with c8ed1b359312", { after: v6_2, links: [gfs2FileBufferedWriteRetryLabel] }) }),
});
