import { min, prototype } from "../../src/language/index.js";
import { errno, fileOffset, writeLength } from "../page-cache/bounds.js";
import { type State, writePath } from "../write-path.js";

const beginShape = {
  args: { pos: fileOffset, length: writeLength },
  results: { error: errno },
  exits: ["mapped", "failed"],
} as const;
const endShape = {
  args: { pos: fileOffset, length: writeLength, written: writeLength },
  exits: ["done"],
} as const;

/** iomap_ops.iomap_begin: maps, and may allocate, what a write is about to touch. Fills `iomap`. A file system stands behind it. */
export const iomap_begin = prototype("iomap_begin", beginShape);
/** iomap_ops.iomap_end: learns how much of the mapping was written, and frees what was allocated in vain. */
export const iomap_end = prototype("iomap_end", endShape);

/** The shape of iomap_begin, under the name of a file system's function. */
export const asIomapBegin = <const N extends string>(name: N) => prototype(name, beginShape);
/** The shape of iomap_end, under the name of a file system's function. */
export const asIomapEnd = <const N extends string>(name: N) => prototype(name, endShape);

/** The loop driver of iomap: `more` when there is a mapping to work on, `stop` at the end or on an error. */
export const iomap_iter = prototype("iomap_iter", { exits: ["more", "stop"] });

/** iomap_length(): cells from the iterator's position to the end of the mapping or of the request. Measured before advancing. */
export function iomapLength(s: State): number {
  return min(s.iter.len, s.iomap.offset + s.iomap.length - s.iter.pos);
}

/**
 * iomap_iter(), fs/iomap/iter.c, 5.15 and later: gives back the mapping that is held, advances by what was processed, and asks
 * for the next mapping. After a partial success it asks again for the rest.
 */
export const iomapIter = writePath.machine(iomap_iter, {
  source: "iomap_iter(), fs/iomap/iter.c, 5.15",
  steps: {
    enter(s) {
      return s.iomap.held ? "iomap_end" : "iomap_begin";
    },
  },
  calls: {
    iomap_end: {
      to: iomap_end,
      with: (s) => ({ pos: s.iter.pos, length: iomapLength(s), written: s.iter.processed }),
      on: { done: (s) => (iomapIterAdvance(s) ? "iomap_begin" : "stop") },
    },
    iomap_begin: {
      to: iomap_begin,
      with: (s) => ({ pos: s.iter.pos, length: s.iter.len }),
      on: {
        mapped: () => "more",
        failed: (s, _me, out) => {
          s.iter.error = out.error;
          return "stop";
        },
      },
    },
  },
});

/** iomap_iter_advance(): moves on by what was processed; false when the loop is over. A stale mapping is mapped again. */
function iomapIterAdvance(s: State): boolean {
  const again = s.iter.processed > 0 || s.iomap.stale;
  const processed = s.iter.processed;
  s.iter.pos += processed;
  s.iter.len -= processed;
  s.iter.processed = 0;
  s.iomap.held = false;
  s.iomap.offset = 0;
  s.iomap.length = 0;
  s.iomap.type = "hole";
  s.iomap.isNew = false;
  s.iomap.stale = false;
  s.iomap.size_changed = false;
  s.iomap.current = false;
  if (processed > 0) s.iter.error = "ok";
  return again && s.iter.len > 0;
}
