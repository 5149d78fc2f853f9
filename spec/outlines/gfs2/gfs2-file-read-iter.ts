import type { FunctionOutline } from "../function-outline.js";

/** gfs2_file_read_iter(), fs/gfs2/file.c. */
export const gfs2FileReadIterOutline: FunctionOutline = {
  name: "gfs2_file_read_iter",
  file: "fs/gfs2/file.c",
  standsFor: ["gfs2_file_read_iter"],
  versions: [
    {
      kernels: ["6.1.192", "6.12.117"],
      outline: `
        if &
          gfs2_file_direct_read()
          return
        pagefault_disable()
        generic_file_read_iter()
        pagefault_enable()
        if >=
          iov_iter_count()
          if !
            return
        else
          if !=
            if !=
              return
            if &
              return
        gfs2_holder_init()
        retry:
        gfs2_glock_nq()
        if
          goto out_uninit
        pagefault_disable()
        generic_file_read_iter()
        pagefault_enable()
        if <= && !=
          goto out_unlock
        if >
        should_fault_in_pages()
        if
          gfs2_glock_dq()
          fault_in_iov_iter_writeable()
          if
            goto retry
        out_unlock:
        gfs2_holder_queued()
        if
          gfs2_glock_dq()
        out_uninit:
        gfs2_holder_uninit()
        ?
        return
      `,
    },
  ],
};
