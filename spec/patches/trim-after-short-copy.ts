import { patch } from "../../src/language/index.js";
import { iomapWriteEndAllOrNothing } from "../iomap/iomap-write-end.js";
import { writePath } from "../write-path.js";

/** What a short copy that was accepted left beyond the end of the file is trimmed again, as it was up to 6.9. Not merged anywhere. */
export const trimAfterShortCopy = patch("trim-after-short-copy", {
  title: "iomap: trim what lies beyond the end of the file after every short copy, accepted or not",
  source: "proposed here; compare iomap_write_end() before e1f453d4336d",
  hunks: [
    writePath.hunk(iomapWriteEndAllOrNothing, {
      steps: {
        unlock(s, me) {
          s.folios[me.folio].lock = "nobody";
          return me.ret < me.len ? "iomap_write_failed" : "done";
        },
      },
    }),
  ],
});
