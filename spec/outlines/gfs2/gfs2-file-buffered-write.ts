import type { FunctionOutline } from "../function-outline.js";

/** gfs2_file_buffered_write(), fs/gfs2/file.c. */
export const gfs2FileBufferedWriteOutline: FunctionOutline = {
  name: "gfs2_file_buffered_write",
  file: "fs/gfs2/file.c",
  standsFor: ["gfs2_file_buffered_write"],
  versions: [
    {
      kernels: ["6.1.192"],
      outline: `
        iov_iter_count()
        if ==
          kmalloc()
          if !
            return
        gfs2_holder_init()
        should_fault_in_pages()
        if
          retry:
          fault_in_iov_iter_readable()
          if !
            goto out_uninit
        gfs2_glock_nq()
        if
          goto out_uninit
        if ==
          gfs2_glock_nq_init()
          if
            goto out_unlock
        inode_to_bdi()
        pagefault_disable()
        iomap_file_buffered_write()
        pagefault_enable()
        if >
        if ==
          gfs2_glock_dq_uninit()
        if <= && !=
          goto out_unlock
        should_fault_in_pages()
        if
          gfs2_glock_dq()
          goto retry
        out_unlock:
        gfs2_holder_queued()
        if
          gfs2_glock_dq()
        out_uninit:
        gfs2_holder_uninit()
        kfree()
        ?
        return
      `,
    },
    {
      kernels: ["6.12.117"],
      outline: `
        iov_iter_count()
        if ==
          kmalloc()
          if !
            return
        gfs2_holder_init()
        should_fault_in_pages()
        if
          retry:
          fault_in_iov_iter_readable()
          if !
            goto out_uninit
        gfs2_glock_nq()
        if
          goto out_uninit
        if ==
          gfs2_glock_nq_init()
          if
            goto out_unlock
        gfs2_clear_beyond_eof()
        if
          goto out_unlock
        pagefault_disable()
        iomap_file_buffered_write()
        pagefault_enable()
        if >
        if ==
          gfs2_glock_dq_uninit()
        if <= && !=
          goto out_unlock
        should_fault_in_pages()
        if
          gfs2_glock_dq()
          goto retry
        out_unlock:
        gfs2_holder_queued()
        if
          gfs2_glock_dq()
        out_uninit:
        gfs2_holder_uninit()
        kfree()
        ?
        return
      `,
    },
  ],
};
