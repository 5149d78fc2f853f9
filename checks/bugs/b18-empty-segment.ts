/**
 * writev(2) to a file on fuse, with an empty first segment. Only the segment in which the iterator stands is faulted in, which has nothing; so
 * nothing is copied from the next one, which is not in memory, and the length to try again is that of the empty segment: nothing, for ever. Nothing
 * can kill it. The fix moves the iterator on even by nothing, and so past the empty segment.
 *
 * It moves past one. Behind two empty segments the length is nothing all the same, and stays so: 4.4 goes round for ever there, says the model.
 * (Whether anybody ever met that is not known to us.)
 */

import { beforeAndAfter } from "../../spec/before-and-after.js";
import { fuse_file_write_iter, fuseFileWriteIter } from "../../spec/fuse/fuse-file-write-iter.js";
import { fuseFillWritePages, fuseFillWritePagesStuck } from "../../spec/fuse/fuse-fill-write-pages.js";
import { fusePerformWrite } from "../../spec/fuse/fuse-perform-write.js";
import { placeOnServer } from "../../spec/initial-on-server.js";
import { everyWriteReturns } from "../../spec/properties/every-write-returns.js";
import { returnedCountIsInTheFile } from "../../spec/properties/index.js";
import { type Bounds, type State, writePath } from "../../spec/write-path.js";
import { apply, defineCheck, type InitialRule, type Kernel, kernel, type Model, patch } from "../../src/language/index.js";

/** A writev(2) whose segments each begin in a user page of their own. */
function placeSegment(s: State, segment: number, length: number, p: Bounds): void {
  s.user.segments[segment].start = segment * p.PAGE;
  s.user.segments[segment].length = length;
  s.request.length += length;
  s.iov.count += length;
}

/** Two segments: the first is empty or not, the second is absent or not. */
const emptyFirst = writePath.initial((s, p, choose) => {
  placeOnServer(s, choose.number("i_size", 1, 2), p);
  s.request.pos = choose.number("pos", 0, 1);
  placeSegment(s, 0, choose.number("first segment", 0, 1), p);
  placeSegment(s, 1, choose.number("second segment", 1, 2), p);
  for (let page = 0; page < 2; page++) s.user.pages[page] = choose.oneOf("user page", ["resident", "absent", "invalid"]);
});

/** Three segments, of which the first two are empty. */
const twoEmptyFirst = writePath.initial((s, p, choose) => {
  placeOnServer(s, 1, p);
  placeSegment(s, 2, choose.number("third segment", 1, 2), p);
  s.user.pages[2] = choose.oneOf("user page", ["resident", "absent", "invalid"]);
});

const asksOf = (kernel: Kernel, SEGMENTS: number, initial: InitialRule): Model =>
  writePath.model("a write to fuse", {
    set: { PAGES: 1, FOLIOS: 1, USER_PAGES: SEGMENTS, SEGMENTS, WRITE: 3 },
    kernel,
    processes: [writePath.process("writer", fuse_file_write_iter)],
    initial,
    properties: [everyWriteReturns, returnedCountIsInTheFile],
  });
const asks = (kernel: Kernel): Model => asksOf(kernel, 2, emptyFirst);

const v4_3 = kernel("4.3", { about: "fuse without the writeback cache", links: [fuseFileWriteIter, fusePerformWrite, fuseFillWritePagesStuck] });
const v4_4 = apply(v4_3, patch("3ca8138f014a", { title: "fuse: break infinite loop in fuse_fill_write_pages()", links: [fuseFillWritePages] }));

export const b18 = defineCheck({
  id: "bugs/b18",
  title: "A writev(2) to fuse whose first segment is empty returns",
  by: "3ca8138f014a (fuse: break infinite loop in fuse_fill_write_pages()), CVE-2015-8785; up to 4.3",
  refutedBy: "a write that goes round for ever, although nobody disturbs it",
  expect: "violated",
  runs: [
    ...beforeAndAfter(asks, { before: v4_3, after: v4_4 }),
    { name: "after, behind two empty segments", role: "contrast", expect: "violated", model: asksOf(v4_4, 3, twoEmptyFirst) },
  ],
});
