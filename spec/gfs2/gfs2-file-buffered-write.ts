import { min, prototype, when } from "../../src/language/index.js";
import { faultInIovIterReadable } from "../iomap/fault-in.js";
import { iomap_file_buffered_write } from "../iomap/iomap-file-buffered-write.js";
import { errno, writeLength } from "../page-cache/bounds.js";
import { writePath } from "../write-path.js";
import { gfs2_glock_nq, gfs2GlockDq } from "./glock.js";
import { cachePageWindow } from "./should-fault-in-pages.js";

/** A write(2) or pwrite(2) to a file of gfs2. */
export const gfs2_file_buffered_write = prototype("gfs2_file_buffered_write", { exits: ["returned"] });

/**
 * gfs2_file_buffered_write(), fs/gfs2/file.c, 5.18 (e1fa9ea85ce8). User pages are faulted in while no glock is held; then the glock
 * is taken, and iomap writes what was faulted in with page faults disabled. What it did not get done is faulted in again, for
 * which the glock is dropped.
 */
export const gfs2FileBufferedWrite = writePath.machine(gfs2_file_buffered_write, {
  source: "gfs2_file_buffered_write(), fs/gfs2/file.c, 5.18",
  version: "5.18",
  locals: { window_size: writeLength, prev_count: writeLength, written: writeLength, error: errno },
  steps: {
    // gfs2_file_write_iter(): inode_lock()
    inode_lock(s) {
      when(s.i_rwsem === "nobody");
      s.i_rwsem = "writer";
      return "should_fault_in_pages";
    },

    // retry: the label stands before the first test, so that a retry tests twice and sees no progress the second time
    should_fault_in_pages(s, me, p) {
      me.window_size = cachePageWindow(s, me.written, me.prev_count, p);
      me.prev_count = s.iov.count;
      return "fault_in";
    },

    // fault_in_iov_iter_readable(), with no lock but i_rwsem; what cannot be had is hidden from iomap
    fault_in(s, me, p) {
      me.window_size -= faultInIovIterReadable(s, me.window_size, p);
      if (me.window_size === 0) {
        me.error = "EFAULT";
        return "inode_unlock";
      }
      s.iov.count = min(s.iov.count, me.window_size);
      me.window_size = 0;
      return "gfs2_glock_nq";
    },

    pagefault_disable(s) {
      s.pagefault_disabled = true;
      return "iomap_file_buffered_write";
    },

    // the whole rest is shown again; is there any?
    should_retry(s, me, p) {
      s.iov.count = s.request.length - me.written;
      if (s.iov.count === 0) return "out_unlock";
      me.window_size = cachePageWindow(s, me.written, me.prev_count, p);
      me.prev_count = s.iov.count;
      return "drop_glock";
    },

    // gfs2_glock_dq(), goto retry
    drop_glock(s) {
      gfs2GlockDq(s.glock, "writer");
      return "should_fault_in_pages";
    },

    out_unlock(s) {
      gfs2GlockDq(s.glock, "writer");
      return "inode_unlock";
    },

    inode_unlock(s, me) {
      s.i_rwsem = "nobody";
      s.iov.count = s.request.length - me.written;
      s.result.returned = true;
      s.result.count = me.written;
      s.result.errno = me.written > 0 ? "ok" : me.error;
      return "returned";
    },
  },
  calls: {
    gfs2_glock_nq: {
      to: gfs2_glock_nq,
      with: () => ({ who: "writer", mode: "EX" }) as const,
      on: { held: () => "pagefault_disable" },
    },
    iomap_file_buffered_write: {
      to: iomap_file_buffered_write,
      with: (s, me) => ({ pos: s.request.pos + me.written }),
      on: {
        done: (s, me, out) => {
          s.pagefault_disabled = false;
          me.written += out.written;
          me.error = out.error;
          return out.written > 0 || out.error === "EFAULT" ? "should_retry" : "out_unlock";
        },
      },
    },
  },
});

/**
 * gfs2_file_buffered_write(), fs/gfs2/file.c, 6.5 (c8ed1b359312; also in 6.1.y): `retry:` has moved behind the first test, so that
 * a retry after some progress has the large window again.
 */
export const gfs2FileBufferedWriteRetryLabel = writePath.variant(gfs2FileBufferedWrite, "6.5", {
  source: "gfs2_file_buffered_write(), fs/gfs2/file.c, 6.5",
  steps: {
    drop_glock(s) {
      gfs2GlockDq(s.glock, "writer");
      return "fault_in";
    },
  },
});
