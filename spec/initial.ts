/**
 * Initial states that checks share. Each of them satisfies every state property: on disk the block that holds the end of the file
 * is zero past it, blocks that were never written hold stale data, and nothing is cached unless the check says so.
 */
import { type Choose, div, fill, when } from "../src/language/index.js";
import { type Bounds, type State, writePath } from "./write-path.js";

/** Chooses i_size, and which blocks below it are allocated; fills the disk to match. */
export function chooseFile(s: State, p: Bounds, choose: Choose): void {
  const size = choose.number("i_size", 0, p.FILE);
  placeFile(s, size, p);
  for (let block = 0; block < div(size + p.BLOCK - 1, p.BLOCK); block++) if (choose.flag("block is mapped")) mapBlock(s, block, p);
}

/** A file of `size` cells without a block. */
export function placeFile(s: State, size: number, p: Bounds): void {
  s.i_size = size;
  s.ghost.size_before = size;
  fill(s.disk, 0, p.FILE, "stale");
  fill(s.page_cache, 0, p.PAGES, -1);
  fill(s.ghost.before, 0, p.FILE, "zero");
}

/** Gives a block of the file its old content, zero past the end of the file. */
export function mapBlock(s: State, block: number, p: Bounds): void {
  s.blocks[block] = "mapped";
  for (let pos = block * p.BLOCK; pos < (block + 1) * p.BLOCK; pos++) {
    s.disk[pos] = pos < s.i_size ? "old" : "zero";
    s.ghost.before[pos] = s.disk[pos];
  }
}

/** The write: where, how long, and where its one segment starts in the user's buffer. */
export function placeWrite(s: State, pos: number, length: number, userStart: number): void {
  s.request.pos = pos;
  s.request.length = length;
  s.user.segments[0].start = userStart;
  s.user.segments[0].length = length;
  s.iov.count = length;
}

/** A write from two segments; each begins in a user page of its own, and either may be empty. */
export function placeSegments(s: State, pos: number, first: number, second: number, p: Bounds): void {
  s.request.pos = pos;
  s.request.length = first + second;
  s.user.segments[0].length = first;
  s.user.segments[1].start = p.PAGE;
  s.user.segments[1].length = second;
  s.iov.count = first + second;
}

/** Chooses for each user page that the write reads whether it is resident, and, with `invalid`, whether it is no memory at all. */
export function chooseResidency(s: State, p: Bounds, choose: Choose, invalid: boolean): void {
  const { start, length } = s.user.segments[0];
  for (let page = 0; page < p.USER_PAGES; page++) {
    const touched = page * p.PAGE < start + length && (page + 1) * p.PAGE > start;
    if (touched)
      s.user.pages[page] = invalid ? choose.oneOf("user page", ["resident", "absent", "invalid"]) : choose.oneOf("user page", ["resident", "absent"]);
  }
}

/** Any file and any write within the bounds, from user pages in any state. */
export const anyWrite = writePath.initial((s, p, choose) => {
  chooseFile(s, p, choose);
  const pos = choose.number("pos", 0, p.FILE - 1);
  const length = choose.number("length", 1, p.WRITE);
  when(pos + length <= p.FILE);
  placeWrite(s, pos, length, choose.number("user offset", 0, p.PAGE - 1));
  chooseResidency(s, p, choose, true);
});

/**
 * The writes that tell one kernel from another, few enough for a check that answers at once: any i_size; the blocks below it all
 * holes or all mapped; a write that begins in the first page; a user buffer that begins at a page or one cell after; user pages
 * resident or absent, none invalid.
 */
export const tellingWrite = writePath.initial((s, p, choose) => chooseTellingWrite(s, p, choose, false));

/** As {@link tellingWrite}, with user pages that are no memory at all: such a write may have to stop half way. */
export const tellingWriteOrFault = writePath.initial((s, p, choose) => chooseTellingWrite(s, p, choose, true));

function chooseTellingWrite(s: State, p: Bounds, choose: Choose, invalid: boolean): void {
  const size = choose.number("i_size", 0, p.FILE);
  placeFile(s, size, p);
  if (size > 0 && choose.flag("blocks are mapped")) {
    for (let block = 0; block < div(size + p.BLOCK - 1, p.BLOCK); block++) mapBlock(s, block, p);
  }
  const pos = choose.number("pos", 0, p.PAGE - 1);
  const length = choose.number("length", 1, p.WRITE);
  when(pos + length <= p.FILE);
  placeWrite(s, pos, length, choose.number("user offset", 0, 1));
  chooseResidency(s, p, choose, invalid);
}

/** One write whose outcome the actors decide: 5 cells at 1 into a file of 8 cells of holes, from a buffer that is not resident. */
export const fixedWrite = writePath.initial((s, p) => {
  placeFile(s, 8, p);
  placeWrite(s, 1, 5, 0);
  fill(s.user.pages, 0, p.USER_PAGES, "absent");
});
