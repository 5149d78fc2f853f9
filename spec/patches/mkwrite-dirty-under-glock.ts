import { fill, patch } from "../../src/language/index.js";
import { gfs2PageMkwrite } from "../gfs2/gfs2-page-mkwrite.js";
import { gfs2GlockDq } from "../gfs2/glock.js";
import { writePath } from "../write-path.js";

/**
 * The page is dirty before the glock goes, so that whoever takes the glock away finds that there is something to be written back.
 * Predicted by the model, with the source at hand; not seen on a real kernel.
 */
export const mkwriteDirtyUnderGlock = patch("mkwrite-dirty-under-glock", {
  title: "gfs2_page_mkwrite(): mark the page dirty before the glock is let go",
  source: "proposed here",
  hunks: [
    writePath.hunk(gfs2PageMkwrite, {
      steps: {
        unlock(s, me, p) {
          s.folios[me.folio].dirty = true;
          if (p.PER_BLOCK_DIRTY) fill(s.folios[me.folio].block_dirty, 0, p.BLOCKS_PER_PAGE, true);
          gfs2GlockDq(s.glock, "faulter");
          return "set_page_dirty";
        },
      },
    }),
  ],
});
