import { all, any, div, implies, min } from "../../src/language/index.js";
import { NONE } from "../page-cache/bounds.js";
import { isBlockUptodate } from "../page-cache/folio.js";
import { type Bounds, writePath } from "../write-path.js";
import type { Seen } from "./readable.js";

const source = "198dd8aedee6 (xfs: punching delalloc extents on write failure is racy); the comment on iop->uptodate in iomap_writepage_map()";

/** A folio without per-block dirty bits is dirty as a whole: then one uptodate block must account for it. */
export const dirtyImpliesUptodate = writePath.always(
  "dirty implies uptodate",
  { about: "What is marked dirty will be written to disk, so it must be the file's data and not what happened to lie in memory.", source },
  (s, p) =>
    all(0, p.PAGES, (page) =>
      implies(isDirty(s, page), () =>
        p.PER_BLOCK_DIRTY
          ? all(
              0,
              p.BLOCKS_PER_PAGE,
              (block) => !s.folios[s.page_cache[page]].block_dirty[block] || isBlockUptodate(s.folios[s.page_cache[page]], block * p.BLOCK, p),
            )
          : any(0, p.BLOCKS_PER_PAGE, (block) => isBlockUptodate(s.folios[s.page_cache[page]], block * p.BLOCK, p)),
      ),
    ),
);

/**
 * Exempt: zeros over a hole. Before 6.6 they lie in a folio that is dirty for the sake of another block; since then they are what is
 * left of a dirty block that was punched. Writeback skips holes, and a hole reads as zero. Cells past i_size are never written back.
 */
export const dirtyImpliesBacked = writePath.always(
  "dirty implies backed",
  { about: "A block that will be written back has a place on disk, or the promise of one: writeback skips holes, and the data with them.", source },
  (s, p) => all(0, p.BLOCKS, (block) => implies(holdsDirtyData(s, block, p), () => s.blocks[block] !== "hole")),
);

function isDirty(s: Seen, page: number): boolean {
  return s.page_cache[page] !== NONE && s.folios[s.page_cache[page]].dirty;
}

/** Whether writeback would visit a block: it walks dirty blocks since 6.6, before that all uptodate blocks of a dirty folio. */
export function isBlockDirty(s: Seen, block: number, p: Bounds): boolean {
  const page = div(block, p.BLOCKS_PER_PAGE);
  if (!isDirty(s, page)) return false;
  const folio = s.folios[s.page_cache[page]];
  const inFolio = block - page * p.BLOCKS_PER_PAGE;
  return p.PER_BLOCK_DIRTY ? folio.block_dirty[inFolio] : isBlockUptodate(folio, inFolio * p.BLOCK, p);
}

/** Whether a block holds, below i_size, anything but zeros that writeback has still to write. */
export function holdsDirtyData(s: Seen, block: number, p: Bounds): boolean {
  const page = div(block, p.BLOCKS_PER_PAGE);
  return (
    isBlockDirty(s, block, p) &&
    any(block * p.BLOCK, min((block + 1) * p.BLOCK, s.i_size), (cell) => s.folios[s.page_cache[page]].cells[cell - page * p.PAGE] !== "zero")
  );
}
