/**
 * writev(2) faulted in only the segment in which its iterator stood, and copied from all of them. If the first is empty nothing is faulted
 * in, and the copy comes back with nothing although nobody disturbs it. What that leaves is up to the file system: ext2_write_end() zeroes
 * what it has allocated and throws the page away. A reader who has found the page in between looks at i_size only afterwards, when the
 * second try has written the data, to another page: it is shown what was never in the file.
 *
 * As in LTP's writev03: an empty file, an empty first segment, a second one that is not in memory; and a read(2). (On kernels before the
 * fix the test failed on ext2, ext3 and vfat, which throw the page away, and passed on ext4, xfs and btrfs.)
 */
import { filemap_read, filemapReadSizeLast } from "../../spec/actors/reader.js";
import { beforeAndAfter } from "../../spec/before-and-after.js";
import { placeFile, placeSegments } from "../../spec/initial.js";
import { v5_13 } from "../../spec/kernels.js";
import { bufferCopiesAreWhole } from "../../spec/known-unreached.js";
import { contentAt } from "../../spec/page-cache/file.js";
import { genericPerformWriteFirstSegment } from "../../spec/vfs/generic-perform-write-first-segment.js";
import { ext2Write } from "../../spec/workbench.js";
import { writePath } from "../../spec/write-path.js";
import { all, defineCheck, implies, type Kernel, kernel, type Model } from "../../src/language/index.js";

/** A folio that was thrown away cannot be found any more; those who have it look at it to the end. Nobody truncates the file here. */
const heldFoliosShowTheFile = writePath.always(
  "a reader is shown what is in the file",
  {
    about: "Below i_size, an uptodate folio that a reader holds shows what the file holds, even if it has left the page cache meanwhile.",
    source: "d4690f1e1cda (fix iov_iter_fault_in_readable()); LTP, writev03",
  },
  (s, p) =>
    all(0, p.FOLIOS, (folio) =>
      implies(s.folios[folio].pins > 0 && s.folios[folio].uptodate, () =>
        all(0, p.PAGE, (offset) => {
          const cell = s.folios[folio].index * p.PAGE + offset;
          return cell >= s.i_size || s.folios[folio].cells[offset] === contentAt(s, cell, p);
        }),
      ),
    ),
);

const emptyFirstSegment = writePath.initial((s, p, choose) => {
  placeFile(s, 0, p);
  placeSegments(s, 0, choose.number("first segment", 0, 1), 1, p);
  s.user.pages[1] = "absent";
});

const asks = (kernel: Kernel): Model =>
  ext2Write(kernel, {
    set: { PAGE: 2, BLOCK: 2, CHUNK: 2, PAGES: 1, FOLIOS: 2, WRITE: 2, USER_PAGES: 2, SEGMENTS: 2 },
    initial: emptyFirstSegment,
    actors: [writePath.process("reader", filemap_read)],
    properties: [heldFoliosShowTheFile],
  });

const v4_8 = kernel("4.8", { about: "every segment is faulted in (d4690f1e1cda)", after: v5_13, links: [filemapReadSizeLast] });
const v4_7 = kernel("4.7", { about: "only the first segment is faulted in", after: v4_8, links: [genericPerformWriteFirstSegment] });

export const b17 = defineCheck({
  id: "bugs/b17",
  title: "A reader beside writev(2) is shown what is in the file",
  by: "d4690f1e1cda (fix iov_iter_fault_in_readable()); up to 4.7",
  refutedBy: "a reader that is shown zeros which were never in the file, although every copy could have been whole",
  expect: "violated",
  unreached: [...bufferCopiesAreWhole],
  runs: beforeAndAfter(asks, { before: v4_7, after: v4_8 }),
});
