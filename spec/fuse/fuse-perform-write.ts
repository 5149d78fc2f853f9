import { prototype } from "../../src/language/index.js";
import { errno, fileOffset, folioIndex, pageLength, writeLength } from "../page-cache/bounds.js";
import { offsetInPage } from "../page-cache/folio.js";
import { type Bounds, type State, writePath } from "../write-path.js";
import { fuse_fill_write_pages } from "./fuse-fill-write-pages.js";
import { segmentIndex } from "./iov-segment.js";

/** Fills a request and sends it, until all is written: cells written if any, otherwise an error. */
export const fuse_perform_write = prototype("fuse_perform_write", {
  args: { pos: fileOffset },
  results: { written: writeLength, error: errno },
  exits: ["done"],
});

/** fuse_perform_write(), fs/fuse/file.c, 4.3, without errors of the daemon, which is the model's disk. */
export const fusePerformWrite = writePath.machine(fuse_perform_write, {
  source: "fuse_perform_write(), fs/fuse/file.c, 4.3",
  start: "fuse_fill_write_pages",
  locals: { folio: folioIndex, count: pageLength, segment: segmentIndex },
  steps: {
    // fuse_send_write_pages(): fuse_send_write(), and its answer
    send(s, me, p) {
      sendToDaemon(s, me.folio, me.pos, me.count, p);
      return "unlock_page";
    },

    // a page that was sent as a whole is uptodate: SetPageUptodate(), unlock_page()
    unlock_page(s, me, p) {
      const folio = s.folios[me.folio];
      if (me.count === p.PAGE) folio.uptodate = true;
      folio.lock = "nobody";
      me.pos += me.count;
      me.written += me.count;
      return s.iov.count > 0 ? "fuse_fill_write_pages" : "write_update_size";
    },

    // fuse_write_update_size(), under fc->lock
    write_update_size(s, me) {
      if (me.written > 0 && me.pos > s.i_size) s.i_size = me.pos;
      return "done";
    },
  },
  calls: {
    fuse_fill_write_pages: {
      to: fuse_fill_write_pages,
      with: (_s, me) => ({ pos: me.pos, from: me.segment }),
      on: {
        filled: (_s, me, out) => {
          me.folio = out.folio;
          me.count = out.count;
          me.segment = out.to;
          return "send";
        },
        efault: (_s, me) => {
          me.error = me.written > 0 ? "ok" : "EFAULT";
          return "write_update_size";
        },
      },
    },
  },
});

/** The daemon has the cells of a page from `pos` on. */
function sendToDaemon(s: State, folio: number, pos: number, count: number, p: Bounds): void {
  const offset = offsetInPage(pos, p);
  for (let cell = 0; cell < p.PAGE; cell++) if (cell >= offset && cell < offset + count) s.disk[pos - offset + cell] = s.folios[folio].cells[cell];
}
