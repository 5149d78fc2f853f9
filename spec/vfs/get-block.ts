import { prototype } from "../../src/language/index.js";
import { blockIndex } from "../page-cache/bounds.js";

const shape = { args: { block: blockIndex }, exits: ["allocated"] } as const;

/** get_block_t with `create`: puts a block of the disk behind a block of the file that has none. A file system stands behind it. */
export const get_block = prototype("get_block", shape);

/** The shape of get_block, under the name of a file system's function. */
export const asGetBlock = <const N extends string>(name: N) => prototype(name, shape);
