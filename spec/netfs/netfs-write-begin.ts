import { fill } from "../../src/language/index.js";
import { readFolio } from "../actors/read-folio.js";
import { noteAttempt } from "../iomap/iomap-write-begin.js";
import { type Folio, lockFolio, offsetInPage, pageOf } from "../page-cache/folio.js";
import { asWriteBegin } from "../vfs/address-space-operations.js";
import { type Bounds, type State, writePath } from "../write-path.js";

/** Locks the folio at `pos` and makes it ready for a write: from the server, unless that can be spared. For afs, ceph and others. */
export const netfs_write_begin = asWriteBegin("netfs_write_begin");

/**
 * netfs_write_begin(), fs/netfs/read_helper.c, 5.13 (827a746f405d), without a local cache, for afs_write_begin(). What is on the server is the
 * model's disk, with a block for every page: there are neither holes nor reservations. Not modelled: conflicting writes that are flushed first.
 */
export const netfsWriteBegin = writePath.machine(netfs_write_begin, {
  source: "netfs_write_begin(), fs/netfs/read_helper.c, 5.13",
  version: "5.13",
  steps: {
    // grab_cache_page_write_begin(); PageUptodate()
    get_folio(s, me, p) {
      me.folio = lockFolio(s, pageOf(me.pos, p), "writer", p);
      noteAttempt(s, me.len, p);
      return s.folios[me.folio].uptodate ? "locked" : "prepare";
    },

    // netfs_skip_page_read(): zeroes around the write, and leaves it to write_end to say that the page is uptodate
    prepare(s, me, p) {
      if (!isPageNotNeeded(s, me.pos, me.len, p)) return "read";
      zeroAroundWrite(s.folios[me.folio], offsetInPage(me.pos, p), me.len, p);
      return "locked";
    },

    // netfs_rreq_submit_slice(), and its answer from the server
    read(s, me, p) {
      readFolio(s, s.folios[me.folio], p);
      return "locked";
    },
  },
});

/**
 * netfs_write_begin(), fs/netfs/read_helper.c, before 827a746f405d. A write at or past the end of the file needs nothing of its page, it thought,
 * though the page may hold the end of the file. And when nothing is to be read, all of the page is zeroed and marked uptodate at once.
 */
export const netfsWriteBeginClears = writePath.variant(netfsWriteBegin, "5.13-rc1", {
  source: "netfs_write_begin(), fs/netfs/read_helper.c, 5.13-rc1",
  steps: {
    // netfs_clear_thp(), SetPageUptodate()
    prepare(s, me, p) {
      const offset = offsetInPage(me.pos, p);
      const covers = offset === 0 && (me.len === p.PAGE || me.pos + me.len >= s.i_size);
      if (!covers && me.pos < s.i_size) return "read";
      fill(s.folios[me.folio].cells, 0, p.PAGE, "zero");
      s.folios[me.folio].uptodate = true;
      return "locked";
    },
  },
});

/** A page that is written as a whole, or lies past the end of the file, or whose part of the file is overwritten from the page's start on. */
function isPageNotNeeded(s: State, pos: number, len: number, p: Bounds): boolean {
  const offset = offsetInPage(pos, p);
  return (offset === 0 && len === p.PAGE) || pos - offset >= s.i_size || (offset === 0 && pos + len >= s.i_size);
}

function zeroAroundWrite(folio: Folio, offset: number, len: number, { PAGE }: Bounds): void {
  fill(folio.cells, 0, offset, "zero");
  fill(folio.cells, offset + len, PAGE, "zero");
}
