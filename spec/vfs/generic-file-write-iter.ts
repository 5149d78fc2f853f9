import { prototype, when } from "../../src/language/index.js";
import { writePath } from "../write-path.js";
import { generic_perform_write } from "./generic-perform-write.js";

/** A write(2), pwrite(2) or writev(2) to a file whose file system leaves the loop to the VFS. */
export const generic_file_write_iter = prototype("generic_file_write_iter", { exits: ["returned"] });

/** generic_file_write_iter(), mm/filemap.c, 6.1, without O_DIRECT and O_SYNC: takes i_rwsem, writes with page faults enabled. */
export const genericFileWriteIter = writePath.machine(generic_file_write_iter, {
  source: "generic_file_write_iter(), mm/filemap.c, 6.1",
  steps: {
    // inode_lock(), generic_write_checks()
    lock(s) {
      when(s.i_rwsem === "nobody");
      s.i_rwsem = "writer";
      return s.iov.count > 0 ? "generic_perform_write" : "unlock";
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
          return "unlock";
        },
      },
    },
  },
});
