import { max, min, prototype } from "../../src/language/index.js";
import { filemap_read } from "../actors/reader.js";
import { worse } from "../actors/shown.js";
import { blockIndex, folioIndex, NONE, pageLength } from "../page-cache/bounds.js";
import { isBlockUptodate, offsetInPage, pageOf, putFolio } from "../page-cache/folio.js";
import { type Bounds, type State, writePath } from "../write-path.js";
import { gfs2_glock_nq, gfs2GlockDq } from "./glock.js";

/** A read(2) of one block of a file of gfs2. */
export const gfs2_file_read_iter = prototype("gfs2_file_read_iter", { exits: ["returned"] });

/**
 * gfs2_file_read_iter(), fs/gfs2/file.c, 5.16. A first pass (IOCB_NOIO) takes no glock and reads only what is uptodate in the page
 * cache. If there is nothing, the glock is taken (shared), and the read starts over. (The user's pages, into which it reads, are
 * resident here: nothing is faulted in under the glock.)
 */
export const gfs2FileReadIter = writePath.machine(gfs2_file_read_iter, {
  source: "gfs2_file_read_iter(), fs/gfs2/file.c, 5.16",
  locals: { block: blockIndex, folio: folioIndex, cells: pageLength },
  steps: {
    // filemap_read(): at or past the end of the file there is nothing to read
    enter(s, me, p, choose) {
      me.block = choose.number("block to read without a glock", 0, p.BLOCKS - 1);
      return me.block * p.BLOCK < s.i_size ? "filemap_get_pages" : "returned";
    },

    // without IOCB_NOIO it would wait for the folio, or read it; with it that is -EAGAIN
    filemap_get_pages(s, me, p) {
      if (!canReadAtOnce(s, me.block * p.BLOCK, p)) return "gfs2_glock_nq";
      me.folio = s.page_cache[pageOf(me.block * p.BLOCK, p)];
      s.folios[me.folio].pins += 1;
      return "i_size_read";
    },

    i_size_read(s, me, p) {
      me.cells = min(max(s.i_size - me.block * p.BLOCK, 0), p.BLOCK);
      return "copy";
    },

    // copy_page_to_iter()
    copy(s, me, p) {
      const folio = s.folios[me.folio];
      const start = offsetInPage(me.block * p.BLOCK, p);
      for (let offset = start; offset < start + me.cells; offset++) s.ghost.shown = worse(s.ghost.shown, folio.cells[offset]);
      putFolio(folio, p);
      return "returned";
    },

    unlock(s) {
      gfs2GlockDq(s.glock, "reader");
      return "returned";
    },
  },
  calls: {
    gfs2_glock_nq: {
      to: gfs2_glock_nq,
      with: () => ({ who: "reader", mode: "SH" }) as const,
      on: { held: () => "filemap_read" },
    },
    filemap_read: { to: filemap_read, on: { returned: () => "unlock" } },
  },
});

/** The folio is uptodate; or it is not locked, and the block is. */
function canReadAtOnce(s: State, pos: number, p: Bounds): boolean {
  const found = s.page_cache[pageOf(pos, p)];
  if (found === NONE) return false;
  const folio = s.folios[found];
  return folio.uptodate || (folio.lock === "nobody" && isBlockUptodate(folio, offsetInPage(pos, p), p));
}
