import { fill } from "../../src/language/index.js";
import { onDisk, roundDown } from "../page-cache/file.js";
import { type Folio, hasBlockState, isBlockUptodate } from "../page-cache/folio.js";
import type { Bounds, State } from "../write-path.js";

/**
 * iomap_read_folio(), fs/iomap/buffered-io.c, 5.16, and the I/O that it starts: fills those blocks of a locked folio that are not
 * uptodate, and marks all of it uptodate. A block that lies past i_size, or has nothing on disk, is zeroed.
 *
 * Belongs to one step: nobody brings data to a block of this page without the folio lock, and nobody frees one without
 * invalidate_lock or a glock. The caller has them all.
 */
export function readFolio(s: State, folio: Folio, p: Bounds): void {
  const start = folio.index * p.PAGE;
  for (let offset = 0; offset < p.PAGE; offset++) {
    const isPastEnd = roundDown(start + offset, p) >= s.i_size;
    if (!isBlockUptodate(folio, offset, p)) folio.cells[offset] = isPastEnd ? "zero" : onDisk(s, start + offset, p);
  }
  if (hasBlockState(p)) fill(folio.block_uptodate, 0, p.BLOCKS_PER_PAGE, true);
  folio.uptodate = true;
}
