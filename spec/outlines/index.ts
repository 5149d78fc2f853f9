/** The outlines of the functions that the models stand for, file by file as the kernel has them. */

import { ext2GetBlockOutline } from "./ext2/ext2-get-block.js";
import { ext2WriteEndOutline } from "./ext2/ext2-write-end.js";
import { ext2WriteFailedOutline } from "./ext2/ext2-write-failed.js";
import type { FunctionOutline } from "./function-outline.js";
import { doPromoteOutline } from "./gfs2/do-promote.js";
import { gfs2ClearBeyondEofOutline } from "./gfs2/gfs2-clear-beyond-eof.js";
import { gfs2FaultOutline } from "./gfs2/gfs2-fault.js";
import { gfs2FileBufferedWriteOutline } from "./gfs2/gfs2-file-buffered-write.js";
import { gfs2FileReadIterOutline } from "./gfs2/gfs2-file-read-iter.js";
import { gfs2GlockNqOutline } from "./gfs2/gfs2-glock-nq.js";
import { gfs2IomapBeginOutline } from "./gfs2/gfs2-iomap-begin.js";
import { gfs2IomapBeginWriteOutline } from "./gfs2/gfs2-iomap-begin-write.js";
import { gfs2IomapEndOutline } from "./gfs2/gfs2-iomap-end.js";
import { gfs2PageMkwriteOutline } from "./gfs2/gfs2-page-mkwrite.js";
import { shouldFaultInPagesOutline } from "./gfs2/should-fault-in-pages.js";
import { innerIomapWriteBeginOutline } from "./iomap/inner-iomap-write-begin.js";
import { innerIomapWriteEndOutline } from "./iomap/inner-iomap-write-end.js";
import { iomapFileBufferedWriteOutline } from "./iomap/iomap-file-buffered-write.js";
import { iomapFileBufferedWritePunchDelallocOutline } from "./iomap/iomap-file-buffered-write-punch-delalloc.js";
import { iomapFolioMkwriteIterOutline } from "./iomap/iomap-folio-mkwrite-iter.js";
import { iomapIterOutline } from "./iomap/iomap-iter.js";
import { iomapIterAdvanceOutline } from "./iomap/iomap-iter-advance.js";
import { iomapPageMkwriteOutline } from "./iomap/iomap-page-mkwrite.js";
import { iomapWriteBeginOutline } from "./iomap/iomap-write-begin.js";
import { iomapWriteDelallocReleaseOutline } from "./iomap/iomap-write-delalloc-release.js";
import { iomapWriteEndOutline } from "./iomap/iomap-write-end.js";
import { iomapWriteFailedOutline } from "./iomap/iomap-write-failed.js";
import { iomapWriteIterOutline } from "./iomap/iomap-write-iter.js";
import { blockWriteBeginOutline } from "./vfs/block-write-begin.js";
import { blockWriteEndOutline } from "./vfs/block-write-end.js";
import { filemapFaultOutline } from "./vfs/filemap-fault.js";
import { filemapReadOutline } from "./vfs/filemap-read.js";
import { folioZeroNewBuffersOutline } from "./vfs/folio-zero-new-buffers.js";
import { genericFileWriteIterOutline } from "./vfs/generic-file-write-iter.js";
import { genericPerformWriteOutline } from "./vfs/generic-perform-write.js";
import { genericWriteEndOutline } from "./vfs/generic-write-end.js";
import { innerBlockCommitWriteOutline } from "./vfs/inner-block-commit-write.js";
import { innerBlockWriteBeginOutline } from "./vfs/inner-block-write-begin.js";
import { innerBlockWriteBeginIntOutline } from "./vfs/inner-block-write-begin-int.js";
import { innerGenericFileWriteIterOutline } from "./vfs/inner-generic-file-write-iter.js";
import { pageZeroNewBuffersOutline } from "./vfs/page-zero-new-buffers.js";
import { truncatePagecacheOutline } from "./vfs/truncate-pagecache.js";
import { truncatePagecacheRangeOutline } from "./vfs/truncate-pagecache-range.js";
import { xfsBufferedWriteIomapBeginOutline } from "./xfs/xfs-buffered-write-iomap-begin.js";
import { xfsBufferedWriteIomapEndOutline } from "./xfs/xfs-buffered-write-iomap-end.js";
import { xfsFileBufferedReadOutline } from "./xfs/xfs-file-buffered-read.js";
import { xfsFileBufferedWriteOutline } from "./xfs/xfs-file-buffered-write.js";

export const outlines: readonly FunctionOutline[] = [
  iomapFileBufferedWriteOutline,
  iomapWriteIterOutline,
  iomapWriteBeginOutline,
  innerIomapWriteBeginOutline,
  innerIomapWriteEndOutline,
  iomapWriteEndOutline,
  iomapWriteFailedOutline,
  iomapPageMkwriteOutline,
  iomapFolioMkwriteIterOutline,
  iomapWriteDelallocReleaseOutline,
  iomapFileBufferedWritePunchDelallocOutline,
  iomapIterOutline,
  iomapIterAdvanceOutline,
  gfs2FileBufferedWriteOutline,
  shouldFaultInPagesOutline,
  gfs2FileReadIterOutline,
  gfs2PageMkwriteOutline,
  gfs2FaultOutline,
  gfs2IomapBeginOutline,
  gfs2IomapBeginWriteOutline,
  gfs2IomapEndOutline,
  gfs2ClearBeyondEofOutline,
  gfs2GlockNqOutline,
  doPromoteOutline,
  genericPerformWriteOutline,
  genericFileWriteIterOutline,
  innerGenericFileWriteIterOutline,
  filemapReadOutline,
  filemapFaultOutline,
  truncatePagecacheOutline,
  truncatePagecacheRangeOutline,
  blockWriteBeginOutline,
  innerBlockWriteBeginOutline,
  innerBlockWriteBeginIntOutline,
  blockWriteEndOutline,
  innerBlockCommitWriteOutline,
  genericWriteEndOutline,
  pageZeroNewBuffersOutline,
  folioZeroNewBuffersOutline,
  xfsFileBufferedWriteOutline,
  xfsFileBufferedReadOutline,
  xfsBufferedWriteIomapBeginOutline,
  xfsBufferedWriteIomapEndOutline,
  ext2GetBlockOutline,
  ext2WriteEndOutline,
  ext2WriteFailedOutline,
];
