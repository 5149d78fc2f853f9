import { any, div, prototype } from "../../src/language/index.js";
import { filemap_fault } from "../actors/filemap-fault.js";
import { faultInIovIterReadable } from "../iomap/fault-in.js";
import { writeLength } from "../page-cache/bounds.js";
import { addressOf, residencyAt } from "../page-cache/user-buffer.js";
import { type Bounds, type State, writePath } from "../write-path.js";

/** Brings in what the next `length` cells of the user's buffer lie in, as far as that can be had. `residue` is what cannot. */
export const fault_in_pages_readable = prototype("fault_in_pages_readable", {
  args: { length: writeLength },
  results: { residue: writeLength },
  exits: ["done"],
});

/** fault_in_pages_readable(), include/linux/pagemap.h, 2.6.24, for a buffer in memory of the task's own: nobody else is asked. */
export const faultInPagesReadable = writePath.machine(fault_in_pages_readable, {
  source: "fault_in_pages_readable(), include/linux/pagemap.h, 2.6.24",
  steps: {
    touch(s, me, p) {
      me.residue = faultInIovIterReadable(s, me.length, p);
      return "done";
    },
  },
});

/**
 * The same for a buffer whose pages are all mappings of one page of a file, the last that the model has: each fault is served by the file system,
 * which needs that page's lock. Where the model has one page, that is the very page that is written.
 */
export const faultInMapping = writePath.variant(faultInPagesReadable, "of a mapping of the file", {
  steps: {
    touch(s, me, p) {
      me.residue = 0;
      return isAbsent(s, me.length, p) ? "handle_mm_fault" : "done";
    },
  },
  calls: {
    handle_mm_fault: {
      to: filemap_fault,
      with: (_s, _me, p) => ({ page: p.PAGES - 1 }),
      on: {
        mapped: (s, me, _out, p) => {
          mapFirstAbsent(s, me.length, p);
          return "touch";
        },
        sigbus: (_s, me) => {
          me.residue = me.length;
          return "done";
        },
      },
    },
  },
});

/** Whether the next `length` cells of the user's buffer are not all in memory. */
export function isAbsent(s: State, length: number, p: Bounds): boolean {
  return any(0, length, (offset) => residencyAt(s.user, s.iov.position + offset, p) === "absent");
}

/** The first page of the range that was absent is in memory, now that its fault has been served. */
function mapFirstAbsent(s: State, length: number, p: Bounds): void {
  let found = false;
  for (let offset = 0; offset < length; offset++) {
    if (!found && residencyAt(s.user, s.iov.position + offset, p) === "absent") {
      found = true;
      s.user.pages[div(addressOf(s.user, s.iov.position + offset, p), p.PAGE)] = "resident";
    }
  }
}
