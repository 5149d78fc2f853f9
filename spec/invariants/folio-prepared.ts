/**
 * How far a folio is prepared while a write to it is under way. What the write leaves of the blocks that it touches is valid from the moment at which
 * __iomap_write_begin() is done with them; what it covers is, once it is copied. Only then does iomap_write_end() mark the blocks.
 */
import { all, implies, mod } from "../../src/language/index.js";
import { blocksEnd, iomapWriteBegin, iomapWriteBeginBlocks, iomapWriteBeginValidated } from "../iomap/iomap-write-begin.js";
import { iomapWriteEnd } from "../iomap/iomap-write-end.js";
import { iomapWriteIter } from "../iomap/iomap-write-iter.js";
import { NONE } from "../page-cache/bounds.js";
import { isValid } from "../page-cache/cell.js";
import { roundDown } from "../page-cache/file.js";
import { offsetInPage, pageOf } from "../page-cache/folio.js";
import type { Seen } from "../properties/readable.js";
import { type Bounds, writePath } from "../write-path.js";

const NAME = "the folio is prepared";

/** The folio is the one that the page cache has at a position. */
function isFolioOf(s: Seen, folio: number, pos: number, p: Bounds): boolean {
  return folio !== NONE && s.page_cache[pageOf(pos, p)] === folio;
}

/** A write stays within a page. */
function isWithinPage(pos: number, len: number, p: Bounds): boolean {
  return offsetInPage(pos, p) + len <= p.PAGE;
}

/** A folio is locked for this. Where a page is one block, a commit of nothing would mark all of it uptodate: the test before iomap_write_begin() keeps it out. */
function isAWrite(pos: number, len: number, p: Bounds): boolean {
  return len > 0 && isWithinPage(pos, len, p);
}

/** Of the blocks that a write touches, up to an offset in the folio, the cells that it leaves are valid. */
function isPrepared(s: Seen, folio: number, pos: number, len: number, upTo: number, p: Bounds): boolean {
  const origin = pageOf(pos, p) * p.PAGE;
  return all(0, p.FILE, (cell) =>
    implies(roundDown(pos, p) <= cell && cell < origin + upTo && (cell < pos || cell >= pos + len), () =>
      isValid(s.folios[folio].cells[offsetInPage(cell, p)]),
    ),
  );
}

/** The cells that were copied are valid. */
function isCopied(s: Seen, folio: number, pos: number, copied: number, p: Bounds): boolean {
  return all(0, p.FILE, (cell) => implies(pos <= cell && cell < pos + copied, () => isValid(s.folios[folio].cells[offsetInPage(cell, p)])));
}

export const folioPrepared = [
  writePath.annotate(NAME, iomapWriteIter, {
    at: {
      copy: (s, me, p) =>
        isFolioOf(s, me.folio, me.pos, p) && isAWrite(me.pos, me.bytes, p) && isPrepared(s, me.folio, me.pos, me.bytes, blocksEnd(me.pos, me.bytes, p), p),
      again: (_s, me, p) => isWithinPage(me.pos, me.bytes, p),
    },
    during: {
      iomap_write_begin: (_s, me, out, p) => isAWrite(me.pos, me.bytes, p) && out.pos === me.pos && out.len === me.bytes,
      iomap_write_end: (_s, me, out, p) =>
        isAWrite(me.pos, me.bytes, p) && out.pos === me.pos && out.len === me.bytes && out.copied === me.copied && me.copied <= me.bytes,
    },
  }),
  writePath.annotate(NAME, iomapWriteBegin, {
    during: { __iomap_write_begin: (s, me, out, p) => isFolioOf(s, me.folio, me.pos, p) && out.folio === me.folio && out.pos === me.pos && out.len === me.len },
  }),
  // since 6.2, and in 6.1.192
  writePath.annotate(NAME, iomapWriteBeginValidated, { at: { validate: (s, me, p) => isFolioOf(s, me.folio, me.pos, p) } }),
  writePath.annotate(NAME, iomapWriteBeginBlocks, {
    at: {
      // The blocks before block_start are done with.
      run: (s, me, p) => mod(me.block_start, p.BLOCK) === 0 && isPrepared(s, me.folio, me.pos, me.len, me.block_start, p),
    },
  }),
  writePath.annotate(NAME, iomapWriteEnd, {
    at: {
      accept: (s, me, p) =>
        isFolioOf(s, me.folio, me.pos, p) &&
        isPrepared(s, me.folio, me.pos, me.len, blocksEnd(me.pos, me.len, p), p) &&
        isCopied(s, me.folio, me.pos, me.copied, p),
    },
  }),
];
