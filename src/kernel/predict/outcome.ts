import { NONE } from "../../../spec/page-cache/bounds.js";
import type { Cell } from "../../../spec/page-cache/cell.js";
import { blockOf, contentAt, onDisk } from "../../../spec/page-cache/file.js";
import { hasBlockState, isBlockUptodate, offsetInPage, pageOf } from "../../../spec/page-cache/folio.js";
import type { Bounds, State } from "../../../spec/write-path.js";
import type { ByteKind, Moment } from "../console/guestReport.js";
import { byteOf, bytesIn, type Scenario } from "../scenario/scenario.js";

/** What a cell of the real file holds; `?` where its bytes are of several kinds. */
export type CellKind = ByteKind | "?";

/** What a write came to, as anybody can see who looks at the file. */
export interface Outcome {
  /** What write(2) returned: bytes, or a negative errno. */
  readonly returned: number;
  /** i_size, in bytes, when the write has returned. */
  readonly size: number;
  /** What each cell below i_size holds, at each moment. */
  readonly content: Readonly<Record<Moment, string>>;
}

const KIND: Readonly<Record<Cell, ByteKind>> = {
  garbage: "G",
  stale: "S",
  zero: "0",
  old: "o",
  new: "N",
  misplaced: "X",
  prior: "X",
  mmap: "m",
  remote: "X",
};

/** errno.h */
const ERRNO = { ok: 0, EINTR: 4, EAGAIN: 11, EFAULT: 14 } as const;

/** What the model says that anybody can see when the write has returned. */
export function outcomeOf(s: State, scenario: Scenario, p: Bounds): Outcome {
  const cells = Array.from({ length: s.i_size }, (_, cell) => cell);
  const dropped = cells.map((cell) => KIND[afterWriteback(s, cell, p)]).join("");
  const { count, errno } = s.result;
  return {
    returned: count > 0 ? bytesIn(scenario, scenario.pos, count) : ERRNO[errno] === 0 ? 0 : -ERRNO[errno],
    size: byteOf(scenario, s.i_size),
    content: { cached: cells.map((cell) => KIND[contentAt(s, cell, p)]).join(""), dropped, remounted: dropped },
  };
}

/**
 * What a cell holds when all that is dirty was written, and the page cache dropped: iomap_writepage_map() writes the uptodate blocks of a dirty folio, since 6.6 its
 * dirty blocks, and passes over holes.
 */
function afterWriteback(s: State, cell: number, p: Bounds): Cell {
  const found = s.page_cache[pageOf(cell, p)];
  const folio = found === NONE ? undefined : s.folios[found];
  const offset = offsetInPage(cell, p);
  const isWritten =
    folio?.dirty === true && (p.PER_BLOCK_DIRTY && hasBlockState(p) ? folio.block_dirty[Math.floor(offset / p.BLOCK)] : isBlockUptodate(folio, offset, p));
  if (folio === undefined || !isWritten || s.blocks[blockOf(cell, p)] === "hole") return onDisk(s, cell, p);
  return folio.cells[offset];
}

/**
 * Whether a kernel's outcome is the model's. The models have one i_size, in memory: on disk it may still be the one of before, if the write moved it and committed
 * nothing; then the file is shorter when it is read from there, and what is left of it is compared.
 */
export function sameOutcome(model: Outcome, kernel: Outcome, { size }: Scenario): boolean {
  const isSame = (moment: Moment): boolean => model.content[moment] === kernel.content[moment];
  const isShorter = (moment: Moment): boolean => model.returned < 0 && kernel.content[moment] === model.content[moment].slice(0, size);
  if (model.returned !== kernel.returned || model.size !== kernel.size || !isSame("cached")) return false;
  return (["dropped", "remounted"] as const).every((moment) => isSame(moment) || isShorter(moment));
}
