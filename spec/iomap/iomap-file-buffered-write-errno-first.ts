import { writePath } from "../write-path.js";
import { iomapFileBufferedWrite } from "./iomap-file-buffered-write.js";
import { iomap_iter } from "./iomap-iter.js";

/**
 * iomap_file_buffered_write(), fs/iomap/buffered-io.c, 6.5-rc (219580eea1ee, until 20c64ec83a9f): an error that ends the loop is returned
 * as it is, whatever was written before it. ki_pos stays where it was; the user's iterator does not.
 */
export const iomapFileBufferedWriteErrnoFirst = writePath.variant(iomapFileBufferedWrite, "6.5-rc", {
  source: "iomap_file_buffered_write(), fs/iomap/buffered-io.c, 6.5-rc1",
  calls: {
    iomap_iter: {
      to: iomap_iter,
      on: {
        more: () => "iomap_write_iter",
        // if (unlikely(ret < 0)) return ret;
        stop: (s, me) => {
          me.error = s.iter.error;
          me.written = me.error === "ok" ? s.iter.pos - me.pos : 0;
          s.iter.pos = 0;
          s.iter.len = 0;
          s.iter.error = "ok";
          return "done";
        },
      },
    },
  },
});
