import { patch } from "../../src/language/index.js";
import { commit, iomapWriteEnd, isRejected } from "../iomap/iomap-write-end.js";
import { isBlockUptodate, offsetInPage } from "../page-cache/folio.js";
import { noteCommit } from "../vfs/note-commit.js";
import { writePath } from "../write-path.js";

/**
 * Of a short copy, what lies in blocks that are uptodate already is accepted, also where the folio as a whole is not: readers see those blocks, so that the cells are in the
 * file as soon as they are copied. So "a short copy into a non-uptodate folio commits nothing" is violated with it: that is the rule that it gives up.
 * Up to 6.9: since e1f453d4336d (6.10) the caller knows only whether a copy was accepted, and not how much of it. Not merged anywhere.
 */
export const uptodatePrefixAccepted = patch("uptodate-prefix-accepted", {
  title: "iomap: accept of a short copy what reached blocks that are uptodate",
  source: "proposed here; compare the series of September 2025 that accepts the block-aligned part of a short copy",
  hunks: [
    writePath.hunk(iomapWriteEnd, {
      steps: {
        accept(s, me, p) {
          const folio = s.folios[me.folio];
          if (!isRejected(folio, me.copied, me.len)) {
            me.ret = me.copied;
            commit(s, me.folio, me.pos, me.len, me.copied, p);
          } else {
            for (let cell = 0; cell < me.copied; cell++) {
              if (!isBlockUptodate(folio, offsetInPage(me.pos, p) + cell, p)) break;
              me.ret = cell + 1;
            }
            if (me.ret > 0) {
              noteCommit(s, me.folio, me.ret, me.len);
              commit(s, me.folio, me.pos, me.ret, me.ret, p);
            }
          }
          return me.pos + me.ret > s.i_size ? "size" : "unlock";
        },
      },
    }),
  ],
});
