/**
 * btrfs has a write loop of its own, and had the deadlock of b19 three years longer: it locked its pages, and copied with page faults served. A
 * source that is a mapping of the page that is written needs the very lock. Found in the tests of MeeGo. The fix is that of 2.6.24: fault in before
 * the pages are locked, and copy without page faults. What that brought with it: b21b to b21d.
 */

import { beforeAndAfter } from "../../spec/before-and-after.js";
import { btrfsFileAioWriteFaultsLocked, btrfsFileAioWriteLeaks } from "../../spec/btrfs/btrfs-file-aio-write.js";
import { btrfsWrite } from "../../spec/btrfs/btrfs-write.js";
import { mapBlock, placeFile, placeWrite } from "../../spec/initial.js";
import { v5_13 } from "../../spec/kernels.js";
import { everyWriteReturns } from "../../spec/properties/every-write-returns.js";
import { faultInMapping } from "../../spec/vfs/fault-in-pages-readable.js";
import { writePath } from "../../spec/write-path.js";
import { apply, defineCheck, type Kernel, kernel, type Model, patch } from "../../src/language/index.js";

/** A write of a page or of three cells of it, from a mapping of that page. */
const fromItsOwnPage = writePath.initial((s, p, choose) => {
  placeFile(s, p.FILE, p);
  mapBlock(s, 0, p);
  placeWrite(s, 0, choose.number("length", 3, p.PAGE), 0);
  s.user.pages[0] = choose.oneOf("user page", ["resident", "absent"]);
});

const v2_6_36 = kernel("2.6.36", { about: "btrfs", after: v5_13, links: [btrfsFileAioWriteFaultsLocked, faultInMapping] });
const fix914ee295af41 = patch("914ee295af41", {
  title: "Btrfs: pwrite blocked when writing from the mmaped buffer of the same page",
  links: [btrfsFileAioWriteLeaks],
});

const asks = (kernel: Kernel): Model => btrfsWrite(kernel, { set: { USER_PAGES: 1, WRITE: 4 }, initial: fromItsOwnPage, properties: [everyWriteReturns] });

export const b21 = defineCheck({
  id: "bugs/b21",
  title: "A write to btrfs from a mapping of the page that it writes does not wait for itself",
  by: "914ee295af41 (Btrfs: pwrite blocked when writing from the mmaped buffer of the same page); up to 2.6.36",
  refutedBy: "a writer that is stuck for ever",
  expect: "violated",
  // the old kernel faults in with the page locked, and gets no further than to the lock
  unreached: ["**/fault_in_pages_readable**", "**/handle_mm_fault.lock_folio", "**/handle_mm_fault.filemap_read_folio", "**/handle_mm_fault.map"],
  runs: beforeAndAfter(asks, { before: v2_6_36, after: apply(v2_6_36, fix914ee295af41) }),
});
