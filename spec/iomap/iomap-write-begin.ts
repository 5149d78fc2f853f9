import { all, div, fill, max, min, prototype } from "../../src/language/index.js";
import { errno, fileOffset, folioIndex, pageLength, writeLength } from "../page-cache/bounds.js";
import { onDisk } from "../page-cache/file.js";
import { type Folio, hasBlockState, lockFolio, offsetInPage, pageOf } from "../page-cache/folio.js";
import { residentPrefix } from "../page-cache/user-buffer.js";
import { type Bounds, type State, writePath } from "../write-path.js";
import { iomap_write_failed } from "./iomap-write-failed.js";

/** Locks the folio at `pos` and makes the part of it that the write will not cover readable. */
export const iomap_write_begin = prototype("iomap_write_begin", {
  args: { pos: fileOffset, len: writeLength },
  results: { folio: folioIndex, error: errno },
  exits: ["locked", "stale", "failed"],
});

/** Fills what a write leaves of the blocks that it touches. The folio is locked. */
export const __iomap_write_begin = prototype("__iomap_write_begin", {
  args: { folio: folioIndex, pos: fileOffset, len: writeLength },
  exits: ["done"],
});

/** Keeps note of a write that is begun for nothing, or for more than can be copied at this moment. */
export function noteAttempt(s: State, len: number, p: Bounds): void {
  s.ghost.began_empty = s.ghost.began_empty || len === 0;
  s.ghost.overreached = s.ghost.overreached || residentPrefix(s.user, s.iov.position, len, p) < len;
}

/** iomap_write_begin(), fs/iomap/buffered-io.c, 5.16: without the validity check that 6.2 brought. */
export const iomapWriteBegin = writePath.machine(iomap_write_begin, {
  source: "iomap_write_begin(), fs/iomap/buffered-io.c, 5.16",
  version: "5.16",
  steps: {
    // grab_cache_page_write_begin(): finds or adds the folio, and locks it
    get_folio(s, me, p) {
      me.folio = lockFolio(s, pageOf(me.pos, p), "writer", p);
      noteAttempt(s, me.len, p);
      return "__iomap_write_begin";
    },
  },
  calls: {
    __iomap_write_begin: {
      to: __iomap_write_begin,
      with: (_s, me, p) => ({ folio: me.folio, pos: me.pos, len: min(me.len, p.PAGE - offsetInPage(me.pos, p)) }),
      on: { done: () => "locked" },
    },
  },
});

/**
 * iomap_write_begin() since 6.2 (d7b64041164c; also in 6.1.y): under the folio lock the mapping is checked to be current. If it is
 * not, the folio is let go, what was allocated beyond the end of the file is trimmed, and the range will be mapped again.
 */
export const iomapWriteBeginValidated = writePath.machine(iomap_write_begin, {
  source: "iomap_write_begin(), fs/iomap/buffered-io.c, 6.1.192",
  version: "6.1",
  steps: {
    get_folio(s, me, p) {
      me.folio = lockFolio(s, pageOf(me.pos, p), "writer", p);
      noteAttempt(s, me.len, p);
      return "validate";
    },

    // iomap_valid(), under the folio lock
    validate(s, me) {
      if (s.iomap.current) return "__iomap_write_begin";
      s.iomap.stale = true;
      s.folios[me.folio].lock = "nobody";
      return "iomap_write_failed";
    },
  },
  calls: {
    __iomap_write_begin: {
      to: __iomap_write_begin,
      with: (_s, me, p) => ({ folio: me.folio, pos: me.pos, len: min(me.len, p.PAGE - offsetInPage(me.pos, p)) }),
      on: { done: () => "locked" },
    },
    iomap_write_failed: {
      to: iomap_write_failed,
      with: (_s, me) => ({ pos: me.pos, len: me.len }),
      on: { done: () => "stale" },
    },
  },
});

/**
 * __iomap_write_begin(), fs/iomap/buffered-io.c, 5.16. Goes through the runs of blocks that the write touches and that are not
 * uptodate yet. A run that the write covers from edge to edge is left alone; any other is zeroed around the write, or read from
 * disk.
 *
 * It then marks the run uptodate: before the user's data is in it. That is what every kernel up to 6.13 at least does, and it is
 * wrong (see checks/claims/c05.ts).
 */
export const iomapWriteBeginBlocks = writePath.machine(__iomap_write_begin, {
  source: "__iomap_write_begin(), fs/iomap/buffered-io.c, 5.16",
  version: "5.16",
  locals: {
    /** Offset in the folio of the block to look at next. */
    block_start: pageLength,
  },
  steps: {
    check(s, me, p) {
      if (s.folios[me.folio].uptodate) return "done";
      me.block_start = div(offsetInPage(me.pos, p), p.BLOCK) * p.BLOCK;
      return "run";
    },

    // one run: iomap_adjust_read_range(), then zero_user_segments() or iomap_read_page_sync(), then iomap_set_range_uptodate()
    run(s, me, p) {
      const folio = s.folios[me.folio];
      const start = skipUptodate(folio, me.block_start, blocksEnd(me.pos, me.len, p), p);
      const end = runEnd(s, folio, start, me.pos, me.len, p);
      if (start === end) return "done";
      if (hasEdgeInside(start, end, me.pos, me.len, p)) {
        fillAround(s, folio, start, end, me.pos, me.len, p);
        setRangeUptodate(folio, start, end - start, p);
      }
      if (end >= blocksEnd(me.pos, me.len, p)) return "done";
      me.block_start = end;
      return "run";
    },
  },
});

/** __iomap_write_begin() since 6.6: also leaves at once a folio that the write covers from edge to edge. */
export const iomapWriteBeginBlocksWhole = writePath.variant(iomapWriteBeginBlocks, "6.6", {
  source: "__iomap_write_begin(), fs/iomap/buffered-io.c, 6.6",
  steps: {
    check(s, me, p) {
      if (s.folios[me.folio].uptodate || me.len === p.PAGE) return "done";
      me.block_start = div(offsetInPage(me.pos, p), p.BLOCK) * p.BLOCK;
      return "run";
    },
  },
});

/** The end of the last block that a write touches, as an offset in its folio. */
export function blocksEnd(pos: number, len: number, p: Bounds): number {
  return div(offsetInPage(pos, p) + len + p.BLOCK - 1, p.BLOCK) * p.BLOCK;
}

/** The first block from `from` on that is not uptodate; `end` if there is none. */
export function skipUptodate(folio: Folio, from: number, end: number, p: Bounds): number {
  let start = from;
  if (hasBlockState(p)) {
    for (let block = div(from, p.BLOCK); block < div(end, p.BLOCK); block++) {
      if (start === block * p.BLOCK && folio.block_uptodate[block]) start = (block + 1) * p.BLOCK;
    }
  }
  return start;
}

/**
 * iomap_adjust_read_range(): where the run that begins at `start` ends. It is cut before the next uptodate block; and if it
 * straddles the end of the file, after the block that holds the last byte, so that the blocks beyond are dealt with by themselves.
 */
export function runEnd(s: State, folio: Folio, start: number, pos: number, len: number, p: Bounds): number {
  const limit = blocksEnd(pos, len, p);
  let end = limit;
  if (hasBlockState(p)) {
    for (let block = div(limit, p.BLOCK) - 1; block >= div(start, p.BLOCK); block--) if (folio.block_uptodate[block]) end = max(start, block * p.BLOCK);
  }
  const origin = pageOf(pos, p) * p.PAGE;
  const straddles = origin + start <= s.i_size && origin + end > s.i_size && s.i_size > origin;
  if (!straddles) return end;
  const eofEnd = div(s.i_size - 1 - origin, p.BLOCK) * p.BLOCK + p.BLOCK;
  return start < eofEnd && eofEnd < end ? eofEnd : end;
}

/** Whether the write begins or ends strictly inside the run, so that the run is not overwritten from edge to edge. */
export function hasEdgeInside(start: number, end: number, pos: number, len: number, p: Bounds): boolean {
  const from = offsetInPage(pos, p);
  const to = from + len;
  return (from > start && from < end) || (to > start && to < end);
}

/** iomap_block_needs_zeroing(): nothing of the file is on disk there. */
export function needsZeroing(s: State, pos: number): boolean {
  return s.iomap.type !== "mapped" || s.iomap.isNew || pos >= s.i_size;
}

/** Zeroes what the write will not cover of a run, or reads the whole run from disk. */
export function fillAround(s: State, folio: Folio, start: number, end: number, pos: number, len: number, p: Bounds): void {
  const origin = pageOf(pos, p) * p.PAGE;
  const from = offsetInPage(pos, p);
  if (needsZeroing(s, origin + start)) {
    fill(folio.cells, start, min(max(from, start), end), "zero");
    fill(folio.cells, min(max(from + len, start), end), end, "zero");
  } else {
    for (let offset = start; offset < end; offset++) folio.cells[offset] = onDisk(s, origin + offset, p);
  }
}

/**
 * iomap_set_range_uptodate(): sets the bit of each block that the range touches, and the folio's flag when all are set. Without
 * per-block state it sets the folio's flag, however short the range.
 */
export function setRangeUptodate(folio: Folio, offset: number, length: number, p: Bounds): void {
  if (!hasBlockState(p)) {
    folio.uptodate = true;
    return;
  }
  fill(folio.block_uptodate, div(offset, p.BLOCK), div(offset + length + p.BLOCK - 1, p.BLOCK), true);
  if (all(0, p.BLOCKS_PER_PAGE, (block) => folio.block_uptodate[block])) folio.uptodate = true;
}
