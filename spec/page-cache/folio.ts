import { bool, type Domain, div, fill, mod, range, record, type ValueOf, type Vector, vector, when } from "../../src/language/index.js";
import { bounds, NONE, type Task, task } from "./bounds.js";
import { cell } from "./cell.js";

const { domain } = bounds;

const folioFields = {
  /** The page of the file that it caches; NONE while it lies in the pool. */
  index: domain(({ PAGES }) => range(NONE, PAGES - 1)),
  /** In the page cache. A folio that was truncated away while somebody held it is detached. */
  attached: bool,
  /** References other than the page cache's: readers and mappings that hold on to it. */
  pins: range(0, 2),
  /** PG_locked, and by whom. */
  lock: task,
  /** PG_uptodate, PG_dirty, PG_writeback. */
  uptodate: bool,
  dirty: bool,
  writeback: bool,
  /** Per-block state (struct iomap_page, later iomap_folio_state): it exists in the kernel if a page has several blocks. */
  block_uptodate: domain(({ BLOCKS_PER_PAGE }) => vector(BLOCKS_PER_PAGE, bool)),
  block_dirty: domain(({ BLOCKS_PER_PAGE }) => vector(BLOCKS_PER_PAGE, bool)),
  /** Buffer heads only: BH_New, allocated by the write that holds the folio and not yet written or zeroed. */
  block_new: domain(({ BLOCKS_PER_PAGE }) => vector(BLOCKS_PER_PAGE, bool)),
  cells: domain(({ PAGE }) => vector(PAGE, cell)),
};

/** A folio: an object with identity, which the page cache may or may not know. */
export const folio: Domain<ValueOf<typeof folioFields>> = record(folioFields);
/** A folio, as steps see it. */
export type Folio = ValueOf<typeof folioFields>;

/** The part of the state that the page cache is. */
export interface PageCache {
  /** The folio of each page (i_pages), or NONE. */
  page_cache: Vector<number>;
  folios: Vector<Folio>;
}

interface PageSize {
  readonly PAGE: number;
  readonly BLOCK: number;
  readonly BLOCKS_PER_PAGE: number;
  readonly FOLIOS: number;
  readonly INIT_ON_ALLOC: boolean;
}

/** The page that a position of the file lies in. */
export function pageOf(pos: number, { PAGE }: { readonly PAGE: number }): number {
  return div(pos, PAGE);
}

/** A position's offset in its page. */
export function offsetInPage(pos: number, { PAGE }: { readonly PAGE: number }): number {
  return mod(pos, PAGE);
}

/** Adds a folio for a page that has none; its memory is what the allocator gives. */
export function addFolio(s: PageCache, index: number, p: PageSize): number {
  let free = p.FOLIOS;
  for (let candidate = p.FOLIOS - 1; candidate >= 0; candidate--) if (s.folios[candidate].index === NONE) free = candidate;
  const folio = s.folios[free];
  folio.index = index;
  folio.attached = true;
  fill(folio.cells, 0, p.PAGE, p.INIT_ON_ALLOC ? "zero" : "garbage");
  s.page_cache[index] = free;
  return free;
}

/** Gets the locked folio of a page, creating it if need be: __filemap_get_folio(FGP_LOCK | FGP_CREAT). Waits for the lock. */
export function lockFolio(s: PageCache, index: number, by: Task, p: PageSize): number {
  if (s.page_cache[index] !== NONE) when(s.folios[s.page_cache[index]].lock === "nobody");
  const found = s.page_cache[index] === NONE ? addFolio(s, index, p) : s.page_cache[index];
  s.folios[found].lock = by;
  return found;
}

/** Takes a folio out of the page cache, even if it is dirty: filemap_remove_folio(). Its memory is freed with its last pin. */
export function detachFolio(s: PageCache, index: number, p: PageSize): void {
  const folio = s.folios[s.page_cache[index]];
  s.page_cache[index] = NONE;
  folio.attached = false;
  folio.dirty = false;
  if (folio.pins === 0) freeFolio(folio, p);
}

/** Drops a reference to a folio, and the folio with the last one. */
export function putFolio(folio: Folio, p: PageSize): void {
  folio.pins -= 1;
  if (folio.pins === 0 && !folio.attached) freeFolio(folio, p);
}

/** Gives a folio back to the pool, where all of them look alike. */
function freeFolio(folio: Folio, p: PageSize): void {
  folio.index = NONE;
  folio.lock = "nobody";
  folio.uptodate = false;
  folio.dirty = false;
  folio.writeback = false;
  fill(folio.block_uptodate, 0, p.BLOCKS_PER_PAGE, false);
  fill(folio.block_dirty, 0, p.BLOCKS_PER_PAGE, false);
  fill(folio.block_new, 0, p.BLOCKS_PER_PAGE, false);
  fill(folio.cells, 0, p.PAGE, "garbage");
}

/** Whether the kernel keeps per-block state: only if a page has several blocks. */
export function hasBlockState({ BLOCKS_PER_PAGE }: { readonly BLOCKS_PER_PAGE: number }): boolean {
  return BLOCKS_PER_PAGE > 1;
}

/** Whether the block at an offset of the folio may be read: by its own bit, or because the whole folio may. */
export function isBlockUptodate(folio: Folio, offset: number, p: PageSize): boolean {
  if (folio.uptodate) return true;
  return hasBlockState(p) && folio.block_uptodate[div(offset, p.BLOCK)];
}
