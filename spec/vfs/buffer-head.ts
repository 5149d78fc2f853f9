/**
 * Buffer heads: what fs/buffer.c knows of each block of a folio. They exist however many blocks a page has: with one block too,
 * its buffer may be uptodate while the folio is not. BH_Mapped is not kept, since it follows from the block map; BH_Uptodate,
 * BH_Dirty and BH_New are the folio's `block_uptodate`, `block_dirty` and `block_new`. All of them are behind the folio lock:
 * who looks at a folio without its lock sees only PG_uptodate.
 */
import { all, fill, max, min } from "../../src/language/index.js";
import type { Folio } from "../page-cache/folio.js";

interface PageSize {
  readonly PAGE: number;
  readonly BLOCK: number;
  readonly BLOCKS_PER_PAGE: number;
}

/** folio_create_buffers(): the buffers of a folio that is uptodate are uptodate. */
export function createBuffers(folio: Folio, p: PageSize): void {
  if (folio.uptodate) fill(folio.block_uptodate, 0, p.BLOCKS_PER_PAGE, true);
}

/** mark_buffer_dirty(): a dirty buffer makes its folio dirty. */
export function markBufferDirty(folio: Folio, buffer: number): void {
  folio.block_dirty[buffer] = true;
  folio.dirty = true;
}

/** Whether some cell of a buffer lies outside of the range, so that the write does not overwrite all of it. */
export function isPartlyCovered(buffer: number, from: number, to: number, { BLOCK }: PageSize): boolean {
  return buffer * BLOCK < from || (buffer + 1) * BLOCK > to;
}

/** zero_user_segments() of __block_write_begin_int(): zeroes the cells of a buffer that lie outside of the range. */
export function zeroAround(folio: Folio, buffer: number, from: number, to: number, { BLOCK }: PageSize): void {
  const start = buffer * BLOCK;
  const end = start + BLOCK;
  fill(folio.cells, start, min(from, end), "zero");
  fill(folio.cells, max(to, start), end, "zero");
}

/**
 * folio_zero_new_buffers(): of each new buffer that the range touches, the cells in the range are zeroed, unless the folio is
 * uptodate. The buffer is then uptodate, dirty, and new no longer.
 */
export function zeroNewBuffers(folio: Folio, from: number, to: number, { BLOCK, BLOCKS_PER_PAGE }: PageSize): void {
  for (let buffer = 0; buffer < BLOCKS_PER_PAGE; buffer++) {
    const start = buffer * BLOCK;
    const end = start + BLOCK;
    if (folio.block_new[buffer] && end > from && start < to) {
      if (!folio.uptodate) {
        fill(folio.cells, max(from, start), min(to, end), "zero");
        folio.block_uptodate[buffer] = true;
      }
      folio.block_new[buffer] = false;
      markBufferDirty(folio, buffer);
    }
  }
}

/**
 * __block_commit_write(): the buffers that the range touches become uptodate and dirty, and the folio uptodate if all its buffers
 * are. An empty range that lies strictly inside of a buffer does touch it: the kernel compares only the ends.
 */
export function commitBuffers(folio: Folio, from: number, to: number, { BLOCK, BLOCKS_PER_PAGE }: PageSize): void {
  for (let buffer = 0; buffer < BLOCKS_PER_PAGE; buffer++) {
    if ((buffer + 1) * BLOCK > from && buffer * BLOCK < to) {
      folio.block_uptodate[buffer] = true;
      markBufferDirty(folio, buffer);
    }
    folio.block_new[buffer] = false;
  }
  if (all(0, BLOCKS_PER_PAGE, (buffer) => folio.block_uptodate[buffer])) folio.uptodate = true;
}

/** block_invalidate_folio(): the buffers that lie wholly behind `from` are neither dirty nor new any more. They stay uptodate. */
export function discardBuffers(folio: Folio, from: number, { BLOCK, BLOCKS_PER_PAGE }: PageSize): void {
  for (let buffer = 0; buffer < BLOCKS_PER_PAGE; buffer++) {
    if (buffer * BLOCK >= from) {
      folio.block_dirty[buffer] = false;
      folio.block_new[buffer] = false;
    }
  }
}
