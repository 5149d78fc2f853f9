import { max, prototype } from "../../src/language/index.js";
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
