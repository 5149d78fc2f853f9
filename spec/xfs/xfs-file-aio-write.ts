import { max, prototype, when } from "../../src/language/index.js";
import { generic_perform_write } from "../vfs/generic-perform-write.js";
import { xfsInodePath } from "./xfs-inode-path.js";

/** A write(2) to a file on xfs, when it left the loop to the VFS. */
export const xfs_file_aio_write = prototype("xfs_file_aio_write", { exits: ["returned"] });

/** xfs_file_aio_write(), fs/xfs/linux-2.6/xfs_file.c, 2.6.36, of a write that leaves no gap behind the end of the file. */
export const xfsFileAioWrite = xfsInodePath.machine(xfs_file_aio_write, {
  source: "xfs_file_aio_write(), fs/xfs/linux-2.6/xfs_file.c, 2.6.36",
  steps: {
    // xfs_rw_ilock(XFS_IOLOCK_EXCL), and i_mutex
    lock(s) {
      when(s.i_rwsem === "nobody");
      s.i_rwsem = "writer";
      return "generic_perform_write";
    },

    // xfs_aio_write_newsize_update(): only now does xfs hear of the new size
    newsize(s) {
      s.ip.i_size = max(s.ip.i_size, s.i_size);
      return "unlock";
    },

    unlock(s) {
      s.i_rwsem = "nobody";
      s.result.returned = true;
      return "returned";
    },
  },
  calls: {
    generic_perform_write: {
      to: generic_perform_write,
      with: (s) => ({ pos: s.request.pos }),
      on: {
        done: (s, _me, out) => {
          s.result.count = out.written;
          s.result.errno = out.error;
          return "newsize";
        },
      },
    },
  },
});
