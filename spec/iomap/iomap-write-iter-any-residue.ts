import { min } from "../../src/language/index.js";
import { writePath } from "../write-path.js";
import { faultInIovIterReadable } from "./fault-in.js";
import { iomapWriteIter } from "./iomap-write-iter.js";

/** iomap_write_iter() at 00bfe02f4796 (5.16-rc1): any residue of the fault-in ends the write, so that a copy is short only by a race. */
export const iomapWriteIterAnyResidue = writePath.variant(iomapWriteIter, "5.16-rc1", {
  source: "iomap_write_iter(), fs/iomap/buffered-io.c, 5.16-rc1",
  steps: {
    again(s, me, p) {
      me.bytes = min(me.bytes, me.length);
      const residue = faultInIovIterReadable(s, me.bytes, p);
      if (residue > 0) {
        me.error = "EFAULT";
        return "done";
      }
      return "iomap_write_begin";
    },
  },
});
