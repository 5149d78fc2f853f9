import { fill } from "../../src/language/index.js";
import { blockOf } from "../page-cache/file.js";
import { isBlockUptodate, offsetInPage } from "../page-cache/folio.js";
import type { Bounds, State } from "../write-path.js";

/**
 * What filemap_fdatawrite() and filemap_fdatawait() do to one folio: the blocks that it holds for the file go to disk, and what lies
 * past the end of the file is zeroed first. A block over a hole is skipped.
 */
export function syncFolio(s: State, page: number, p: Bounds): void {
  const folio = s.folios[s.page_cache[page]];
  const origin = page * p.PAGE;
  for (let pos = origin; pos < origin + p.PAGE; pos++) {
    const offset = offsetInPage(pos, p);
    if (pos >= s.i_size) folio.cells[offset] = "zero";
    if (isToBeWritten(s, page, offset, p)) s.disk[pos] = folio.cells[offset];
  }
  folio.dirty = false;
  fill(folio.block_dirty, 0, p.BLOCKS_PER_PAGE, false);
}

/** The first page that the page cache holds dirty; PAGES if there is none. */
export function firstDirtyPage(s: State, p: Bounds): number {
  let dirty = p.PAGES;
  for (let page = p.PAGES - 1; page >= 0; page--) if (s.page_cache[page] >= 0 && s.folios[s.page_cache[page]].dirty) dirty = page;
  return dirty;
}

/** The first page that the page cache holds; PAGES if there is none. */
export function firstCachedPage(s: State, p: Bounds): number {
  let cached = p.PAGES;
  for (let page = p.PAGES - 1; page >= 0; page--) if (s.page_cache[page] >= 0) cached = page;
  return cached;
}

function isToBeWritten(s: State, page: number, offset: number, p: Bounds): boolean {
  const folio = s.folios[s.page_cache[page]];
  const block = blockOf(offset, p);
  if (s.blocks[page * p.BLOCKS_PER_PAGE + block] !== "mapped") return false;
  return p.PER_BLOCK_DIRTY ? folio.block_dirty[block] : isBlockUptodate(folio, offset, p);
}
