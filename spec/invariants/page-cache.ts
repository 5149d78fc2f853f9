/** What is true of the page cache of a model in which nobody pins a folio or maps the file: each folio lies under its index, or in the pool. */
import { all, implies } from "../../src/language/index.js";
import { NONE } from "../page-cache/bounds.js";
import { isValid } from "../page-cache/cell.js";
import { blockOf } from "../page-cache/file.js";
import { writePath } from "../write-path.js";

export const foliosLieUnderTheirIndex = writePath.always(
  "every folio lies under its index",
  { about: "What the page cache has at a page is a folio of that page. Without it a write could be prepared in one folio and committed in another." },
  (s, p) => all(0, p.PAGES, (page) => implies(s.page_cache[page] !== NONE, () => s.folios[s.page_cache[page]].index === page)),
);

export const foliosAreNotLost = writePath.always(
  "no folio is detached",
  { about: "A folio that has an index is what the page cache has there: nobody holds on to one that was truncated away." },
  (s, p) => all(0, p.FOLIOS, (folio) => implies(s.folios[folio].index !== NONE, () => s.page_cache[s.folios[folio].index] === folio)),
);

export const nobodyPins = writePath.always(
  "no folio is pinned or mapped",
  { about: "The writer and the evictor do neither, so that a folio is freed as soon as it is truncated away." },
  (s, p) => all(0, p.FOLIOS, (folio) => s.folios[folio].pins === 0) && all(0, p.PAGES, (page) => s.ptes[page] === "none"),
);

export const freeFoliosAreBlank = writePath.always(
  "a free folio is not uptodate",
  { about: "A folio in the pool has no flag and no bit of its last life: what is added to the page cache is not uptodate." },
  (s, p) =>
    all(0, p.FOLIOS, (folio) =>
      implies(s.folios[folio].index === NONE, () => !s.folios[folio].uptodate && all(0, p.BLOCKS_PER_PAGE, (block) => !s.folios[folio].block_uptodate[block])),
    ),
);

export const mappedBlocksAreValid = writePath.always(
  "a mapped block holds valid data",
  { about: "What is read from disk into the page cache is data of this file, or zero. Nothing here allocates without zeroing or deferring: xfs does not." },
  (s, p) => all(0, p.FILE, (cell) => implies(s.blocks[blockOf(cell, p)] === "mapped", () => isValid(s.disk[cell]))),
);
