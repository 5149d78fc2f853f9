import { div, prototype } from "../../src/language/index.js";
import { truncateBlocks } from "../ext2/ext2-write-failed.js";
import { errno, fileOffset, writeLength } from "../page-cache/bounds.js";
import { blockOf } from "../page-cache/file.js";
import { addressOf, residencyAt } from "../page-cache/user-buffer.js";
import { type Bounds, type State, writePath } from "../write-path.js";
import { get_block } from "./get-block.js";
import { truncate_pagecache } from "./truncate-pagecache.js";

/** Writes the user's buffer straight to the disk at `pos`: an error if anything went wrong, however much was `transferred` before. */
export const __blockdev_direct_IO = prototype("__blockdev_direct_IO", {
  args: { pos: fileOffset },
  results: { transferred: writeLength, error: errno },
  exits: ["done"],
});

/**
 * __blockdev_direct_IO(), fs/direct-io.c, 2.6.20, for a write with DIO_LOCKING: the caller holds i_mutex. User page by user page, block by
 * block; a block that lies behind the end of the file is allocated just before it is written. The buffer is aligned to blocks, and
 * get_block() gives one block at a time, so that none is waiting to be filled when a user page cannot be had.
 */
export const blockdevDirectIo = writePath.machine(__blockdev_direct_IO, {
  source: "__blockdev_direct_IO(), fs/direct-io.c, 2.6.20",
  version: "2.6.20",
  steps: {
    // do_direct_IO(), dio_get_page(): get_user_pages() faults the page in, and pins it until the I/O is done
    dio_get_page(s, me, p) {
      if (s.iov.count === 0) return "done";
      if (residencyAt(s.user, s.iov.position, p) === "invalid") {
        me.error = "EFAULT";
        return "done";
      }
      s.user.pages[div(addressOf(s.user, s.iov.position, p), p.PAGE)] = "resident";
      return isHole(s, me.pos, p) ? "get_block" : "submit_page_section";
    },

    // dio_bio_submit(), dio_await_completion(): one block
    submit_page_section(s, me, p) {
      for (let offset = 0; offset < p.BLOCK; offset++) s.disk[me.pos + offset] = "new";
      s.iov.position += p.BLOCK;
      s.iov.count -= p.BLOCK;
      me.pos += p.BLOCK;
      me.transferred += p.BLOCK;
      return "dio_get_page";
    },
  },
  calls: {
    // get_more_blocks()
    get_block: {
      to: get_block,
      with: (_s, me, p) => ({ block: blockOf(me.pos, p) }),
      on: { allocated: () => "submit_page_section" },
    },
  },
});

/** __blockdev_direct_IO() since 2.6.21 (0f64415d4276): after an error, what was allocated behind the end of the file goes again. */
export const blockdevDirectIoTrims = writePath.variant(blockdevDirectIo, "2.6.21", {
  source: "__blockdev_direct_IO(), fs/direct-io.c, 2.6.21",
  steps: {
    dio_get_page(s, me, p) {
      if (s.iov.count === 0) return "done";
      if (residencyAt(s.user, s.iov.position, p) === "invalid") {
        me.error = "EFAULT";
        return s.request.pos + s.request.length > s.i_size ? "vmtruncate" : "done";
      }
      s.user.pages[div(addressOf(s.user, s.iov.position, p), p.PAGE)] = "resident";
      return isHole(s, me.pos, p) ? "get_block" : "submit_page_section";
    },

    // vmtruncate(): inode->i_op->truncate(), here ext2_truncate()
    truncate(s, _me, p) {
      truncateBlocks(s, p);
      return "done";
    },
  },
  calls: {
    vmtruncate: {
      to: truncate_pagecache,
      with: (s) => ({ newsize: s.i_size }),
      on: { done: () => "truncate" },
    },
  },
});

function isHole(s: State, pos: number, p: Bounds): boolean {
  return s.blocks[blockOf(pos, p)] === "hole";
}
