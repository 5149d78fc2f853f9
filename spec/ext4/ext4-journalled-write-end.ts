import { min } from "../../src/language/index.js";
import { offsetInPage } from "../page-cache/folio.js";
import { asWriteEnd } from "../vfs/address-space-operations.js";
import { commit } from "../vfs/block-write-end.js";
import { commitBuffers, zeroNewBuffers } from "../vfs/buffer-head.js";
import { writePath } from "../write-path.js";

/** Commits a copy in data=journal mode, where data goes to the journal before it goes to its place. */
export const ext4_journalled_write_end = asWriteEnd("ext4_journalled_write_end");

/**
 * ext4_journalled_write_end(), fs/ext4/inode.c, since 3b136499e906, for writes within the file. It has a loop of its own where other
 * file systems have block_write_end(), and the same rule since then. "Dirty" stands for what jbd2_journal_dirty_metadata() keeps:
 * the buffer has data that must be written.
 */
export const ext4JournalledWriteEnd = writePath.machine(ext4_journalled_write_end, {
  source: "ext4_journalled_write_end(), fs/ext4/inode.c, 4.11",
  version: "4.11",
  steps: {
    // ext4_journalled_zero_new_buffers(); ext4_walk_page_buffers(write_end_fn) over what was copied; SetPageUptodate()
    commit(s, me, p) {
      const folio = s.folios[me.folio];
      const from = offsetInPage(me.pos, p);
      const to = min(from + me.len, p.PAGE);
      if (me.copied < me.len && !folio.uptodate) {
        me.ret = 0;
        zeroNewBuffers(folio, from, to, p);
        return "unlock";
      }
      me.ret = me.copied;
      zeroNewBuffers(folio, from + me.copied, to, p);
      commit(s, me.folio, me.pos, me.len, me.ret, p);
      return "unlock";
    },

    // unlock_page(), put_page(), ext4_journal_stop()
    unlock(s, me) {
      s.folios[me.folio].lock = "nobody";
      return "done";
    },
  },
});

/**
 * ext4_journalled_write_end(), fs/ext4/inode.c, before 3b136499e906: a short copy counts as nothing, but the walk goes over all that the
 * write was meant for. A buffer that was to be overwritten as a whole was not read: it is marked uptodate, and dirty, with whatever is in it.
 */
export const ext4JournalledWriteEndWalksAll = writePath.variant(ext4JournalledWriteEnd, "4.4", {
  source: "ext4_journalled_write_end(), fs/ext4/inode.c, 4.4",
  steps: {
    commit(s, me, p) {
      const folio = s.folios[me.folio];
      const from = offsetInPage(me.pos, p);
      const to = min(from + me.len, p.PAGE);
      me.ret = me.copied < me.len && !folio.uptodate ? 0 : me.copied;
      zeroNewBuffers(folio, from + me.ret, to, p);
      commitBuffers(folio, from, to, p);
      return "unlock";
    },
  },
});
