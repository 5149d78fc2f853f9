/** Initial states in which an earlier write has filled the page cache, and has not been written back. */
import { fill } from "../src/language/index.js";
import { placeFile, placeWrite } from "./initial.js";
import { addFolio } from "./page-cache/folio.js";
import { type Bounds, type State, writePath } from "./write-path.js";

/** An earlier write has filled both pages, and neither has been written back: a write from the first into the second finds them delayed. */
export const overEarlierWrite = writePath.initial((s, p) => {
  placeFile(s, p.FILE, p);
  fill(s.blocks, 0, p.BLOCKS, "delalloc");
  for (let page = 0; page < p.PAGES; page++) fillPage(s, page, p);
  placeWrite(s, p.PAGE - 1, 2, 0);
  fill(s.user.pages, 0, p.USER_PAGES, "absent");
});

/**
 * The same, where only the second page has been written to, and its blocks have a place on disk already: fallocate(2) gave them one,
 * and they read as zero until they are written back.
 */
export const overEarlierUnwritten = writePath.initial((s, p) => {
  placeFile(s, p.FILE, p);
  fill(s.blocks, 0, p.BLOCKS, "unwritten");
  fillPage(s, 1, p);
  placeWrite(s, p.PAGE - 1, 2, 0);
  fill(s.user.pages, 0, p.USER_PAGES, "absent");
});

/** A page that holds nothing but what the earlier write put there. */
export function fillPage(s: State, page: number, p: Bounds): void {
  const folio = s.folios[addFolio(s, page, p)];
  folio.uptodate = true;
  folio.dirty = true;
  fill(folio.block_uptodate, 0, p.BLOCKS_PER_PAGE, true);
  if (p.PER_BLOCK_DIRTY) fill(folio.block_dirty, 0, p.BLOCKS_PER_PAGE, true);
  fill(folio.cells, 0, p.PAGE, "prior");
  fill(s.ghost.before, page * p.PAGE, (page + 1) * p.PAGE, "prior");
}
