import { max, min, prototype, when } from "../../src/language/index.js";
import { blockIndex, folioIndex, NONE, pageLength } from "../page-cache/bounds.js";
import { addFolio, isBlockUptodate, offsetInPage, pageOf, putFolio } from "../page-cache/folio.js";
import { writePath } from "../write-path.js";
import { readFolio } from "./read-folio.js";
import { worse } from "./shown.js";

/** A read(2) of one block, from the page cache. */
export const filemap_read = prototype("filemap_read", { exits: ["returned"] });

/**
 * filemap_read(), mm/filemap.c, 5.16, for any one block of the file; also generic_file_read_iter(). What a reader of several blocks
 * would be shown, one of them sees. It has a reference to the folio while it looks at it, and no lock: the folio may be written
 * to, or be truncated away, between its steps.
 */
export const filemapRead = writePath.machine(filemap_read, {
  source: "filemap_read(), mm/filemap.c, 5.16",
  locals: { block: blockIndex, folio: folioIndex, cells: pageLength },
  steps: {
    // a read at or past the end of the file is over before it begins
    enter(s, me, p, choose) {
      me.block = choose.number("block to read", 0, p.BLOCKS - 1);
      return me.block * p.BLOCK < s.i_size ? "filemap_get_pages" : "returned";
    },

    // filemap_get_read_batch(), and the test of PG_uptodate without a lock; filemap_create_folio() under invalidate_lock (shared)
    filemap_get_pages(s, me, p) {
      const page = pageOf(me.block * p.BLOCK, p);
      if (s.page_cache[page] === NONE) {
        when(s.invalidate_lock === "nobody");
        me.folio = addFolio(s, page, p);
        s.folios[me.folio].lock = "reader";
        s.folios[me.folio].pins += 1;
        return "filemap_read_folio";
      }
      me.folio = s.page_cache[page];
      s.folios[me.folio].pins += 1;
      return s.folios[me.folio].uptodate ? "i_size_read" : "filemap_update_page";
    },

    // under invalidate_lock (shared) and the folio lock: is it still the folio of its page? is at least the block uptodate?
    filemap_update_page(s, me, p) {
      const folio = s.folios[me.folio];
      when(s.invalidate_lock === "nobody" && folio.lock === "nobody");
      if (!folio.attached) {
        putFolio(folio, p);
        return "filemap_get_pages";
      }
      if (isBlockUptodate(folio, offsetInPage(me.block * p.BLOCK, p), p)) return "i_size_read";
      folio.lock = "reader";
      return "filemap_read_folio";
    },

    // read_folio() unlocks the folio when its I/O is done
    filemap_read_folio(s, me, p) {
      const folio = s.folios[me.folio];
      readFolio(s, folio, p);
      folio.lock = "nobody";
      return "i_size_read";
    },

    // "i_size must be checked after we know the pages are Uptodate"
    i_size_read(s, me, p) {
      me.cells = min(max(s.i_size - me.block * p.BLOCK, 0), p.BLOCK);
      return "copy";
    },

    // copy_folio_to_iter()
    copy(s, me, p) {
      const folio = s.folios[me.folio];
      const start = offsetInPage(me.block * p.BLOCK, p);
      for (let offset = start; offset < start + me.cells; offset++) s.ghost.shown = worse(s.ghost.shown, folio.cells[offset]);
      putFolio(folio, p);
      return "returned";
    },
  },
});

/**
 * do_generic_file_read(), mm/filemap.c, 4.7: looks for the page first, and at i_size only once it has an uptodate page in hand; so it may
 * find a page that lies past the end of the file.
 */
export const filemapReadSizeLast = writePath.variant(filemapRead, "4.7", {
  source: "do_generic_file_read(), mm/filemap.c, 4.7",
  steps: {
    enter(_s, me, p, choose) {
      me.block = choose.number("block to read", 0, p.BLOCKS - 1);
      return "filemap_get_pages";
    },
  },
});

/** A read(2) of a file on xfs. */
export const xfs_file_buffered_read = prototype("xfs_file_buffered_read", { exits: ["returned"] });

/** xfs_file_buffered_read(), fs/xfs/xfs_file.c, 6.1: i_rwsem (shared) keeps it apart from every write(2). */
export const xfsFileBufferedRead = writePath.machine(xfs_file_buffered_read, {
  source: "xfs_file_buffered_read(), fs/xfs/xfs_file.c, 6.1",
  steps: {
    lock(s) {
      when(s.i_rwsem === "nobody");
      s.i_rwsem = "reader";
      return "filemap_read";
    },
    unlock(s) {
      s.i_rwsem = "nobody";
      return "returned";
    },
  },
  calls: { filemap_read: { to: filemap_read, on: { returned: () => "unlock" } } },
});
