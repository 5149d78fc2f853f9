/** Per-block state: what a folio says of its blocks, and what is done to one before the user's data comes. */
import { all, any, div, implies, min, mod } from "../../src/language/index.js";
import { NONE } from "../page-cache/bounds.js";
import { hasBlockState, isBlockUptodate } from "../page-cache/folio.js";
import { type Bounds, writePath } from "../write-path.js";
import type { Seen } from "./readable.js";

const source = "iomap_set_range_uptodate() and __iomap_write_begin(): behaviour.md §1c";

export const flagIsSumOfBits = writePath.always(
  "a folio is uptodate if all of its blocks are",
  { about: "Where a page has several blocks, the folio's flag is set as soon as each block has its bit; where it is one block, there are no bits.", source },
  (s, p) =>
    all(0, p.FOLIOS, (folio) =>
      hasBlockState(p)
        ? s.folios[folio].uptodate || any(0, p.BLOCKS_PER_PAGE, (block) => !s.folios[folio].block_uptodate[block])
        : !s.folios[folio].block_uptodate[0],
    ),
);

/** Old data comes into a folio from disk alone. */
export const readIsMarked = writePath.step(
  "what is read from disk is uptodate",
  { about: "A block that the writer has read from disk is marked at once: it need not be read again.", source },
  (before, after, p) =>
    all(0, p.BLOCKS, (block) => implies(isRead(before, after, block, p), () => isBlockUptodate(folioOf(after, block, p), inFolio(block, p), p))),
);

/** For kernels with per-block dirty bits. Data of an earlier copy that was rejected counts. */
export const blocksAreDirtiedByData = writePath.step(
  "a block becomes dirty by data of the write",
  {
    about: "A block that the writer makes dirty has some of what it copied: any other would be written back for nothing.",
    source: "4ce02c679722 (per-block dirty state, 6.6)",
  },
  (before, after, p) =>
    all(0, p.BLOCKS, (block) =>
      implies(isDirtied(before, after, block, p), () => any(0, p.BLOCK, (cell) => folioOf(after, block, p).cells[inFolio(block, p) + cell] === "new")),
    ),
);

/** For file systems whose clean-up drops pages itself. */
export const freedBlocksLeaveTheCache = writePath.step(
  "a block that is freed has left the page cache",
  {
    about: "When the writer frees a block, the cache has no page for it, or zeros: what was there belongs to nothing any more.",
    source: "gfs2_iomap_end() and xfs_buffered_write_iomap_end(), which drop the range first: behaviour.md §1e",
  },
  (before, after, p) =>
    all(0, p.BLOCKS, (block) => implies(isFreed(before, after, block), () => all(0, p.BLOCK, (cell) => isNothingOf(after, block, cell, p)))),
);

/** For iomap, and where the whole buffer is in memory and stays there: then what is begun is what will be copied. */
export const wholeBlocksAreNotPrepared = writePath.step(
  "blocks that the write covers from edge to edge are not prepared",
  { about: "Before a copy that begins and ends where a block does, nothing of the folio is zeroed, and nothing is read only to be overwritten.", source },
  (before, after, p) =>
    all(0, p.BLOCKS, (block) =>
      implies(isPreparing(before, after, block, p) && isOfWholeBlocks(before, p), () =>
        all(0, p.BLOCK, (cell) => folioOf(before, block, p).cells[inFolio(block, p) + cell] === folioOf(after, block, p).cells[inFolio(block, p) + cell]),
      ),
    ),
);

function pageOfBlock(block: number, p: Bounds): number {
  return div(block, p.BLOCKS_PER_PAGE);
}

function folioOf(s: Seen, block: number, p: Bounds): Seen["folios"][number] {
  return s.folios[s.page_cache[pageOfBlock(block, p)]];
}

/** Where a block begins in its folio. */
function inFolio(block: number, p: Bounds): number {
  return mod(block, p.BLOCKS_PER_PAGE) * p.BLOCK;
}

/** The writer has the same folio locked before and after. */
function hasLocked(before: Seen, after: Seen, block: number, p: Bounds): boolean {
  const page = pageOfBlock(block, p);
  if (before.page_cache[page] === NONE || before.page_cache[page] !== after.page_cache[page]) return false;
  return folioOf(before, block, p).lock === "writer" && folioOf(after, block, p).lock === "writer";
}

function isDirtied(before: Seen, after: Seen, block: number, p: Bounds): boolean {
  const bit = mod(block, p.BLOCKS_PER_PAGE);
  return hasLocked(before, after, block, p) && !folioOf(before, block, p).block_dirty[bit] && folioOf(after, block, p).block_dirty[bit];
}

function isFreed(before: Seen, after: Seen, block: number): boolean {
  return before.i_rwsem === "writer" && before.blocks[block] !== "hole" && after.blocks[block] === "hole";
}

function isNothingOf(s: Seen, block: number, cell: number, p: Bounds): boolean {
  return s.page_cache[pageOfBlock(block, p)] === NONE || folioOf(s, block, p).cells[inFolio(block, p) + cell] === "zero";
}

function isRead(before: Seen, after: Seen, block: number, p: Bounds): boolean {
  const start = inFolio(block, p);
  if (!hasLocked(before, after, block, p)) return false;
  return any(start, start + p.BLOCK, (cell) => folioOf(before, block, p).cells[cell] !== "old" && folioOf(after, block, p).cells[cell] === "old");
}

/** Nothing is copied yet of what the folio was locked for. */
function isPreparing(before: Seen, after: Seen, block: number, p: Bounds): boolean {
  return hasLocked(before, after, block, p) && before.iov.position === after.iov.position;
}

/** What the next copy takes begins and ends with a block: it goes to the end of the page, of the mapping or of the write. */
function isOfWholeBlocks({ request, iov, iomap }: Seen, p: Bounds): boolean {
  const pos = request.pos + iov.position;
  const end = min((div(pos, p.PAGE) + 1) * p.PAGE, min(pos + iov.count, iomap.offset + iomap.length));
  return mod(pos, p.BLOCK) === 0 && mod(end, p.BLOCK) === 0;
}
