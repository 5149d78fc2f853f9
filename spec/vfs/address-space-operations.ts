import { prototype } from "../../src/language/index.js";
import { fileOffset, folioIndex, writeLength } from "../page-cache/bounds.js";

const beginShape = {
  args: { pos: fileOffset, len: writeLength },
  results: { folio: folioIndex },
  exits: ["locked"],
} as const;
const endShape = {
  args: { folio: folioIndex, pos: fileOffset, len: writeLength, copied: writeLength },
  results: { ret: writeLength },
  exits: ["done"],
} as const;

/** a_ops->write_begin: locks the folio at `pos` and makes it ready for `len` cells. A file system stands behind it. */
export const write_begin = prototype("write_begin", beginShape);
/** a_ops->write_end: commits `copied` of `len` cells and unlocks the folio. `ret` is how many were accepted: 0 or `copied`. */
export const write_end = prototype("write_end", endShape);

/** The shape of write_begin, under the name of the function that stands behind it. */
export const asWriteBegin = <const N extends string>(name: N) => prototype(name, beginShape);
/** The shape of write_end, under the name of the function that stands behind it. */
export const asWriteEnd = <const N extends string>(name: N) => prototype(name, endShape);
