/**
 * When write_end had accepted nothing, generic_perform_write() fell back to the rest of the iterator's *segment*, in the hope that one
 * segment is in memory at once: however little of it had been copied. That helps if the memory that has gone belongs to a later segment. If
 * it is the same one, the whole of it is asked for again, and the write fails, although it had already copied what it could have kept.
 * Since 5.14 what was copied is the length of the next try.
 *
 * It takes a page that is unmapped between the fault-in and the copy: both kernels give up at once on memory that is missing by then.
 */
import { unmapper } from "../../spec/actors/evictor.js";
import { beforeAndAfter } from "../../spec/before-and-after.js";
import { placeFile, placeSegments, placeWrite } from "../../spec/initial.js";
import { v5_13, v5_14 } from "../../spec/kernels.js";
import { nothingBehindTheEnd } from "../../spec/known-unreached.js";
import { residencyAt } from "../../spec/page-cache/user-buffer.js";
import { ext2Write } from "../../spec/workbench.js";
import { writePath } from "../../spec/write-path.js";
import { defineCheck, implies, type Kernel, type Model } from "../../src/language/index.js";

const failsForAReason = writePath.always(
  "a write whose copy came up short fails only if its first cell cannot be read",
  {
    about: "Once a copy was tried, write(2) returns EFAULT only if there was not one cell to be had: what could be copied is kept.",
    source: "bc1bb416bbb9 (generic_perform_write()/iomap_write_actor(): saner logics for short copy)",
  },
  (s, p) => implies(s.result.returned && s.result.count === 0 && s.ghost.short_copy, () => residencyAt(s.user, 0, p) === "invalid"),
);

/** Three cells: of one segment that reaches into a second user page, or of two segments that each have their own. */
const oneSegmentOrTwo = writePath.initial((s, p, choose) => {
  placeFile(s, p.FILE, p);
  if (choose.flag("two segments")) placeSegments(s, 0, 2, 1, p);
  else placeWrite(s, 0, 3, p.PAGE - 2);
});

const asks = (kernel: Kernel): Model =>
  ext2Write(kernel, {
    set: { PAGES: 1, FOLIOS: 1, WRITE: 3, USER_PAGES: 2, SEGMENTS: 2 },
    initial: oneSegmentOrTwo,
    actors: [writePath.process("munmap", unmapper, { daemon: true })],
    properties: [failsForAReason],
  });

export const b16 = defineCheck({
  id: "bugs/b16",
  title: "A write that has copied something keeps it, if a page of its buffer goes away",
  by: "bc1bb416bbb9 (saner logics for short copy); 2.6.24 to 5.13",
  refutedBy: "EFAULT, although the first cells of the buffer can be read",
  expect: "violated",
  unreached: [...nothingBehindTheEnd],
  runs: beforeAndAfter(asks, { before: v5_13, after: v5_14 }),
});
