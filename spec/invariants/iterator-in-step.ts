/**
 * Where the iterator stands while a write is under way: at the position of the file minus the start of the write, but for the cells that were copied
 * and of which iomap_write_end() has not said yet whether it takes them.
 */
import { iomapFileBufferedWrite } from "../iomap/iomap-file-buffered-write.js";
import { iomapIter } from "../iomap/iomap-iter.js";
import { iomapWriteEnd } from "../iomap/iomap-write-end.js";
import { iomapWriteIter } from "../iomap/iomap-write-iter.js";
import { iomapWriteIterFaultLast, iomapWriteIterRetry } from "../iomap/iomap-write-iter-chunks.js";
import type { Seen } from "../properties/readable.js";
import { writePath } from "../write-path.js";
import { xfsFileBufferedWrite } from "../xfs/xfs-file-buffered-write.js";

const NAME = "the iterator is in step";

/** The source was consumed up to this position of the file, and not beyond. */
function isConsumedUpTo(s: Seen, pos: number): boolean {
  return s.iov.position === pos - s.request.pos;
}

export const iteratorInStep = [
  writePath.annotate(NAME, xfsFileBufferedWrite, {
    at: {
      lock: (s) => s.iov.position === 0 && !s.result.returned,
      unlock: (s) => s.iov.position === s.result.count && !s.result.returned,
    },
    during: { iomap_file_buffered_write: (s, _me, out) => out.pos === s.request.pos && !s.result.returned },
  }),
  // What iomap_write_iter() has processed it says when it is done, and iomap_iter() adds it to its position.
  writePath.annotate(NAME, iomapFileBufferedWrite, {
    at: { start: (s) => s.iov.position === 0 },
    during: {
      iomap_iter: (s) => isConsumedUpTo(s, s.iter.pos + s.iter.processed),
      iomap_write_iter: (s, _me, out) => s.iomap.held && s.iter.processed === 0 && out.pos === s.iter.pos + out.processed,
    },
  }),
  writePath.annotate(NAME, iomapIter, {
    at: { enter: (s) => s.iomap.held || s.iter.processed === 0 },
    during: { iomap_begin: (s) => s.iter.processed === 0 },
  }),
  writePath.annotate(NAME, iomapWriteIter, {
    at: {
      next: (s, me) => isConsumedUpTo(s, me.pos),
      again: (s, me) => isConsumedUpTo(s, me.pos),
      copy: (s, me) => isConsumedUpTo(s, me.pos),
    },
    during: {
      iomap_write_begin: (s, me) => isConsumedUpTo(s, me.pos),
      iomap_write_end: (s, me, out) => isConsumedUpTo(s, me.pos + me.copied) && out.copied === me.copied && out.pos === me.pos,
    },
  }),
  // since 6.6
  writePath.annotate(NAME, iomapWriteIterRetry, { at: { retry: (s, me) => isConsumedUpTo(s, me.pos) } }),
  // as posted in July 2025
  writePath.annotate(NAME, iomapWriteIterFaultLast, { at: { fault_in: (s, me) => isConsumedUpTo(s, me.pos) } }),
  writePath.annotate(NAME, iomapWriteEnd, {
    at: {
      accept: (_s, me) => me.ret === 0,
      size: (_s, me) => me.ret <= me.copied,
      unlock: (_s, me) => me.ret <= me.copied,
    },
    during: { iomap_write_failed: (_s, me) => me.ret <= me.copied },
  }),
];
