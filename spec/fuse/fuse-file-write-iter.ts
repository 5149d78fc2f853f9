import { prototype, when } from "../../src/language/index.js";
import { writePath } from "../write-path.js";
import { fuse_perform_write } from "./fuse-perform-write.js";

/** A write(2) or writev(2) to a file that a daemon in user space keeps, without the writeback cache: it is sent there before it returns. */
export const fuse_file_write_iter = prototype("fuse_file_write_iter", { exits: ["returned"] });

/** fuse_file_write_iter(), fs/fuse/file.c, 4.3, without O_DIRECT. */
export const fuseFileWriteIter = writePath.machine(fuse_file_write_iter, {
  source: "fuse_file_write_iter(), fs/fuse/file.c, 4.3",
  steps: {
    // mutex_lock(&inode->i_mutex)
    lock(s) {
      when(s.i_rwsem === "nobody");
      s.i_rwsem = "writer";
      return "fuse_perform_write";
    },

    unlock(s) {
      s.i_rwsem = "nobody";
      s.result.returned = true;
      return "returned";
    },
  },
  calls: {
    fuse_perform_write: {
      to: fuse_perform_write,
      with: (s) => ({ pos: s.request.pos }),
      on: {
        done: (s, _me, out) => {
          s.result.count = out.written;
          s.result.errno = out.error;
          return "unlock";
        },
      },
    },
  },
});
