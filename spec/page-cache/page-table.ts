import { oneOf, type Vector } from "../../src/language/index.js";
import { NONE } from "./bounds.js";
import { type PageCache, putFolio } from "./folio.js";

/** What a page table says about a page: not mapped, mapped for reading, mapped for writing. */
export const pte = oneOf("none", "read", "write");

interface PageTable {
  ptes: Vector<"none" | "read" | "write">;
}

interface FolioSize {
  readonly PAGE: number;
  readonly BLOCK: number;
  readonly BLOCKS_PER_PAGE: number;
  readonly FOLIOS: number;
  readonly INIT_ON_ALLOC: boolean;
}

/** Takes a mapped page out of the page table: the next access faults. A mapped folio is pinned by its pte. unmap_mapping_folio(). */
export function zapPte(s: PageTable & PageCache, page: number, p: FolioSize): void {
  if (s.ptes[page] !== "none" && s.page_cache[page] !== NONE) putFolio(s.folios[s.page_cache[page]], p);
  s.ptes[page] = "none";
}

/** The next store through the mapping of a page faults; loads do not: folio_mkclean(). */
export function writeProtectPte(s: PageTable, page: number): void {
  if (s.ptes[page] === "write") s.ptes[page] = "read";
}
