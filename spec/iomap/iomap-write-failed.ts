import { max, min, prototype } from "../../src/language/index.js";
import { fileOffset, writeLength } from "../page-cache/bounds.js";
import { truncate_pagecache_range } from "../page-cache/truncate-pagecache-range.js";
import { writePath } from "../write-path.js";

/** Drops what a failed or short write left in the page cache beyond the end of the file. Nothing inside i_size is touched. */
export const iomap_write_failed = prototype("iomap_write_failed", {
  args: { pos: fileOffset, len: writeLength },
  exits: ["done"],
});

/** iomap_write_failed(), fs/iomap/buffered-io.c, 5.19 (b71450e2cc4b): the range ends with the last cell of the write. */
export const iomapWriteFailed = writePath.machine(iomap_write_failed, {
  source: "iomap_write_failed(), fs/iomap/buffered-io.c, 5.19",
  version: "5.19",
  steps: {
    check(s, me) {
      return me.pos + me.len > s.i_size ? "truncate" : "done";
    },
  },
  calls: {
    truncate: {
      to: truncate_pagecache_range,
      with: (s, me) => ({ first: max(me.pos, s.i_size), end: me.pos + me.len }),
      on: { done: () => "done" },
    },
  },
});

/** iomap_write_failed() before b71450e2cc4b (4.8 to 5.18): the range goes one cell too far, since its end was taken to be exclusive. */
export const iomapWriteFailedOneTooMany = writePath.variant(iomapWriteFailed, "5.18", {
  source: "iomap_write_failed(), fs/iomap/buffered-io.c, 5.18",
  calls: {
    truncate: {
      to: truncate_pagecache_range,
      with: (s, me, p) => ({ first: max(me.pos, s.i_size), end: min(me.pos + me.len + 1, p.FILE) }),
      on: { done: () => "done" },
    },
  },
});
