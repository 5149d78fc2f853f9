import { patch } from "../../src/language/index.js";
import { gfs2IomapEnd } from "../gfs2/gfs2-iomap-end.js";
import { roundDown, roundUp } from "../page-cache/file.js";
import { writePath } from "../write-path.js";

/** If nothing was written, the block that the write would have begun in is freed as well: as xfs does it. Not merged anywhere. */
export const startRoundedDown = patch("start-rounded-down", {
  title: "gfs2_iomap_end(): free the first block, too, when nothing was written",
  source: "proposed here; compare xfs_buffered_write_iomap_end()",
  hunks: [
    writePath.hunk(gfs2IomapEnd, {
      steps: {
        check(s, me, p) {
          if (me.length === me.written || !s.iomap.isNew) return "done";
          me.hstart = me.written === 0 ? roundDown(me.pos, p) : roundUp(me.pos + me.written, p);
          me.hend = s.iomap.offset + s.iomap.length;
          return me.hstart < me.hend ? "truncate_pagecache_range" : "done";
        },
      },
    }),
  ],
});
