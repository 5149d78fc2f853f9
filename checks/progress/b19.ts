/**
 * write(2) from a mapping of the very page that is written. If the copy may fault while the folio is locked (until 2.6.24, and in btrfs
 * until 914ee295af41), the fault handler waits for the lock of its own task. Since then the page is faulted in before the lock is
 * taken, and the copy runs with page faults off.
 *
 * The fault is served by filemap_fault() itself, on page 0 of the file, to which every page of the user's buffer is mapped.
 */
import { filemap_fault } from "../../spec/actors/filemap-fault.js";
import { chooseResidency, mapBlock, placeFile, placeWrite } from "../../spec/initial.js";
import { onePage } from "../../spec/initial-few.js";
import { noteShortCopy, placeCells } from "../../spec/iomap/iomap-write-iter.js";
import { v5_17 } from "../../spec/kernels.js";
import { bufferCopiesAreWhole } from "../../spec/known-unreached.js";
import { addressOf, chooseCopied, residencyAt } from "../../spec/page-cache/user-buffer.js";
import { genericPerformWrite } from "../../spec/vfs/generic-perform-write.js";
import { ext2Write } from "../../spec/workbench.js";
import { type Bounds, type State, writePath } from "../../spec/write-path.js";
import { any, apply, defineCheck, div, type Kernel, patch, weaklyFair } from "../../src/language/index.js";

/** Three cells, from two pages that are mappings of the page that is written. */
const fromItsOwnPage = writePath.initial((s, p, choose) => {
  placeFile(s, p.PAGE, p);
  if (choose.flag("blocks are mapped")) for (let block = 0; block < p.BLOCKS; block++) mapBlock(s, block, p);
  placeWrite(s, choose.number("pos", 0, 1), 3, p.PAGE - 2);
  chooseResidency(s, p, choose, false);
});

/** The first page of the range that is not resident is, when its fault has been served. */
function mapFirstAbsent(s: State, length: number, p: Bounds): void {
  let found = false;
  for (let offset = 0; offset < p.PAGE; offset++) {
    if (!found && offset < length && residencyAt(s.user, s.iov.position + offset, p) === "absent") {
      found = true;
      s.user.pages[div(addressOf(s.user, s.iov.position + offset, p), p.PAGE)] = "resident";
    }
  }
}

function isAbsent(s: State, length: number, p: Bounds): boolean {
  return any(0, length, (offset) => residencyAt(s.user, s.iov.position + offset, p) === "absent");
}

/** generic_file_buffered_write(), mm/filemap.c, 2.6.23: the copy serves its faults with the folio locked. */
const faultsInCopy = writePath.variant(genericPerformWrite, "2.6.23, self-copy", {
  source: "generic_file_buffered_write(), mm/filemap.c, 2.6.23",
  steps: {
    again() {
      return "write_begin";
    },
    copy(s, me, p, choose) {
      if (isAbsent(s, me.bytes, p)) return "filemap_fault";
      me.copied = chooseCopied(s.user, s.iov.position, me.bytes, p, choose);
      placeCells(s, me.folio, me.pos, me.copied, p);
      noteShortCopy(s, me.copied, me.bytes);
      return "write_end";
    },
  },
  calls: {
    filemap_fault: {
      to: filemap_fault,
      with: () => ({ page: 0 }),
      on: {
        mapped: (s, me, _out, p) => {
          mapFirstAbsent(s, me.bytes, p);
          return "copy";
        },
        sigbus: (_s, me) => {
          me.error = "EFAULT";
          return "done";
        },
      },
    },
  },
});

/** generic_perform_write() since 2.6.24 (08291429cfa6): faults are served before the folio is locked. */
const faultsBeforeLock = writePath.variant(genericPerformWrite, "2.6.24, self-copy", {
  source: "generic_perform_write(), mm/filemap.c, 2.6.24",
  steps: {
    again(s, me, p) {
      return isAbsent(s, me.bytes, p) ? "filemap_fault" : "write_begin";
    },
  },
  calls: {
    filemap_fault: {
      to: filemap_fault,
      with: () => ({ page: 0 }),
      on: {
        mapped: (s, me, _out, p) => {
          mapFirstAbsent(s, me.bytes, p);
          return "again";
        },
        sigbus: (_s, me) => {
          me.error = "EFAULT";
          return "done";
        },
      },
    },
  },
});

const returns = writePath.terminates(
  "a write from its own page returns",
  { about: "No page fault waits for a lock that its own task holds.", source: "08291429cfa6; 914ee295af41", fairness: [weaklyFair({ process: "writer" })] },
  "writer",
);

const asks = (kernel: Kernel) => ext2Write(kernel, { set: { ...onePage, BLOCK: 2 }, initial: fromItsOwnPage, properties: [returns] });
const inCopy = patch("faults-in-copy", { title: "the copy serves page faults under the folio lock", links: [faultsInCopy] });
const beforeLock = patch("faults-before-lock", { title: "page faults are served before the folio is locked", links: [faultsBeforeLock] });

export const b19 = defineCheck({
  id: "progress/b19",
  title: "A write from a mapping of the page that it writes does not wait for itself",
  by: "08291429cfa6 (mm: fix pagecache write deadlocks); 914ee295af41 (Btrfs, the same)",
  refutedBy: "a writer that is stuck for ever",
  expect: "violated",
  // the file does not grow; under the folio lock the fault handler gets no further than to the lock
  unreached: [
    ...bufferCopiesAreWhole,
    "**/generic_write_end.size",
    "**/filemap_fault.lock_folio",
    "**/filemap_fault.filemap_read_folio",
    "**/filemap_fault.map",
  ],
  runs: [
    {
      name: "faults under the folio lock, as before 2.6.24",
      expect: "violated",
      properties: { [returns.name]: "violated", "no process is stuck for ever": "violated" },
      model: asks(apply(v5_17, inCopy)),
    },
    { name: "faults before the lock, as since 2.6.24", role: "contrast", expect: "holds", model: asks(apply(v5_17, beforeLock)) },
  ],
});
