import { copy, div, max, min, prototype, range } from "../../src/language/index.js";
import { noteAttempt } from "../iomap/iomap-write-begin.js";
import { bounds, folioIndex, pageLength } from "../page-cache/bounds.js";
import { type Folio, lockFolio, offsetInPage, pageOf } from "../page-cache/folio.js";
import { type Bounds, type State, writePath } from "../write-path.js";
import { asWriteBegin } from "./address-space-operations.js";
import { createBuffers, isPartlyCovered, markBufferDirty, zeroAround } from "./buffer-head.js";
import { get_block } from "./get-block.js";

/** Locks the folio at `pos`, and prepares the buffers that the write touches. ext2_write_begin() is this with ext2_get_block(). */
export const block_write_begin = asWriteBegin("block_write_begin");

/** Prepares the buffers from `from` up to, but not including, `to` of a locked folio. */
export const __block_write_begin_int = prototype("__block_write_begin_int", {
  args: { folio: folioIndex, from: pageLength, to: pageLength },
  exits: ["done"],
});

/** block_write_begin(), fs/buffer.c, 6.1, without I/O errors and ENOSPC. */
export const blockWriteBegin = writePath.machine(block_write_begin, {
  source: "block_write_begin(), fs/buffer.c, 6.1",
  steps: {
    // grab_cache_page_write_begin(): finds or adds the folio, and locks it
    get_folio(s, me, p) {
      me.folio = lockFolio(s, pageOf(me.pos, p), "writer", p);
      noteAttempt(s, me.len, p);
      return "__block_write_begin_int";
    },
  },
  calls: {
    __block_write_begin_int: {
      to: __block_write_begin_int,
      with: (_s, me, p) => ({ folio: me.folio, from: offsetInPage(me.pos, p), to: min(offsetInPage(me.pos, p) + me.len, p.PAGE) }),
      on: { done: () => "locked" },
    },
  },
});

/**
 * __block_write_begin_int(), fs/buffer.c, 6.1, without I/O errors. Goes through the buffers that the write touches. A hole gets a
 * block, and its buffer stays new until all of it is written or zeroed: only the cells around the write are zeroed here, and it is
 * not yet uptodate. A buffer with a block is read from disk if the write will leave a part of it.
 *
 * The kernel starts all reads before it waits for them, which nobody can tell: they are behind the folio lock.
 */
export const blockWriteBeginInt = writePath.machine(__block_write_begin_int, {
  source: "__block_write_begin_int(), fs/buffer.c, 6.1",
  locals: {
    /** The buffer to look at next, counted from the start of the folio. */
    buffer: bounds.domain(({ BLOCKS_PER_PAGE }) => range(0, BLOCKS_PER_PAGE)),
  },
  steps: {
    // one turn of the loop, for a buffer that the write touches
    buffer_loop(s, me, p) {
      const folio = s.folios[me.folio];
      createBuffers(folio, p);
      me.buffer = max(me.buffer, div(me.from, p.BLOCK));
      if (me.buffer * p.BLOCK >= me.to) return "done";
      folio.block_new[me.buffer] = false;
      if (s.blocks[blockBehind(folio, me.buffer, p)] === "hole") return "get_block";

      const unread = !folio.block_uptodate[me.buffer] && isPartlyCovered(me.buffer, me.from, me.to, p);
      if (unread) readBuffer(s, folio, me.buffer, p);
      me.buffer += 1;
      return "buffer_loop";
    },
  },
  calls: {
    get_block: {
      to: get_block,
      with: (s, me, p) => ({ block: blockBehind(s.folios[me.folio], me.buffer, p) }),
      on: {
        // buffer_new(): in a folio that is uptodate its zeros only have to be written back
        allocated: (s, me, _out, p) => {
          const folio = s.folios[me.folio];
          if (folio.uptodate) markBufferDirty(folio, me.buffer);
          else {
            folio.block_new[me.buffer] = true;
            zeroAround(folio, me.buffer, me.from, me.to, p);
          }
          me.buffer += 1;
          return "buffer_loop";
        },
      },
    },
  },
});

/** The block of the file that a buffer of a folio caches. */
export function blockBehind(folio: Folio, buffer: number, { BLOCKS_PER_PAGE }: Bounds): number {
  return folio.index * BLOCKS_PER_PAGE + buffer;
}

/** Reads a buffer from its block on disk. */
export function readBuffer(s: State, folio: Folio, buffer: number, p: Bounds): void {
  copy(folio.cells, buffer * p.BLOCK, s.disk, blockBehind(folio, buffer, p) * p.BLOCK, p.BLOCK);
  folio.block_uptodate[buffer] = true;
}
