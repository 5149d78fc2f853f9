import { prototype } from "../../src/language/index.js";
import { filemap_fault } from "../actors/filemap-fault.js";
import { folioIndex } from "../page-cache/bounds.js";
import { lockFolio } from "../page-cache/folio.js";
import { writePath } from "../write-path.js";

/**
 * A write(2) by another task, to the page of another file, from a mapping of the first page of ours. The model's last page stands for the page of
 * that file. Of its write nothing is told but the lock of that page and the fault on ours.
 */
export const write_to_another_file = prototype("write_to_another_file", { exits: ["returned"] });

/** generic_perform_write(), mm/filemap.c, 2.6.24: the fault is served before the page is locked. */
export const writeToAnotherFile = writePath.machine(write_to_another_file, {
  source: "generic_perform_write(), mm/filemap.c, 2.6.24",
  start: "handle_mm_fault",
  locals: { folio: folioIndex },
  steps: {
    // write_begin
    lock_page(s, me, p) {
      me.folio = lockFolio(s, p.PAGES - 1, "faulter", p);
      return "unlock_page";
    },

    // the copy, without page faults; write_end
    unlock_page(s, me) {
      s.folios[me.folio].lock = "nobody";
      return "returned";
    },
  },
  calls: {
    handle_mm_fault: {
      to: filemap_fault,
      with: () => ({ page: 0 }),
      on: { mapped: () => "lock_page", sigbus: () => "returned" },
    },
  },
});

/**
 * generic_file_buffered_write(), mm/filemap.c, 2.6.23, whose source was taken away after it had been faulted in: the fault is served with the page
 * locked.
 */
export const writeToAnotherFileFaultsLocked = writePath.variant(writeToAnotherFile, "2.6.23", {
  source: "generic_file_buffered_write(), mm/filemap.c, 2.6.23",
  start: "lock_page",
  steps: {
    lock_page(s, me, p) {
      me.folio = lockFolio(s, p.PAGES - 1, "faulter", p);
      return "handle_mm_fault";
    },
  },
  calls: {
    handle_mm_fault: {
      to: filemap_fault,
      with: () => ({ page: 0 }),
      on: { mapped: () => "unlock_page", sigbus: () => "unlock_page" },
    },
  },
});
