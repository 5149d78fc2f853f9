/**
 * gfs2_file_buffered_write() as it was from 5.16-rc1 until shortly before 5.18: user pages are faulted in under the glock, whose holder is
 * made weak for that time, so that whoever needs the glock to serve the fault may take it away.
 */
import { min, when } from "../../src/language/index.js";
import { faultInIovIterReadable } from "../iomap/fault-in.js";
import { iomap_file_buffered_write } from "../iomap/iomap-file-buffered-write.js";
import { errno, writeLength } from "../page-cache/bounds.js";
import { writePath } from "../write-path.js";
import { gfs2_file_buffered_write } from "./gfs2-file-buffered-write.js";
import { gfs2_glock_nq, gfs2GlockDq } from "./glock.js";
import { cachePageWindow, userPageWindow } from "./should-fault-in-pages.js";

/**
 * gfs2_file_buffered_write(), fs/gfs2/file.c, 5.16-rc1 (00bfe02f4796). The first attempt is made with nothing faulted in. If the
 * glock is lost during the fault-in the write starts over, or returns short if it has got anywhere.
 */
export const gfs2FileBufferedWriteFirst = writePath.machine(gfs2_file_buffered_write, {
  source: "gfs2_file_buffered_write(), fs/gfs2/file.c, 5.16-rc1",
  version: "5.16-rc1",
  locals: { window_size: writeLength, written: writeLength, error: errno },
  steps: {
    // gfs2_file_write_iter(): inode_lock()
    inode_lock(s) {
      when(s.i_rwsem === "nobody");
      s.i_rwsem = "writer";
      return "gfs2_glock_nq";
    },

    // retry_under_glock:
    pagefault_disable(s) {
      s.pagefault_disabled = true;
      return "iomap_file_buffered_write";
    },

    // … and gfs2_holder_allow_demote()
    should_fault_in_pages(s, me, p) {
      if (s.iov.count === 0) return "out_unlock";
      me.window_size = userPageWindow(s, p);
      s.glock.writer.weak = true;
      return "fault_in";
    },

    // fault_in_iov_iter_readable(): leaves in window_size what was faulted in
    fault_in(s, me, p) {
      me.window_size -= faultInIovIterReadable(s, me.window_size, p);
      return "disallow_demote";
    },

    // gfs2_holder_disallow_demote(), gfs2_holder_queued()
    disallow_demote(s, me) {
      const queued = s.glock.writer.state === "holding";
      const faultedIn = me.window_size;
      s.glock.writer.weak = false;
      me.window_size = 0;
      if (faultedIn === 0) return "out_unlock";
      if (queued) return "pagefault_disable";
      return me.written > 0 ? "out_unlock" : "gfs2_glock_nq";
    },

    // gfs2_glock_dq() if it is still queued
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
          return out.written > 0 || out.error === "EFAULT" ? "should_fault_in_pages" : "out_unlock";
        },
      },
    },
  },
});

/**
 * gfs2_file_buffered_write(), fs/gfs2/file.c, 5.16 (554c577cee95): a retry is shown only what was faulted in. Before, iomap wanted
 * all of a file page while gfs2 faulted in one user page, and a write that touched two of them went round for ever.
 */
export const gfs2FileBufferedWriteClipped = writePath.variant(gfs2FileBufferedWriteFirst, "5.16", {
  source: "gfs2_file_buffered_write(), fs/gfs2/file.c, 5.16",
  steps: {
    should_fault_in_pages(s, me, p) {
      s.iov.count = s.request.length - me.written;
      if (s.iov.count === 0) return "out_unlock";
      me.window_size = userPageWindow(s, p);
      s.glock.writer.weak = true;
      return "fault_in";
    },

    disallow_demote(s, me) {
      const queued = s.glock.writer.state === "holding";
      const faultedIn = me.window_size;
      s.glock.writer.weak = false;
      me.window_size = 0;
      if (faultedIn === 0) return "out_unlock";
      s.iov.count = min(s.iov.count, faultedIn);
      if (queued) return "pagefault_disable";
      return me.written > 0 ? "out_unlock" : "gfs2_glock_nq";
    },
  },
});

/** gfs2_file_buffered_write(), fs/gfs2/file.c, 5.18-rc5 (296abc0d91d8): a lost glock is taken again; no short returns for it. */
export const gfs2FileBufferedWriteResumes = writePath.variant(gfs2FileBufferedWriteClipped, "5.18-rc5", {
  source: "gfs2_file_buffered_write(), fs/gfs2/file.c, 5.18-rc5",
  steps: {
    disallow_demote(s, me) {
      const queued = s.glock.writer.state === "holding";
      const faultedIn = me.window_size;
      s.glock.writer.weak = false;
      me.window_size = 0;
      if (faultedIn === 0) return "out_unlock";
      s.iov.count = min(s.iov.count, faultedIn);
      return queued ? "pagefault_disable" : "gfs2_glock_nq";
    },
  },
});

/**
 * gfs2_file_buffered_write(), fs/gfs2/file.c, 5.18-rc (324d116c5a5c, fa5dfa645d85): windows are aligned with the page cache, and
 * the first is faulted in before the first attempt, under the glock.
 */
export const gfs2FileBufferedWritePrefaults = writePath.variant(gfs2FileBufferedWriteResumes, "5.18-rc", {
  source: "gfs2_file_buffered_write(), fs/gfs2/file.c, 5.18-rc",
  locals: { prev_count: writeLength },
  steps: {
    should_fault_in_pages(s, me, p) {
      s.iov.count = s.request.length - me.written;
      if (s.iov.count === 0) return "out_unlock";
      me.window_size = cachePageWindow(s, me.written, me.prev_count, p);
      me.prev_count = s.iov.count;
      s.glock.writer.weak = true;
      return "fault_in";
    },

    disallow_demote(s, me) {
      const queued = s.glock.writer.state === "holding";
      const faultedIn = me.window_size;
      s.glock.writer.weak = false;
      me.window_size = 0;
      if (faultedIn === 0) {
        me.error = "EFAULT";
        return "out_unlock";
      }
      if (!queued) return "gfs2_glock_nq";
      s.iov.count = min(s.iov.count, faultedIn);
      return "pagefault_disable";
    },
  },
  calls: {
    gfs2_glock_nq: {
      to: gfs2_glock_nq,
      with: () => ({ who: "writer", mode: "EX" }) as const,
      on: { held: () => "should_fault_in_pages" },
    },
  },
});

/**
 * An experiment, not a kernel: page faults stay enabled around the iomap write, so that its own
 * fault-in brings the pages in; but while the glock is held EX, which serving a fault may need.
 */
export const gfs2FileBufferedWriteFaulting = writePath.variant(gfs2FileBufferedWriteClipped, "5.16, page faults enabled", {
  source: "gfs2_file_buffered_write(), fs/gfs2/file.c, 5.16, without pagefault_disable()",
  steps: {
    pagefault_disable() {
      return "iomap_file_buffered_write";
    },
  },
});
