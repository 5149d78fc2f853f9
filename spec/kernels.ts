/**
 * Which kernel has which version of each function: history as data. A name is a mainline release unless it has three numbers
 * (`6.1.192` is the stable tree with its backports; `behaviour.md` calls that one "6.1"). Only what the models know is told: where a
 * release changed nothing that matters here, it has no entry.
 */
import { type Kernel, kernel } from "../src/language/index.js";
import { filemapFault } from "./actors/filemap-fault.js";
import { iomapPageMkwrite } from "./actors/iomap-page-mkwrite.js";
import { filemapRead, xfsFileBufferedRead } from "./actors/reader.js";
import { ext2GetBlock } from "./ext2/ext2-get-block.js";
import { ext2WriteEnd } from "./ext2/ext2-write-end.js";
import { ext2WriteFailed } from "./ext2/ext2-write-failed.js";
import { gfs2ClearBeyondEof, gfs2FileBufferedWriteClears } from "./gfs2/gfs2-clear-beyond-eof.js";
import { gfs2Fault } from "./gfs2/gfs2-fault.js";
import { gfs2FileBufferedWrite, gfs2FileBufferedWriteRetryLabel } from "./gfs2/gfs2-file-buffered-write.js";
import {
  gfs2FileBufferedWriteClipped,
  gfs2FileBufferedWriteFirst,
  gfs2FileBufferedWritePrefaults,
  gfs2FileBufferedWriteResumes,
} from "./gfs2/gfs2-file-buffered-write-demotable.js";
import { gfs2FileReadIter } from "./gfs2/gfs2-file-read-iter.js";
import { gfs2IomapBegin } from "./gfs2/gfs2-iomap-begin.js";
import { gfs2IomapEnd, gfs2IomapEndOld } from "./gfs2/gfs2-iomap-end.js";
import { gfs2PageMkwrite } from "./gfs2/gfs2-page-mkwrite.js";
import { gfs2GlockNq, gfs2GlockNqDequeues } from "./gfs2/glock.js";
import { iomapFileBufferedWrite } from "./iomap/iomap-file-buffered-write.js";
import { iomapIter } from "./iomap/iomap-iter.js";
import { iomapWriteBegin, iomapWriteBeginBlocks, iomapWriteBeginBlocksWhole, iomapWriteBeginValidated } from "./iomap/iomap-write-begin.js";
import { iomapWriteEnd, iomapWriteEndAllOrNothing } from "./iomap/iomap-write-end.js";
import { iomapWriteFailed, iomapWriteFailedOneTooMany } from "./iomap/iomap-write-failed.js";
import { iomapWriteIter } from "./iomap/iomap-write-iter.js";
import { iomapWriteIterAnyResidue } from "./iomap/iomap-write-iter-any-residue.js";
import { iomapWriteIterFaultLast, iomapWriteIterForgetful, iomapWriteIterRetry } from "./iomap/iomap-write-iter-chunks.js";
import { truncatePagecacheRange } from "./page-cache/truncate-pagecache-range.js";
import { blockWriteBegin, blockWriteBeginInt } from "./vfs/block-write-begin.js";
import { blockWriteEnd } from "./vfs/block-write-end.js";
import { genericFileWriteIter } from "./vfs/generic-file-write-iter.js";
import { genericPerformWrite, genericPerformWriteAllOrEfault, genericPerformWriteSegment } from "./vfs/generic-perform-write.js";
import { genericPerformWriteFaultAfter } from "./vfs/generic-perform-write-fault-after.js";
import { genericWriteEnd } from "./vfs/generic-write-end.js";
import { pageZeroNewBuffers } from "./vfs/page-zero-new-buffers.js";
import { truncatePagecache } from "./vfs/truncate-pagecache.js";
import { xfsFileBufferedWrite } from "./xfs/xfs-file-buffered-write.js";
import { xfsBufferedWriteIomapBegin, xfsBufferedWriteIomapEnd } from "./xfs/xfs-iomap.js";
import { xfsBufferedWriteIomapEndPunch } from "./xfs/xfs-iomap-punch.js";

const iomapOf5_15 = [
  iomapFileBufferedWrite,
  iomapIter,
  iomapWriteIterAnyResidue,
  iomapWriteBegin,
  iomapWriteBeginBlocks,
  iomapWriteEnd,
  iomapWriteFailedOneTooMany,
];
const gfs2Of5_16rc1 = [gfs2FileBufferedWriteFirst, gfs2IomapBegin, gfs2IomapEndOld, gfs2GlockNq, gfs2Fault, gfs2PageMkwrite, gfs2FileReadIter];
const pageCacheOf5_15 = [truncatePagecacheRange, filemapRead, filemapFault];
const xfsOf5_15 = [xfsFileBufferedWrite, xfsFileBufferedRead, iomapPageMkwrite, xfsBufferedWriteIomapBegin, xfsBufferedWriteIomapEnd];

const bufferHeads = [blockWriteBegin, blockWriteBeginInt, blockWriteEnd, genericWriteEnd, pageZeroNewBuffers];
const ext2 = [genericFileWriteIter, truncatePagecache, ext2GetBlock, ext2WriteEnd, ext2WriteFailed];

export const v5_13 = kernel("5.13", {
  about: "generic_perform_write() as it was since 2.6.24: probe, atomic copy, and a retry with the first segment only",
  links: [genericPerformWriteSegment, ...bufferHeads, ...ext2, ...pageCacheOf5_15],
});

export const v5_14 = kernel("5.14", {
  about: "generic_perform_write() tries again what was copied (bc1bb416bbb9)",
  after: v5_13,
  links: [genericPerformWriteAllOrEfault],
});

export const v5_16_rc1 = kernel("5.16-rc1", {
  about: "00bfe02f4796: gfs2 writes with page faults disabled; iomap gives up on any residue of the fault-in",
  after: v5_14,
  links: [...iomapOf5_15, ...gfs2Of5_16rc1, ...xfsOf5_15],
});

export const v5_16 = kernel("5.16", {
  about: "the write loops give up only if nothing can be faulted in; gfs2 clips the write to what it faulted in (554c577cee95)",
  after: v5_16_rc1,
  links: [iomapWriteIter, genericPerformWrite, gfs2FileBufferedWriteClipped],
});

export const v5_17 = kernel("5.17", { about: "as 5.16: the kernels of the corruption reports", after: v5_16 });

export const v5_18_rc5 = kernel("5.18-rc5", {
  about: "gfs2 takes a lost glock again instead of returning short (296abc0d91d8)",
  after: v5_17,
  links: [gfs2FileBufferedWriteResumes],
});

export const v5_18_prefault = kernel("5.18-prefault", {
  about: "on the way to 5.18: gfs2 faults the first window in before the first attempt, under the weak glock (324d116c5a5c, fa5dfa645d85)",
  after: v5_18_rc5,
  links: [gfs2FileBufferedWritePrefaults],
});

export const v5_18 = kernel("5.18", {
  about: "gfs2 holds no glock while it faults in (e1fa9ea85ce8), and frees the tail of a short allocation (d031a8866e70)",
  after: v5_18_prefault,
  links: [gfs2FileBufferedWrite, gfs2IomapEnd],
});

export const v5_19 = kernel("5.19", {
  about: "iomap_write_failed() ends its range where the write ends (b71450e2cc4b)",
  after: v5_18,
  links: [iomapWriteFailed],
});

export const v6_0 = kernel("6.0", { about: "a promoted holder dequeues the weak ones (0befb8511e6a)", after: v5_19, links: [gfs2GlockNqDequeues] });

export const v6_1 = kernel("6.1", { about: "as 6.0", after: v6_0 });

export const v6_2 = kernel("6.2", {
  about: "the mapping is validated under the folio lock (d7b64041164c); failed writes leave the page cache alone (f43dc4dc3eff)",
  after: v6_1,
  links: [iomapWriteBeginValidated, xfsBufferedWriteIomapEndPunch],
});

export const v6_1_192 = kernel("6.1.192", {
  about: "the 6.1 stable tree, with the validity checks of 6.2 and the retry label of 6.5 backported",
  after: v6_1,
  links: [iomapWriteBeginValidated, xfsBufferedWriteIomapEndPunch, gfs2FileBufferedWriteRetryLabel],
});

export const v6_5 = kernel("6.5", {
  about: "gfs2's retry keeps its large window (c8ed1b359312)",
  after: v6_2,
  links: [gfs2FileBufferedWriteRetryLabel],
});

export const v6_6_rc = kernel("6.6-rc", {
  about: "larger chunks (5d8edfb900d5), and the short copy that is forgotten; per-block dirty bits",
  after: v6_5,
  links: [iomapWriteIterForgetful, iomapWriteBeginBlocksWhole],
  set: { PER_BLOCK_DIRTY: true },
});

export const v6_6 = kernel("6.6", { about: "the retry: label remembers a short copy (3ac974796e5d)", after: v6_6_rc, links: [iomapWriteIterRetry] });

export const v6_10 = kernel("6.10", {
  about: "what lies beyond the end of the file is trimmed only if nothing was accepted (e1f453d4336d)",
  after: v6_6,
  links: [iomapWriteEndAllOrNothing],
});

export const v6_12_117 = kernel("6.12.117", {
  about: "the 6.12 stable tree: gfs2 clears what lies between the end of the file and a write past it",
  after: v6_10,
  links: [gfs2FileBufferedWriteClears, gfs2ClearBeyondEof],
});

export const v6_13 = kernel("6.13", { about: "as 6.10", after: v6_10 });

export const v6_15 = kernel("6.15", {
  about: "generic_perform_write() faults in only after a copy of nothing (665575cff098)",
  after: v6_13,
  links: [genericPerformWriteFaultAfter],
});

export const posted2025 = kernel("2025-07-posted", {
  about: "iomap faults the buffer in only after a copy of nothing; posted in July 2025, its merged form was not seen",
  after: v6_15,
  links: [iomapWriteIterFaultLast],
});

/** Every kernel, oldest first. */
export const kernels: readonly Kernel[] = [
  v5_13,
  v5_14,
  v5_16_rc1,
  v5_16,
  v5_17,
  v5_18_rc5,
  v5_18_prefault,
  v5_18,
  v5_19,
  v6_0,
  v6_1,
  v6_1_192,
  v6_2,
  v6_5,
  v6_6_rc,
  v6_6,
  v6_10,
  v6_12_117,
  v6_13,
  v6_15,
  posted2025,
];
