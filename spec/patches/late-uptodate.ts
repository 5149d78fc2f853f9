import { patch } from "../../src/language/index.js";
import {
  blocksEnd,
  fillAround,
  hasEdgeInside,
  iomapWriteBeginBlocks,
  needsZeroing,
  runEnd,
  setRangeUptodate,
  skipUptodate,
} from "../iomap/iomap-write-begin.js";
import { pageOf } from "../page-cache/folio.js";
import { writePath } from "../write-path.js";

/**
 * A block is not marked uptodate because the part of it that the write leaves was zeroed: the user's data is not in it yet. Only a
 * run that was read from disk is. iomap_write_end() marks the rest once the data has come.
 */
export const lateUptodate = patch("late-uptodate", {
  title: "iomap: don't mark blocks uptodate after partial zeroing",
  source: "Zhang Yi, linux-fsdevel, v2, 12 August 2024; reported by Matthew Wilcox",
  hunks: [
    writePath.hunk(iomapWriteBeginBlocks, {
      steps: {
        run(s, me, p) {
          const folio = s.folios[me.folio];
          const start = skipUptodate(folio, me.block_start, blocksEnd(me.pos, me.len, p), p);
          const end = runEnd(s, folio, start, me.pos, me.len, p);
          if (start === end) return "done";
          if (hasEdgeInside(start, end, me.pos, me.len, p)) {
            fillAround(s, folio, start, end, me.pos, me.len, p);
            if (!needsZeroing(s, pageOf(me.pos, p) * p.PAGE + start)) setRangeUptodate(folio, start, end - start, p);
          }
          if (end >= blocksEnd(me.pos, me.len, p)) return "done";
          me.block_start = end;
          return "run";
        },
      },
    }),
  ],
});
