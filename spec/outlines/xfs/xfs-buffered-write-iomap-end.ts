import type { FunctionOutline } from "../function-outline.js";

/** xfs_buffered_write_iomap_end(), fs/xfs/xfs_iomap.c. */
export const xfsBufferedWriteIomapEndOutline: FunctionOutline = {
  name: "xfs_buffered_write_iomap_end",
  file: "fs/xfs/xfs_iomap.c",
  standsFor: ["xfs_buffered_write_iomap_end"],
  versions: [
    {
      kernels: ["6.1.192"],
      outline: `
        iomap_file_buffered_write_punch_delalloc()
        xfs_is_shutdown()
        if && !
          return
        return
      `,
    },
    {
      kernels: ["6.12.117"],
      outline: `
        if != || ! &
          return
        iomap_last_written_block()
        if >=
          return
        if &
          rwsem_assert_held_write()
          iomap_write_delalloc_release()
        else
          filemap_invalidate_lock()
          iomap_write_delalloc_release()
          filemap_invalidate_unlock()
        return
      `,
    },
  ],
};
