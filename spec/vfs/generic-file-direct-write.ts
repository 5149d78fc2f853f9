import { max, prototype, when } from "../../src/language/index.js";
import { writePath } from "../write-path.js";
import { __blockdev_direct_IO } from "./blockdev-direct-io.js";

/** A write(2) to a file that was opened with O_DIRECT. */
export const generic_file_direct_write = prototype("generic_file_direct_write", { exits: ["returned"] });

/**
 * generic_file_direct_write(), mm/filemap.c, 2.6.20, under i_mutex (today's i_rwsem). The file grows only if all went well. Without the
 * flush and the invalidation of the page cache, in which nothing is here.
 */
export const genericFileDirectWrite = writePath.machine(generic_file_direct_write, {
  source: "generic_file_direct_write(), mm/filemap.c, 2.6.20",
  steps: {
    // mutex_lock(&inode->i_mutex), in generic_file_aio_write()
    lock(s) {
      when(s.i_rwsem === "nobody");
      s.i_rwsem = "writer";
      return "__blockdev_direct_IO";
    },

    // if (written > 0) … i_size_write()
    i_size_write(s) {
      s.i_size = max(s.i_size, s.request.pos + s.result.count);
      return "unlock";
    },

    unlock(s) {
      s.i_rwsem = "nobody";
      s.result.returned = true;
      return "returned";
    },
  },
  calls: {
    __blockdev_direct_IO: {
      to: __blockdev_direct_IO,
      with: (s) => ({ pos: s.request.pos }),
      on: {
        done: (s, _me, out) => {
          s.result.errno = out.error;
          if (out.error !== "ok") return "unlock";
          s.result.count = out.transferred;
          return "i_size_write";
        },
      },
    },
  },
});
