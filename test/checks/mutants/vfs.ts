import { ext2GetBlock } from "../../../spec/ext2/ext2-get-block.js";
import { ext2WriteEnd } from "../../../spec/ext2/ext2-write-end.js";
import { ext2WriteFailed } from "../../../spec/ext2/ext2-write-failed.js";
import { NONE } from "../../../spec/page-cache/bounds.js";
import { blockOf, freeBlocks } from "../../../spec/page-cache/file.js";
import { detachFolio } from "../../../spec/page-cache/folio.js";
import { blockBehind, blockWriteBegin, blockWriteBeginInt } from "../../../spec/vfs/block-write-begin.js";
import { blockWriteEnd, commit } from "../../../spec/vfs/block-write-end.js";
import { createBuffers, markBufferDirty } from "../../../spec/vfs/buffer-head.js";
import { genericFileWriteIter } from "../../../spec/vfs/generic-file-write-iter.js";
import { genericPerformWrite } from "../../../spec/vfs/generic-perform-write.js";
import { genericPerformWriteFaultAfter } from "../../../spec/vfs/generic-perform-write-fault-after.js";
import { genericWriteEnd } from "../../../spec/vfs/generic-write-end.js";
import { pageZeroNewBuffers } from "../../../spec/vfs/page-zero-new-buffers.js";
import { truncatePagecache } from "../../../spec/vfs/truncate-pagecache.js";
import { writePath } from "../../../spec/write-path.js";
import { div, max } from "../../../src/index.js";
import { type Mutant, mutant } from "./mutant.js";

const halfBlocks = ["paths/ext2", "5.17, page = 2 blocks"] as const;
const wholeBlock = ["paths/ext2", "5.17, page = block"] as const;

/** Mutants of spec/vfs, and of spec/ext2, which stands behind it. */
export const vfsMutants: readonly Mutant[] = [
  mutant(
    "no iov_iter_revert() after a rejected copy",
    writePath.variant(genericPerformWrite, "mutant", {
      calls: {
        write_end: {
          ...genericPerformWrite.calls.write_end,
          on: {
            done: (s, me, out) => {
              me.pos += out.ret;
              me.written += out.ret;
              return out.ret > 0 && s.iov.count > 0 ? "next" : "done";
            },
          },
        },
      },
    }),
    halfBlocks,
  ),
  mutant(
    "a copy of nothing ends the write with an error",
    writePath.variant(genericPerformWriteFaultAfter, "mutant", {
      steps: {
        fault_in(_s, me) {
          me.error = "EFAULT";
          return "done";
        },
      },
    }),
    ["paths/ext2", "6.15, page = 2 blocks"],
  ),
  mutant(
    "the range ends with the page, not with the write",
    writePath.variant(blockWriteBegin, "mutant", {
      calls: { __block_write_begin_int: { ...blockWriteBegin.calls.__block_write_begin_int, with: (_s, me, p) => ({ folio: me.folio, from: 0, to: p.PAGE }) } },
    }),
    wholeBlock,
  ),
  mutant(
    "a buffer that the write leaves a part of is not read",
    writePath.variant(blockWriteBeginInt, "mutant", {
      steps: {
        buffer_loop(s, me, p) {
          const folio = s.folios[me.folio];
          createBuffers(folio, p);
          me.buffer = max(me.buffer, div(me.from, p.BLOCK));
          if (me.buffer * p.BLOCK >= me.to) return "done";
          folio.block_new[me.buffer] = false;
          if (s.blocks[blockBehind(folio, me.buffer, p)] === "hole") return "get_block";
          me.buffer += 1;
          return "buffer_loop";
        },
      },
    }),
    halfBlocks,
  ),
  mutant(
    "a buffer whose block was just allocated is not marked new",
    writePath.variant(blockWriteBeginInt, "mutant", {
      calls: {
        get_block: {
          ...blockWriteBeginInt.calls.get_block,
          on: {
            allocated: (s, me) => {
              if (s.folios[me.folio].uptodate) markBufferDirty(s.folios[me.folio], me.buffer);
              me.buffer += 1;
              return "buffer_loop";
            },
          },
        },
      },
    }),
    halfBlocks,
  ),
  mutant(
    "no rule for short copies",
    writePath.variant(blockWriteEnd, "mutant", {
      steps: {
        accept(s, me, p) {
          me.ret = me.copied;
          commit(s, me.folio, me.pos, me.len, me.ret, p);
          return "done";
        },
      },
    }),
    halfBlocks,
  ),
  mutant("nothing is zeroed", writePath.variant(pageZeroNewBuffers, "mutant", { steps: { zero: () => "done" } }), halfBlocks),
  mutant(
    "i_size grows by what was asked, not by what was copied",
    writePath.variant(genericWriteEnd, "mutant", {
      steps: {
        size(s, me) {
          s.i_size = me.pos + me.len;
          return "unlock";
        },
      },
    }),
    ["paths/i-size", "probe first, ext2, 5.17"],
  ),
  mutant("i_size does not grow", writePath.variant(genericWriteEnd, "mutant", { steps: { size: () => "unlock" } }), halfBlocks),
  mutant(
    "all that was asked is returned",
    writePath.variant(genericFileWriteIter, "mutant", {
      steps: {
        unlock(s) {
          s.i_rwsem = "nobody";
          s.result.count = s.request.length;
          s.result.returned = true;
          return "returned";
        },
      },
    }),
    halfBlocks,
  ),
  mutant(
    "the folio that holds the new size is dropped, too",
    writePath.variant(truncatePagecache, "mutant", {
      steps: {
        folio(s, me, p) {
          const page = div(me.newsize, p.PAGE);
          if (page < p.PAGES && s.page_cache[page] !== NONE) detachFolio(s, page, p);
          return "done";
        },
      },
    }),
    halfBlocks,
  ),
  mutant(
    "the block does not come into the file",
    writePath.variant(ext2GetBlock, "mutant", {
      steps: {
        allocate(s, me) {
          s.ghost.allocated[me.block] = true;
          return "allocated";
        },
      },
    }),
    halfBlocks,
  ),
  mutant("nothing is cleaned up", writePath.variant(ext2WriteEnd, "mutant", { steps: { check: () => "done" } }), halfBlocks),
  mutant(
    "the block that holds the end of the file is freed, too",
    writePath.variant(ext2WriteFailed, "mutant", {
      steps: {
        free(s, _me, p) {
          freeBlocks(s, blockOf(s.i_size, p), p.BLOCKS, p);
          return "done";
        },
      },
    }),
    halfBlocks,
  ),
];
