import { prototype } from "../../src/language/index.js";
import { errno, fileOffset, writeLength } from "../page-cache/bounds.js";
import { writePath } from "../write-path.js";
import { iomap_iter, iomapLength } from "./iomap-iter.js";
import { iomap_write_iter } from "./iomap-write-iter.js";

/** Writes what is left of the user's buffer at `pos`: cells written if any, otherwise an error. */
export const iomap_file_buffered_write = prototype("iomap_file_buffered_write", {
  args: { pos: fileOffset },
  results: { written: writeLength, error: errno },
  exits: ["done"],
});

/** iomap_file_buffered_write(), fs/iomap/buffered-io.c, 5.15 and later. A partial success hides the error that ended it. */
export const iomapFileBufferedWrite = writePath.machine(iomap_file_buffered_write, {
  source: "iomap_file_buffered_write(), fs/iomap/buffered-io.c, 5.15",
  steps: {
    start(s, me) {
      s.iter.pos = me.pos;
      s.iter.len = s.iov.count;
      s.iter.processed = 0;
      s.iter.error = "ok";
      return "iomap_iter";
    },
  },
  calls: {
    iomap_iter: {
      to: iomap_iter,
      on: {
        more: () => "iomap_write_iter",
        stop: (s, me) => {
          me.written = s.iter.pos - me.pos;
          me.error = me.written > 0 ? "ok" : s.iter.error;
          s.iter.pos = 0;
          s.iter.len = 0;
          s.iter.error = "ok";
          return "done";
        },
      },
    },
    iomap_write_iter: {
      to: iomap_write_iter,
      with: (s) => ({ pos: s.iter.pos, length: iomapLength(s) }),
      on: {
        done: (s, _me, out) => {
          s.iter.processed = out.processed;
          s.iter.error = out.error;
          return "iomap_iter";
        },
      },
    },
  },
});
