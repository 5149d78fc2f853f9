import { unmapper } from "../../../spec/actors/evictor.js";
import { ext2GetBlock } from "../../../spec/ext2/ext2-get-block.js";
import { ext2WriteEnd } from "../../../spec/ext2/ext2-write-end.js";
import { ext2WriteFailed } from "../../../spec/ext2/ext2-write-failed.js";
import { anyWrite } from "../../../spec/initial.js";
import {
  cacheAndDiskAgree,
  iSizeIsAsWritten,
  noGarbageLeft,
  noStaleLeft,
  readersAreShownValidData,
  writePathProperties,
} from "../../../spec/properties/index.js";
import { blockWriteBegin, blockWriteBeginInt } from "../../../spec/vfs/block-write-begin.js";
import { blockWriteEnd } from "../../../spec/vfs/block-write-end.js";
import { genericFileWriteIter } from "../../../spec/vfs/generic-file-write-iter.js";
import { genericPerformWrite, genericPerformWriteAllOrEfault, genericPerformWriteSegment } from "../../../spec/vfs/generic-perform-write.js";
import { genericPerformWriteFaultAfter } from "../../../spec/vfs/generic-perform-write-fault-after.js";
import { genericWriteEnd } from "../../../spec/vfs/generic-write-end.js";
import { pageZeroNewBuffers } from "../../../spec/vfs/page-zero-new-buffers.js";
import { truncatePagecache } from "../../../spec/vfs/truncate-pagecache.js";
import { writePath } from "../../../spec/write-path.js";
import {
  type CheckResult,
  check,
  type InitialRule,
  type Kernel,
  kernel,
  type ParameterValues,
  type Process,
  type Property,
  patch,
} from "../../../src/index.js";

const base = kernel("ext2", {
  links: [
    genericFileWriteIter,
    blockWriteBegin,
    blockWriteBeginInt,
    blockWriteEnd,
    genericWriteEnd,
    pageZeroNewBuffers,
    truncatePagecache,
    ext2GetBlock,
    ext2WriteEnd,
    ext2WriteFailed,
  ],
  ops: { write_begin: "block_write_begin", write_end: "ext2_write_end", get_block: "ext2_get_block" },
  set: { PER_BLOCK_DIRTY: true },
});

/** ext2 under each version of generic_perform_write(). */
export const ext2 = {
  "5.13": kernel("5.13", { after: base, links: [genericPerformWriteSegment] }),
  "5.14": kernel("5.14", { after: base, links: [genericPerformWriteAllOrEfault] }),
  "5.16": kernel("5.16", { after: base, links: [genericPerformWrite] }),
  "6.15": kernel("6.15", { after: base, links: [genericPerformWriteFaultAfter] }),
} as const;

/** A version of generic_perform_write(). */
export type Version = keyof typeof ext2;

/** A mutant: what a short copy left of new blocks is not zeroed. */
export const leavesNewBuffers = patch("leaves new buffers", {
  title: "page_zero_new_buffers() does nothing",
  hunks: [
    writePath.hunk(pageZeroNewBuffers, {
      steps: {
        zero() {
          return "done";
        },
      },
    }),
  ],
});

const writer = writePath.process("writer", genericFileWriteIter);
const munmap = writePath.process("munmap", unmapper, { daemon: true });

/** Small bounds, at which every version is explored in about a second. */
export const small = { PAGES: 1, FOLIOS: 1, USER_PAGES: 2, WRITE: 3 } as const;

/** Smaller ones still, where other actors multiply the states; one cell into a user page, a write of two touches two pages. */
export const tiny = { PAGE: 2, BLOCK: 2, CHUNK: 2, WRITE: 2 } as const;

/** What a writer alone, or one whose memory is unmapped under it, can come to. */
export function explore(
  on: Kernel,
  how: { set?: ParameterValues; initial?: InitialRule; munmap?: boolean; others?: readonly Process[]; properties?: readonly Property[] } = {},
): Promise<CheckResult> {
  const processes = [writer, ...(how.munmap === true ? [munmap] : []), ...(how.others ?? [])];
  const usual = [
    ...writePathProperties.filter((property) => property !== cacheAndDiskAgree),
    cacheAndDiskAgree,
    noStaleLeft,
    noGarbageLeft,
    readersAreShownValidData,
    iSizeIsAsWritten,
  ];
  return check(
    writePath.model("ext2", { kernel: on, processes, initial: how.initial ?? anyWrite, properties: how.properties ?? usual, set: { ...small, ...how.set } }),
  );
}

/** The names of the properties that came out violated. */
export function violated(result: CheckResult): string[] {
  return result.properties.filter(({ verdict }) => verdict === "violated").map(({ name }) => name);
}
