import { bool, min, prototype, when } from "../../src/language/index.js";
import { readFolio } from "../actors/read-folio.js";
import { iovIterRevert, noteShortCopy, placeCells } from "../iomap/iomap-write-iter.js";
import { errno, fileOffset, folioIndex, writeLength } from "../page-cache/bounds.js";
import { blockOf } from "../page-cache/file.js";
import { lockFolio, offsetInPage, pageOf } from "../page-cache/folio.js";
import { chooseCopied } from "../page-cache/user-buffer.js";
import { fault_in_pages_readable, isAbsent } from "../vfs/fault-in-pages-readable.js";
import { iovIterSingleSegCount } from "../vfs/generic-perform-write.js";
import { noteCommit } from "../vfs/note-commit.js";
import type { Bounds } from "../write-path.js";
import { type BtrfsState, btrfsPath } from "./btrfs-path.js";

/** A write(2) or writev(2) to btrfs, which has a loop of its own: reserve, prepare, copy, release. */
export const btrfs_file_aio_write = prototype("btrfs_file_aio_write", { exits: ["returned"] });

/**
 * btrfs_file_aio_write(), fs/btrfs/file.c, 3.1 (31339acd07b4), without O_DIRECT, O_SYNC and ENOSPC. The kernel takes many pages a turn, and one
 * (nrptrs = 1) as soon as a copy came up short; here it is always one. Only the segment that the iterator stands in is faulted in, while the copy
 * goes on into the next. Not modelled: writeback, which prepare_pages() would wait for.
 */
export const btrfsFileAioWrite = btrfsPath.machine(btrfs_file_aio_write, {
  source: "btrfs_file_aio_write(), fs/btrfs/file.c, 3.1",
  version: "3.1",
  locals: { pos: fileOffset, folio: folioIndex, bytes: writeLength, copied: writeLength, written: writeLength, error: errno },
  surprising: { copy: "unless greatest" },
  steps: {
    // mutex_lock(&inode->i_mutex)
    lock(s, me) {
      when(s.i_rwsem === "nobody");
      s.i_rwsem = "writer";
      me.pos = s.request.pos;
      return "next";
    },

    // top of the loop: at most to the end of the page
    next(s, me, p) {
      if (s.iov.count === 0) return "unlock";
      me.bytes = min(p.PAGE - offsetInPage(me.pos, p), s.iov.count);
      return "fault_in_pages_readable";
    },

    // btrfs_delalloc_reserve_space()
    reserve(s) {
      s.btrfs.reserved += 1;
      return "prepare_pages";
    },

    // prepare_pages(): grab_cache_page(), prepare_uptodate_page(), clear_page_dirty_for_io()
    prepare_pages(s, me, p) {
      me.folio = lockFolio(s, pageOf(me.pos, p), "writer", p);
      s.folios[me.folio].dirty = false;
      return isUnread(s, me.folio) && isPartOfPage(me.pos, me.bytes, p) ? "btrfs_readpage" : "copy";
    },

    btrfs_readpage(s, me, p) {
      readFolio(s, s.folios[me.folio], p);
      return "copy";
    },

    // btrfs_copy_from_user(): a short copy into a page that is not uptodate counts as nothing
    copy(s, me, p, choose) {
      me.copied = chooseCopied(s.user, s.iov.position, me.bytes, p, choose);
      takeCells(s, me.folio, me.pos, me.copied, me.bytes, p);
      if (me.copied < me.bytes && isUnread(s, me.folio)) {
        iovIterRevert(s, me.copied);
        me.copied = 0;
      }
      return "release_space";
    },

    // what no page will take over is given back: btrfs_delalloc_release_space()
    release_space(s, me) {
      if (me.copied > 0) return "dirty_pages";
      s.btrfs.reserved -= 1;
      return "drop_pages";
    },

    // dirty_and_release_pages(): btrfs_set_extent_delalloc(), SetPageUptodate(), set_page_dirty()
    dirty_pages(s, me, p) {
      noteCommit(s, me.folio, me.copied, me.bytes);
      s.blocks[blockOf(me.pos, p)] = "delalloc";
      s.btrfs.reserved -= 1;
      s.folios[me.folio].uptodate = true;
      s.folios[me.folio].dirty = true;
      return "size";
    },

    // i_size_write()
    size(s, me) {
      if (me.pos + me.copied > s.i_size) s.i_size = me.pos + me.copied;
      return "drop_pages";
    },

    // btrfs_drop_pages()
    drop_pages(s, me) {
      s.folios[me.folio].lock = "nobody";
      me.pos += me.copied;
      me.written += me.copied;
      return "next";
    },

    // mutex_unlock(&inode->i_mutex)
    unlock(s, me) {
      s.i_rwsem = "nobody";
      s.result.returned = true;
      s.result.count = me.written;
      s.result.errno = me.written > 0 ? "ok" : me.error;
      return "returned";
    },
  },
  calls: {
    fault_in_pages_readable: {
      to: fault_in_pages_readable,
      with: (s, me, p) => ({ length: min(me.bytes, iovIterSingleSegCount(s, p)) }),
      on: {
        done: (_s, me, out) => {
          if (out.residue === 0) return "reserve";
          me.error = "EFAULT";
          return "unlock";
        },
      },
    },
  },
});

/** btrfs_file_aio_write() since 3.2 (b6316429af7f): after a copy of nothing the page is read, so that the next short copy will do. */
export const btrfsFileAioWriteForces = btrfsPath.variant(btrfsFileAioWrite, "3.2", {
  source: "__btrfs_buffered_write(), fs/btrfs/file.c, 3.2",
  locals: { force_page_uptodate: bool },
  steps: {
    prepare_pages(s, me, p) {
      me.folio = lockFolio(s, pageOf(me.pos, p), "writer", p);
      s.folios[me.folio].dirty = false;
      return isUnread(s, me.folio) && (me.force_page_uptodate || isPartOfPage(me.pos, me.bytes, p)) ? "btrfs_readpage" : "copy";
    },
    release_space(s, me) {
      me.force_page_uptodate = me.copied === 0;
      if (me.copied > 0) return "dirty_pages";
      s.btrfs.reserved -= 1;
      return "drop_pages";
    },
  },
});

/** btrfs_file_aio_write() since 7703bdd8d23e: a page that holds an earlier write stays dirty while it is written to. */
export const btrfsFileAioWriteKeepsDirty = btrfsPath.variant(btrfsFileAioWriteForces, "4.19", {
  source: "prepare_pages(), fs/btrfs/file.c, 4.19",
  steps: {
    prepare_pages(s, me, p) {
      me.folio = lockFolio(s, pageOf(me.pos, p), "writer", p);
      return isUnread(s, me.folio) && (me.force_page_uptodate || isPartOfPage(me.pos, me.bytes, p)) ? "btrfs_readpage" : "copy";
    },
  },
});

/** btrfs_file_aio_write() with b1bf862e9dad alone: whatever was copied is accepted, and makes its page uptodate. */
export const btrfsFileAioWriteAccepts = btrfsPath.variant(btrfsFileAioWrite, "b1bf862e9dad", {
  source: "btrfs_file_aio_write(), fs/btrfs/file.c, 2.6.38-rc (b1bf862e9dad)",
  steps: {
    copy(s, me, p, choose) {
      me.copied = chooseCopied(s.user, s.iov.position, me.bytes, p, choose);
      takeCells(s, me.folio, me.pos, me.copied, me.bytes, p);
      return "release_space";
    },
  },
});

/**
 * btrfs_file_aio_write() with 914ee295af41 alone: a copy of nothing gives nothing back. (So says the message of b1bf862e9dad; the text of this
 * version was not seen.) Which pages have to be read was decided for the write as a whole, before the loop.
 */
export const btrfsFileAioWriteLeaks = btrfsPath.variant(btrfsFileAioWriteAccepts, "914ee295af41", {
  source: "btrfs_file_aio_write(), fs/btrfs/file.c, 2.6.37-rc (914ee295af41)",
  steps: {
    prepare_pages(s, me, p) {
      me.folio = lockFolio(s, pageOf(me.pos, p), "writer", p);
      s.folios[me.folio].dirty = false;
      return isUnread(s, me.folio) && isPartOfPage(s.request.pos, s.request.length, p) ? "btrfs_readpage" : "copy";
    },
    release_space(_s, me) {
      return me.copied > 0 ? "dirty_pages" : "drop_pages";
    },
  },
});

/** btrfs_file_aio_write(), fs/btrfs/file.c, 2.6.36: the copy serves its page faults with the pages locked. */
export const btrfsFileAioWriteFaultsLocked = btrfsPath.variant(btrfsFileAioWriteLeaks, "2.6.36", {
  source: "btrfs_file_aio_write(), fs/btrfs/file.c, 2.6.36",
  steps: {
    next(s, me, p) {
      if (s.iov.count === 0) return "unlock";
      me.bytes = min(p.PAGE - offsetInPage(me.pos, p), s.iov.count);
      return "reserve";
    },

    // btrfs_copy_from_user(): iov_iter_fault_in_readable(), iov_iter_copy_from_user()
    copy(s, me, p, choose) {
      if (isAbsent(s, me.bytes, p)) return "fault_in_copy";
      me.copied = chooseCopied(s.user, s.iov.position, me.bytes, p, choose);
      takeCells(s, me.folio, me.pos, me.copied, me.bytes, p);
      return "release_space";
    },
  },
  calls: {
    fault_in_copy: {
      to: fault_in_pages_readable,
      with: (_s, me) => ({ length: me.bytes }),
      on: { done: () => "copy" },
    },
  },
});

function isUnread(s: BtrfsState, folio: number): boolean {
  return !s.folios[folio].uptodate;
}

/** Whether a range begins or ends inside of a page: what it leaves of the page has to be read. */
function isPartOfPage(pos: number, length: number, p: Bounds): boolean {
  return offsetInPage(pos, p) > 0 || offsetInPage(pos + length, p) > 0;
}

/** Puts what was copied into the folio, and keeps note of a copy that came out short. */
function takeCells(s: BtrfsState, folio: number, pos: number, copied: number, wanted: number, p: Bounds): void {
  placeCells(s, folio, pos, copied, p);
  noteShortCopy(s, copied, wanted);
}
