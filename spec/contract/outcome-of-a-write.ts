/** What can be told of a write(2) from outside, when it has returned and everybody beside it has ended: what proofs and comparisons of kernels collect. */
import { outcomeView } from "../../src/language/index.js";
import type { Cell } from "../page-cache/cell.js";
import { blockOf, contentAt, isCached } from "../page-cache/file.js";
import type { Seen } from "../properties/readable.js";
import { type Bounds, writePath } from "../write-path.js";

export const outcomeOfAWrite = outcomeView(writePath, {
  exact: (s, p) => ({
    count: s.result.count,
    errno: s.result.errno,
    i_size: s.i_size,
    content: cellsBelow(s.i_size).map((pos) => contentAt(s, pos, p)),
    behind: cachedBehind(s, p),
    blocks: s.blocks,
  }),
  given: (s, p) => `${whichBlocks(s, p)}, ${whichStart(s, p)}, ${whichMemory(s, p)}`,
  comes: (s, p) => [whatIsReturned(s), contentText(damageIn(s, p)), ...(leavesBlocks(s, p) ? ["a block is left over"] : [])].join(", "),
  damage: damageIn,
});

function cellsBelow(end: number): number[] {
  return Array.from({ length: end }, (_, pos) => pos);
}

/** What a mapping shows of the cells behind the end of the file, if a page there is cached; what is not is zeroed when it is read. */
function cachedBehind(s: Seen, p: Bounds): Cell[] {
  return cellsBelow(p.FILE)
    .slice(s.i_size)
    .map((pos) => (isCached(s, pos, p) ? contentAt(s, pos, p) : "zero"));
}

function whichBlocks(s: Seen, p: Bounds): string {
  const { pos, length } = s.request;
  const states = cellsBelow(length).map((offset) => s.blocks[blockOf(pos + offset, p)]);
  if (states.every((state) => state === "hole")) return "into holes";
  return states.includes("hole") ? "into allocated blocks and holes" : "into allocated blocks";
}

function whichStart({ request }: Seen, { BLOCK }: Bounds): string {
  return request.pos % BLOCK === 0 ? "from a block's start" : "from inside a block";
}

function whichMemory({ user }: Seen, { PAGE }: Bounds): string {
  const segments = Array.from({ length: user.segments.length }, (_, index) => user.segments[index] ?? { start: 0, length: 0 });
  const touched = segments.flatMap(({ start, length }) => cellsBelow(length).map((offset) => user.pages[Math.floor((start + offset) / PAGE)]));
  if (touched.includes("invalid")) return "out of a buffer that is not all memory";
  return touched.includes("absent") ? "out of pages yet to be faulted in" : "out of resident pages";
}

function whatIsReturned({ request, result: { count, errno } }: Seen): string {
  if (count === request.length) return "all is written";
  return count > 0 ? "a part is written" : `nothing is written (${errno})`;
}

/** What is wrong for good. Stores through a mapping, another node and a truncation are nobody's fault here. */
function damageIn(s: Seen, p: Bounds): string[] {
  const content = cellsBelow(s.i_size).map((pos) => contentAt(s, pos, p));
  const behind = cachedBehind(s, p);
  const { pos: start } = s.request;
  const end = start + s.result.count;
  const isOdd = (pos: number): boolean => !["stale", "garbage", "misplaced", "mmap", "remote"].includes(content[pos] as string);
  const isWritten = (pos: number): boolean => pos >= start && pos < end;
  return [
    ...(content.includes("stale") ? ["stale data in the file"] : []),
    ...(content.includes("garbage") ? ["garbage in the file"] : []),
    ...(behind.includes("stale") ? ["stale data behind its end"] : []),
    ...(behind.includes("garbage") ? ["garbage behind its end"] : []),
    ...(content.includes("misplaced") ? ["data in a wrong place"] : []),
    ...(!s.ghost.truncated && content.some((cell, pos) => isOdd(pos) && isWritten(pos) && cell !== "new") ? ["written data is lost"] : []),
    ...(!s.ghost.truncated && content.some((cell, pos) => isOdd(pos) && !isWritten(pos) && cell !== s.ghost.before[pos]) ? ["other data is changed"] : []),
    ...(!s.ghost.truncated && s.i_size !== (s.result.count > 0 ? Math.max(s.ghost.size_before, end) : s.ghost.size_before) ? ["i_size is wrong"] : []),
  ];
}

function contentText(damage: readonly string[]): string {
  return damage.length === 0 ? "the file is as it should be" : damage.join(" and ");
}

/** A block that this write allocated, and that holds nothing of it. */
function leavesBlocks(s: Seen, p: Bounds): boolean {
  const { pos, length } = s.request;
  const { count } = s.result;
  const touches = (block: number): boolean => count > 0 && (block + 1) * p.BLOCK > pos && block * p.BLOCK < pos + count;
  return length > 0 && Array.from({ length: p.BLOCKS }, (_, block) => block).some((block) => s.ghost.allocated[block] && !touches(block));
}
