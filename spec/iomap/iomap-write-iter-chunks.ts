import { div, min, mod, range } from "../../src/language/index.js";
import { folioIndex, writeLength } from "../page-cache/bounds.js";
import { offsetInPage } from "../page-cache/folio.js";
import { chooseCopied } from "../page-cache/user-buffer.js";
import { writePath } from "../write-path.js";
import { faultInIovIterReadable } from "./fault-in.js";
import { iomap_write_begin } from "./iomap-write-begin.js";
import { iomap_write_end } from "./iomap-write-end.js";
import { advance, iomap_write_iter, iovIterRevert, noteShortCopy, placeCells } from "./iomap-write-iter.js";

/** The chunk that is tried, after it was halved so many times; never less than a page. */
function chunkSize(halved: number, { PAGE, CHUNK }: { readonly PAGE: number; readonly CHUNK: number }): number {
  let chunk = CHUNK;
  for (let time = 0; time < halved; time++) if (chunk > PAGE) chunk = div(chunk, 2);
  return chunk;
}

/** How often the chunk may be halved: enough for any chunk that makes sense here. */
const halvings = range(0, 3);

/**
 * iomap_write_iter(), fs/iomap/buffered-io.c, as 5d8edfb900d5 left it (6.6-rc1 to -rc6): copies in chunks that may be larger than a
 * page, into whatever folio it gets. The chunk is computed anew on every turn of the loop, so that what a rejected short copy
 * taught is forgotten: the same short copy is tried and rejected for ever (bug B14).
 */
export const iomapWriteIterForgetful = writePath.machine(iomap_write_iter, {
  source: "iomap_write_iter(), fs/iomap/buffered-io.c, 6.6-rc1",
  version: "6.6-rc",
  locals: { folio: folioIndex, bytes: writeLength, copied: writeLength, halved: halvings },
  surprising: { copy: "unless greatest" },
  steps: {
    // top of the loop: at most to the end of the chunk; fault_in_iov_iter_readable()
    next(s, me, p) {
      const chunk = chunkSize(me.halved, p);
      me.bytes = min(min(chunk - mod(me.pos, chunk), s.iov.count), me.length);
      const residue = faultInIovIterReadable(s, me.bytes, p);
      if (residue === me.bytes) {
        me.error = "EFAULT";
        return "done";
      }
      return "iomap_write_begin";
    },

    // copy_page_from_iter_atomic(), at most to the end of the folio that iomap_write_begin() got
    copy(s, me, p, choose) {
      me.bytes = min(me.bytes, p.PAGE - offsetInPage(me.pos, p));
      me.copied = chooseCopied(s.user, s.iov.position, me.bytes, p, choose);
      placeCells(s, me.folio, me.pos, me.copied, p);
      noteShortCopy(s, me.copied, me.bytes);
      return "iomap_write_end";
    },
  },
  calls: {
    iomap_write_begin: {
      to: iomap_write_begin,
      with: (_s, me) => ({ pos: me.pos, len: me.bytes }),
      on: {
        locked: (_s, me, out) => {
          me.folio = out.folio;
          return "copy";
        },
        stale: () => "done",
        failed: (_s, me) => {
          me.error = "EINTR";
          return "done";
        },
      },
    },
    iomap_write_end: {
      to: iomap_write_end,
      with: (_s, me) => ({ folio: me.folio, pos: me.pos, len: me.bytes, copied: me.copied }),
      on: {
        done: (s, me, out, p) => {
          iovIterRevert(s, me.copied - out.ret);
          if (out.ret === 0 && chunkSize(me.halved, p) > p.PAGE) me.halved += 1;
          return advance(s, me, out.ret) ? "next" : "done";
        },
      },
    },
  },
});

/**
 * iomap_write_iter() since 3ac974796e5d (6.6-rc7): after a rejected short copy it goes back to `retry:` with what was copied as the
 * new length. If nothing at all was copied it starts afresh.
 */
export const iomapWriteIterRetry = writePath.variant(iomapWriteIterForgetful, "6.6", {
  source: "iomap_write_iter(), fs/iomap/buffered-io.c, 6.6",
  steps: {
    next(s, me) {
      me.bytes = s.iov.count;
      return "retry";
    },

    // retry: … fault_in_iov_iter_readable()
    retry(s, me, p) {
      const chunk = chunkSize(me.halved, p);
      me.bytes = min(min(chunk - mod(me.pos, chunk), me.bytes), me.length);
      const residue = faultInIovIterReadable(s, me.bytes, p);
      if (residue === me.bytes) {
        me.error = "EFAULT";
        return "done";
      }
      return "iomap_write_begin";
    },
  },
  calls: {
    iomap_write_end: {
      ...iomapWriteIterForgetful.calls.iomap_write_end,
      on: {
        done: (s, me, out, p) => {
          iovIterRevert(s, me.copied - out.ret);
          if (out.ret === 0) {
            if (chunkSize(me.halved, p) > p.PAGE) me.halved += 1;
            if (me.copied === 0) return "next";
            me.bytes = me.copied;
            return "retry";
          }
          return advance(s, me, out.ret) ? "next" : "done";
        },
      },
    },
  },
});

/**
 * iomap_write_iter() as posted in July 2025: no fault-in before the first try. Only when nothing was copied, and after the folio was
 * unlocked, is the buffer faulted in. The first touch of a buffer that is not resident therefore costs one round of begin and end
 * with nothing copied.
 */
export const iomapWriteIterFaultLast = writePath.variant(iomapWriteIterRetry, "2025", {
  source: "iomap_write_iter(), fs/iomap/buffered-io.c, as posted in July 2025",
  steps: {
    retry(_s, me, p) {
      const chunk = chunkSize(me.halved, p);
      me.bytes = min(min(chunk - mod(me.pos, chunk), me.bytes), me.length);
      return "iomap_write_begin";
    },

    // fault_in_iov_iter_readable(), no lock held
    fault_in(s, me, p) {
      const residue = faultInIovIterReadable(s, me.bytes, p);
      if (residue === me.bytes) {
        me.error = "EFAULT";
        return "done";
      }
      return "next";
    },
  },
  calls: {
    iomap_write_end: {
      ...iomapWriteIterForgetful.calls.iomap_write_end,
      on: {
        done: (s, me, out, p) => {
          iovIterRevert(s, me.copied - out.ret);
          if (out.ret === 0) {
            if (chunkSize(me.halved, p) > p.PAGE) me.halved += 1;
            if (me.copied === 0) return "fault_in";
            me.bytes = me.copied;
            return "retry";
          }
          return advance(s, me, out.ret) ? "next" : "done";
        },
      },
    },
  },
});
