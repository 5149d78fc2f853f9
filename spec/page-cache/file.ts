import { type Domain, div, fill, oneOf, type Vector } from "../../src/language/index.js";
import { NONE } from "./bounds.js";
import type { Cell } from "./cell.js";
import { isBlockUptodate, offsetInPage, type PageCache, pageOf } from "./folio.js";

/** What stands behind a block of the file. */
export const blockState = oneOf("hole", "delalloc", "unwritten", "mapped");
/** One of the states of a block. */
export type BlockState = typeof blockState extends Domain<infer T> ? T : never;

/** The part of the state that is on disk, or says what is. */
export interface Backing {
  i_size: number;
  blocks: Vector<BlockState>;
  /** The disk under each cell of the file. Under a hole it is whatever an allocation would find there. */
  disk: Vector<Cell>;
}

interface FileSize {
  readonly PAGE: number;
  readonly BLOCK: number;
  readonly BLOCKS: number;
  readonly BLOCKS_PER_PAGE: number;
  readonly FOLIOS: number;
  readonly INIT_ON_ALLOC: boolean;
}

/** The block that a position of the file lies in. */
export function blockOf(pos: number, { BLOCK }: { readonly BLOCK: number }): number {
  return div(pos, BLOCK);
}

/** A position rounded down to the start of its block. */
export function roundDown(pos: number, { BLOCK }: { readonly BLOCK: number }): number {
  return div(pos, BLOCK) * BLOCK;
}

/** A position rounded up to the start of a block. */
export function roundUp(pos: number, { BLOCK }: { readonly BLOCK: number }): number {
  return div(pos + BLOCK - 1, BLOCK) * BLOCK;
}

/** The first block from `from` on whose state differs from that of `from`; at most `end`. */
export function runOfBlocks(s: Backing, from: number, end: number): number {
  let run = end;
  for (let block = end - 1; block > from; block--) if (s.blocks[block] !== s.blocks[from]) run = block;
  return run;
}

/** Frees the blocks from `from` up to, but not including, `to`. What was on disk there is somebody's old content from now on. */
export function freeBlocks(s: Backing, from: number, to: number, { BLOCK }: FileSize): void {
  for (let block = from; block < to; block++) {
    s.blocks[block] = "hole";
    fill(s.disk, block * BLOCK, (block + 1) * BLOCK, "stale");
  }
}

/** What reading a cell from disk gives: zero where no written block stands behind it. */
export function onDisk(s: Backing, pos: number, p: FileSize): Cell {
  return s.blocks[blockOf(pos, p)] === "mapped" ? s.disk[pos] : "zero";
}

/** Whether a cell is in the page cache and may be read there. */
export function isCached(s: PageCache, pos: number, p: FileSize): boolean {
  const found = s.page_cache[pageOf(pos, p)];
  return found !== NONE && isBlockUptodate(s.folios[found], offsetInPage(pos, p), p);
}

/** What the file holds at a position: in the page cache if it is valid there, otherwise on disk. */
export function contentAt(s: Backing & PageCache, pos: number, p: FileSize): Cell {
  if (isCached(s, pos, p)) return s.folios[s.page_cache[pageOf(pos, p)]].cells[offsetInPage(pos, p)];
  return onDisk(s, pos, p);
}
