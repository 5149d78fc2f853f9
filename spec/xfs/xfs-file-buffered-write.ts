import { prototype, when } from "../../src/language/index.js";
import { iomap_file_buffered_write } from "../iomap/iomap-file-buffered-write.js";
import { writePath } from "../write-path.js";

/** A write(2) or pwrite(2) to a file whose file system calls iomap directly. */
export const xfs_file_buffered_write = prototype("xfs_file_buffered_write", { exits: ["returned"] });

/** xfs_file_buffered_write(), fs/xfs/xfs_file.c, 6.1, without ENOSPC: takes i_rwsem, calls iomap with page faults enabled. */
export const xfsFileBufferedWrite = writePath.machine(xfs_file_buffered_write, {
  source: "xfs_file_buffered_write(), fs/xfs/xfs_file.c, 6.1",
  steps: {
    lock(s) {
      when(s.i_rwsem === "nobody");
      s.i_rwsem = "writer";
      return "iomap_file_buffered_write";
    },
    unlock(s) {
      s.i_rwsem = "nobody";
      s.result.returned = true;
      return "returned";
    },
  },
  calls: {
    iomap_file_buffered_write: {
      to: iomap_file_buffered_write,
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
