import { min, patch } from "../../src/language/index.js";
import { faultInIovIterReadable } from "../iomap/fault-in.js";
import { iomapWriteIter } from "../iomap/iomap-write-iter.js";
import { writePath } from "../write-path.js";

/**
 * The "entirely untested" patch that Linus Torvalds attached on 2 May 2022: what cannot be faulted in is not attempted. Its
 * WARN_ON_ONCE looks at the length before the clamp.
 */
export const linusClamp = patch("linus-clamp", {
  title: "iomap_write_iter(): copy no more than could be faulted in",
  source: "Linus Torvalds, LKML, 2 May 2022, attachment",
  hunks: [
    writePath.hunk(iomapWriteIter, {
      steps: {
        again(s, me, p) {
          me.bytes = min(me.bytes, me.length);
          if (me.bytes === 0) {
            s.ghost.warned = true;
            return "done";
          }
          me.bytes -= faultInIovIterReadable(s, me.bytes, p);
          if (me.bytes === 0) {
            me.error = "EFAULT";
            return "done";
          }
          return "iomap_write_begin";
        },
      },
    }),
  ],
});
