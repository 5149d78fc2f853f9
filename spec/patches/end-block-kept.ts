import { div, patch, when } from "../../src/language/index.js";
import { NONE } from "../page-cache/bounds.js";
import { writePath } from "../write-path.js";
import { isDirty, xfsBufferedWriteIomapEndPunch } from "../xfs/xfs-iomap-punch.js";

/** The block that holds the end of the file is looked at like any other, and keeps its reservation if it is dirty. Not merged anywhere that is known here. */
export const endBlockKept = patch("end-block-kept", {
  title: "iomap: when unused reservations are given back, look for dirty data to the end of the block that holds the end of the file",
  source: "proposed here; compare iomap_write_delalloc_release()",
  hunks: [
    writePath.hunk(xfsBufferedWriteIomapEndPunch, {
      steps: {
        scan(s, me, p) {
          if (me.block === me.end) {
            s.invalidate_lock = "nobody";
            return "done";
          }
          const folio = s.page_cache[div(me.block, p.BLOCKS_PER_PAGE)];
          if (folio !== NONE) when(s.folios[folio].lock === "nobody");
          const isKept = me.block * p.BLOCK < s.i_size && isDirty(s, me.block, p);
          if (!isKept && s.blocks[me.block] === "delalloc") {
            s.blocks[me.block] = "hole";
            s.ghost.allocated[me.block] = false;
          }
          me.block += 1;
          return "scan";
        },
      },
    }),
  ],
});
