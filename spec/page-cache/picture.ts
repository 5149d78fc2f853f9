import type { DeepReadonly, Legend, PictureRow } from "../../src/language/index.js";
import { NONE } from "./bounds.js";
import type { Cell } from "./cell.js";
import type { Backing } from "./file.js";
import type { Folio, PageCache } from "./folio.js";

const LETTER: Readonly<Record<Cell, string>> = {
  garbage: "G",
  stale: "S",
  zero: "0",
  old: "o",
  prior: "p",
  new: "N",
  misplaced: "X",
  mmap: "m",
  remote: "r",
};

/** What the letters mean, and which of them a file should not show. */
export const legend: Legend = {
  G: { means: "garbage: uninitialised memory", tone: "danger" },
  S: { means: "stale: what somebody else once wrote to the disk", tone: "warning" },
  X: { means: "misplaced: this write's data, in a wrong place", tone: "danger" },
  "0": { means: "zero", tone: "neutral" },
  o: { means: "old: the file's content on disk before", tone: "kept" },
  p: { means: "prior: an earlier write, perhaps not yet on disk", tone: "kept" },
  N: { means: "new: this write's data, in its place", tone: "good" },
  m: { means: "a store through a shared mapping", tone: "foreign" },
  r: { means: "another node's", tone: "foreign" },
  "·": { means: "not cached", tone: "nothing" },
  "-": { means: "below i_size", tone: "neutral" },
  "|": { means: "i_size: the end of the file", tone: "foreign" },
  hole: { means: "no block is allocated", tone: "nothing" },
  delalloc: { means: "a block is reserved", tone: "warning" },
  unwritten: { means: "a block that reads as zero until it is written", tone: "kept" },
  mapped: { means: "a block of the disk", tone: "good" },
};

/**
 * The file as rows of cells. Letters: G garbage, S stale, 0 zero, o old, p prior, N new, X misplaced, m mmap, r remote, · nothing.
 * Marks of a folio: U uptodate, D dirty, W writeback, and its lock's holder; `U:xy` are the bits of its blocks.
 */
export function picture(s: DeepReadonly<Backing & PageCache>, { PAGE, BLOCK, PAGES, BLOCKS, FILE }: PictureBounds): PictureRow[] {
  const cells = Array.from({ length: FILE }, (_, pos) => pos);
  const folioAt = (page: number): DeepReadonly<Folio> | undefined => (s.page_cache[page] === NONE ? undefined : s.folios[s.page_cache[page] ?? 0]);
  return [
    { label: "i_size", cellsEach: 1, items: cells.map((pos) => (pos < s.i_size ? "-" : pos === s.i_size ? "|" : " ")) },
    { label: "cache", cellsEach: 1, items: cells.map((pos) => letter(folioAt(Math.floor(pos / PAGE))?.cells[pos % PAGE])) },
    { label: "folio", cellsEach: PAGE, items: Array.from({ length: PAGES }, (_, page) => marks(folioAt(page))) },
    { label: "blocks", cellsEach: BLOCK, items: Array.from({ length: BLOCKS }, (_, block) => s.blocks[block] ?? "") },
    { label: "disk", cellsEach: 1, items: cells.map((pos) => letter(s.disk[pos])) },
  ];
}

interface PictureBounds {
  readonly PAGE: number;
  readonly BLOCK: number;
  readonly PAGES: number;
  readonly BLOCKS: number;
  readonly FILE: number;
}

function letter(cell: Cell | undefined): string {
  return cell === undefined ? "·" : LETTER[cell];
}

function marks(folio: DeepReadonly<Folio> | undefined): string {
  if (folio === undefined) return "";
  const bits = (of: DeepReadonly<Folio>["block_dirty"]): string =>
    of.length > 1 ? `:${Array.from({ length: of.length }, (_, bit) => (of[bit] ? 1 : 0)).join("")}` : "";
  const flags = `${folio.uptodate ? "U" : "-"}${bits(folio.block_uptodate)}${folio.dirty ? "D" : "-"}${folio.writeback ? "W" : ""}`;
  return folio.lock === "nobody" ? flags : `${flags} ${folio.lock}`;
}
