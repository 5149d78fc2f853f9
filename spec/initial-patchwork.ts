/** Initial states in which each block of a page has its own past: for functions that go through the blocks of a page one by one. */
import { all, type Choose, fill, min, mod, type ParameterValues, when } from "../src/language/index.js";
import { mapBlock, placeFile, placeWrite } from "./initial.js";
import { NONE } from "./page-cache/bounds.js";
import { roundDown, roundUp } from "./page-cache/file.js";
import { addFolio, type Folio } from "./page-cache/folio.js";
import { type Bounds, type State, writePath } from "./write-path.js";

/** The bounds that they are made for: the second page of a file, and a user page to write it from. */
export const secondPage: ParameterValues = { PAGES: 2, FOLIOS: 1, WRITE: 4, USER_PAGES: 1 };

/** A file of one page, which a write may fill. */
export const onlyPage: ParameterValues = { ...secondPage, PAGES: 1 };

/**
 * Any write, from a user page that is absent, to the last page of a file. Each block of that page is a hole, on disk, or cached. A cached block below the end of the file holds an
 * earlier write, which is not on disk yet. Behind the end of the file a block on disk holds what somebody else left there: a crash leaves such blocks, where i_size reaches the disk after
 * the blocks do, and so does a write that failed (open/b03). The write begins in the block behind the one that holds the end of the file, or before: what lies between would not be the
 * write's to clear.
 */
export const overPatchwork = writePath.initial((s, p, choose) => chooseOverPatchwork(s, p, choose, false));

/** Of these writes those that begin and end where a block does. */
export const overPatchworkWholeBlocks = writePath.initial((s, p, choose) => chooseOverPatchwork(s, p, choose, true));

function chooseOverPatchwork(s: State, p: Bounds, choose: Choose, whole: boolean): void {
  const origin = p.FILE - p.PAGE;
  placeFile(s, choose.number("i_size", origin, p.FILE), p);
  for (let block = p.BLOCKS - p.BLOCKS_PER_PAGE; block < p.BLOCKS; block++) choosePast(s, block, p, choose);
  if (s.page_cache[p.PAGES - 1] !== NONE) settleFlags(s.folios[s.page_cache[p.PAGES - 1]], p);
  const pos = choose.number("pos", origin, p.FILE - 1);
  const length = choose.number("length", 1, p.WRITE);
  when(pos + length <= p.FILE && roundDown(pos, p) <= roundUp(s.i_size, p));
  if (whole) when(mod(pos, p.BLOCK) === 0 && mod(length, p.BLOCK) === 0);
  placeWrite(s, pos, length, 0);
  s.user.pages[0] = "absent";
}

function choosePast(s: State, block: number, p: Bounds, choose: Choose): void {
  const past = choose.oneOf("block", ["a hole", "on disk", "cached"]);
  if (past === "a hole") return;
  mapBlock(s, block, p);
  const start = block * p.BLOCK;
  if (start >= s.i_size) fill(s.disk, start, start + p.BLOCK, "stale");
  if (past === "cached") cacheBlock(s, block, p);
}

/** Behind the end of the file a cached block is zero, and clean. */
function cacheBlock(s: State, block: number, p: Bounds): void {
  const page = p.PAGES - 1;
  const index = s.page_cache[page] === NONE ? addFolio(s, page, p) : s.page_cache[page];
  const folio = s.folios[index];
  const start = block * p.BLOCK;
  const end = start + p.BLOCK;
  const origin = page * p.PAGE;
  fill(folio.cells, start - origin, end - origin, "zero");
  folio.block_uptodate[block - page * p.BLOCKS_PER_PAGE] = true;
  if (start >= s.i_size) return;
  fill(folio.cells, start - origin, min(end, s.i_size) - origin, "prior");
  fill(s.ghost.before, start, min(end, s.i_size), "prior");
  folio.dirty = true;
  if (p.PER_BLOCK_DIRTY) folio.block_dirty[block - page * p.BLOCKS_PER_PAGE] = true;
}

/** A folio all of whose blocks are uptodate has the flag; one that is a single block has nothing else. */
function settleFlags(folio: Folio, p: Bounds): void {
  if (all(0, p.BLOCKS_PER_PAGE, (block) => folio.block_uptodate[block])) folio.uptodate = true;
  if (p.BLOCKS_PER_PAGE === 1) folio.block_uptodate[0] = false;
}
