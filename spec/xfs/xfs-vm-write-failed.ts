import { fill, max, min, prototype } from "../../src/language/index.js";
import { fileOffset, pageIndex } from "../page-cache/bounds.js";
import { blockOf, roundUp } from "../page-cache/file.js";
import { lockFolio, pageOf } from "../page-cache/folio.js";
import { commitBuffers } from "../vfs/buffer-head.js";
import { truncate_pagecache } from "../vfs/truncate-pagecache.js";
import { type XfsState, xfsInodePath } from "./xfs-inode-path.js";

/** Drops what a write that was to end at `to` left beyond the end of the file. */
export const xfs_vm_write_failed = prototype("xfs_vm_write_failed", { args: { to: fileOffset }, exits: ["done"] });

/**
 * xfs_vm_write_failed(), fs/xfs/linux-2.6/xfs_aops.c, and xfs_setattr() of the size that the file has, fs/xfs/linux-2.6/xfs_iops.c, 2.6.36. To xfs,
 * which has not heard of what this write has added, the file grows by that: whatever lies behind its old end is zeroed.
 */
export const xfsVmWriteFailedSetattr = xfsInodePath.machine(xfs_vm_write_failed, {
  source: "xfs_vm_write_failed(), fs/xfs/linux-2.6/xfs_aops.c; xfs_setattr(), fs/xfs/linux-2.6/xfs_iops.c, 2.6.36",
  version: "2.6.36",
  locals: { page: pageIndex },
  steps: {
    check(s, me, p) {
      if (me.to <= s.i_size) return "done";
      me.page = pageOf(s.ip.i_size, p);
      return "xfs_zero_eof";
    },

    // xfs_iozero(): one folio, all of which is in the page cache, as this very write has put it there
    xfs_zero_eof(s, me, p) {
      if (s.ip.i_size >= s.i_size || me.page * p.PAGE >= s.i_size) return "truncate_pagecache";
      const folio = s.folios[lockFolio(s, me.page, "writer", p)];
      const from = max(s.ip.i_size - me.page * p.PAGE, 0);
      const to = min(s.i_size - me.page * p.PAGE, p.PAGE);
      fill(folio.cells, from, to, "zero");
      commitBuffers(folio, from, to, p);
      folio.lock = "nobody";
      me.page += 1;
      return "xfs_zero_eof";
    },

    // a file that grows has nothing to free; of one that does not, xfs_itruncate_finish() frees what lies behind
    xfs_itruncate(s, _me, p) {
      if (s.i_size > s.ip.i_size) s.ip.i_size = s.i_size;
      else punchDelalloc(s, blockOf(roundUp(s.i_size, p), p), p.BLOCKS);
      return "done";
    },
  },
  calls: {
    truncate_pagecache: {
      to: truncate_pagecache,
      with: (s) => ({ newsize: s.i_size }),
      on: { done: () => "xfs_itruncate" },
    },
  },
});

/**
 * xfs_vm_write_failed() with c726de4409a8: drops the page cache behind the end of the file, and gives the reservations there back, but for
 * the first one.
 */
export const xfsVmWriteFailed = xfsInodePath.machine(xfs_vm_write_failed, {
  source: "xfs_vm_write_failed(), fs/xfs/linux-2.6/xfs_aops.c, c726de4409a8 (after 2.6.36)",
  version: "c726de4409a8",
  steps: {
    check(s, me) {
      return me.to > s.i_size ? "truncate_pagecache" : "done";
    },

    // xfs_bmap_punch_delalloc_range(), under the ILOCK
    punch(s, me, p) {
      punchDelalloc(s, blockOf(roundUp(s.i_size, p), p) + 1, blockOf(roundUp(me.to, p), p));
      return "done";
    },
  },
  calls: {
    truncate_pagecache: {
      to: truncate_pagecache,
      with: (s) => ({ newsize: s.i_size }),
      on: { done: () => "punch" },
    },
  },
});

/** The end of xfs_vm_write_end() in 3.14, which has no function of its own any more: likewise, and the first one, too. */
export const xfsVmWriteEndKills = xfsInodePath.variant(xfsVmWriteFailed, "3.14", {
  source: "xfs_vm_write_end() and xfs_vm_kill_delalloc_range(), fs/xfs/xfs_aops.c, 3.14",
  steps: {
    punch(s, me, p) {
      punchDelalloc(s, blockOf(roundUp(s.i_size, p), p), blockOf(roundUp(me.to, p), p));
      return "done";
    },
  },
});

function punchDelalloc(s: XfsState, first: number, end: number): void {
  for (let block = first; block < end; block++) {
    if (s.blocks[block] === "delalloc") {
      s.blocks[block] = "hole";
      s.ghost.allocated[block] = false;
    }
  }
}
