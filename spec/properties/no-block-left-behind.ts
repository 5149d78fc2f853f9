import { all, implies } from "../../src/language/index.js";
import { NONE } from "../page-cache/bounds.js";
import { isValid } from "../page-cache/cell.js";
import { contentAt } from "../page-cache/file.js";
import { pageOf } from "../page-cache/folio.js";
import { type Bounds, writePath } from "../write-path.js";
import { isBlockDirty } from "./dirty-implies-backed.js";
import type { Seen } from "./readable.js";

/** What is left may hold zeros: buffer heads zero what they allocated for a copy that failed. A reservation may not: it would leak. */
export const noBlockLeftBehind = writePath.always(
  "no block allocated by a failed write is left behind unwritten",
  {
    about: "When a write returns, each block that it allocated and kept holds data that was accepted, or zero.",
    source: "d031a8866e70 (gfs2); 0f64415d4276 (blocks outside i_size after a write error)",
  },
  (s, p) =>
    all(0, p.BLOCKS, (block) =>
      implies(
        s.result.returned && s.ghost.allocated[block],
        () => isUsed(s, block, p) && all(block * p.BLOCK, (block + 1) * p.BLOCK, (cell) => isValid(contentAt(s, cell, p))),
      ),
    ),
);

/** A reservation past the end of the file does no harm: it goes when the file is closed (xfs_free_eofblocks()). */
function isUsed(s: Seen, block: number, p: Bounds): boolean {
  const isTouched = s.result.count > 0 && (block + 1) * p.BLOCK > s.request.pos && block * p.BLOCK < s.request.pos + s.result.count;
  return isTouched || s.blocks[block] !== "delalloc" || block * p.BLOCK >= s.i_size || isClaimed(s, block, p);
}

/** A store through a mapping has taken the reservation over: its page is dirty, or writeback has it locked. */
function isClaimed(s: Seen, block: number, p: Bounds): boolean {
  const page = pageOf(block * p.BLOCK, p);
  return isBlockDirty(s, block, p) || (s.page_cache[page] !== NONE && s.folios[s.page_cache[page]].lock === "flusher");
}
