import { all, implies } from "../../src/language/index.js";
import { NONE } from "../page-cache/bounds.js";
import { pageOf } from "../page-cache/folio.js";
import type { Bounds } from "../write-path.js";
import { reflinkPath } from "../xfs/reflink-path.js";
import { holdsDirtyData, isBlockDirty } from "./dirty-implies-backed.js";
import type { Seen } from "./readable.js";

/** For an extent size hint of one block: with a larger one xfs reserves ahead, on purpose, and gives that back later. */
export const noCowReservationLeft = reflinkPath.always(
  "no reservation of a failed write is left behind in the COW fork",
  {
    about: "When a write has returned, space is reserved in the COW fork only where a dirty block will take it.",
    source: "xfs: punch delalloc extents from the COW fork for COW writes (6.12)",
  },
  (s, p) => all(0, p.BLOCKS, (block) => implies(s.result.returned && s.cow.reserved[block], () => isWanted(s, block, p))),
);

/** The other side of it: a clean-up that gave back too much would let writeback overwrite the other file. */
export const sharedIsCopiedOnWrite = reflinkPath.always(
  "dirty data over a shared block has a place in the COW fork",
  {
    about: "What will be written back to a block that another file shares goes elsewhere: without a reservation it would go into the other file.",
    source: "Documentation/filesystems/xfs; fs/xfs/xfs_reflink.c",
  },
  (s, p) => all(0, p.BLOCKS, (block) => implies(s.cow.shared[block] && holdsDirtyData(s, block, p), () => s.cow.reserved[block])),
);

/** By a dirty block, or by a page fault that is about to make it dirty and has the folio locked. */
function isWanted(s: Seen, block: number, p: Bounds): boolean {
  const folio = s.page_cache[pageOf(block * p.BLOCK, p)];
  return isBlockDirty(s, block, p) || (folio !== NONE && s.folios[folio].lock === "faulter");
}
