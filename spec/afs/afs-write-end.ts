import { asWriteEnd } from "../vfs/address-space-operations.js";
import { noteCommit } from "../vfs/note-commit.js";
import { writePath } from "../write-path.js";

/** Commits a copy, and unlocks the folio. ceph_write_end() and v9fs_write_end() follow the same rule. */
export const afs_write_end = asWriteEnd("afs_write_end");

/** afs_write_end(), fs/afs/write.c, 5.13 (66e9c6a86b80). A short copy into a page that is not uptodate counts as nothing, and is done again. */
export const afsWriteEnd = writePath.machine(afs_write_end, {
  source: "afs_write_end(), fs/afs/write.c, 5.13",
  version: "5.13",
  steps: {
    // copied < len; SetPageUptodate()
    accept(s, me) {
      const folio = s.folios[me.folio];
      me.ret = me.copied < me.len && !folio.uptodate ? 0 : me.copied;
      if (me.ret === 0) return "unlock";
      noteCommit(s, me.folio, me.ret, me.len);
      folio.uptodate = true;
      return "size";
    },

    // i_size_write(), under cb_lock
    size(s, me) {
      if (me.pos + me.ret > s.i_size) s.i_size = me.pos + me.ret;
      return "set_page_dirty";
    },

    // attach_page_private(), set_page_dirty()
    set_page_dirty(s, me) {
      s.folios[me.folio].dirty = true;
      return "unlock";
    },

    // unlock_page(), put_page()
    unlock(s, me) {
      s.folios[me.folio].lock = "nobody";
      return "done";
    },
  },
});

/**
 * afs_write_end(), fs/afs/write.c, 5.13-rc1 (3003bbd0697b): accepts whatever was copied, and only asserts that netfs_write_begin() has made the page
 * uptodate before the copy.
 */
export const afsWriteEndAccepts = writePath.variant(afsWriteEnd, "5.13-rc1", {
  source: "afs_write_end(), fs/afs/write.c, 5.13-rc1",
  steps: {
    // ASSERT(PageUptodate(page))
    accept(s, me) {
      me.ret = me.copied;
      if (me.ret === 0) return "unlock";
      noteCommit(s, me.folio, me.ret, me.len);
      s.ghost.warned = s.ghost.warned || !s.folios[me.folio].uptodate;
      return "size";
    },
  },
});
