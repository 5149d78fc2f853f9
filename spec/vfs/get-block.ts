import { fill, prototype } from "../../src/language/index.js";
import { blockIndex } from "../page-cache/bounds.js";
import type { Bounds, State } from "../write-path.js";

const shape = { args: { block: blockIndex }, exits: ["allocated"] } as const;

/** get_block_t with `create`: puts a block of the disk behind a block of the file that has none. A file system stands behind it. */
export const get_block = prototype("get_block", shape);

/** The shape of get_block, under the name of a file system's function. */
export const asGetBlock = <const N extends string>(name: N) => prototype(name, shape);

/** Puts a block of the disk behind a block of the file at once, with what its last owner wrote there. */
export function allocateBlock(s: State, block: number, p: Bounds): void {
  s.blocks[block] = "mapped";
  fill(s.disk, block * p.BLOCK, (block + 1) * p.BLOCK, "stale");
  s.ghost.allocated[block] = true;
}
