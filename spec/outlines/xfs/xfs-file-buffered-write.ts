import type { FunctionOutline } from "../function-outline.js";

/** xfs_file_buffered_write(), fs/xfs/xfs_file.c. */
export const xfsFileBufferedWriteOutline: FunctionOutline = {
  name: "xfs_file_buffered_write",
  file: "fs/xfs/xfs_file.c",
  standsFor: ["xfs_file_buffered_write"],
  versions: [
    {
      kernels: ["6.1.192"],
      outline: `
        write_retry:
        xfs_ilock_iocb()
        if
          return
        xfs_file_write_checks()
        if
          goto out
        inode_to_bdi()
        iomap_file_buffered_write()
        if >=
        if == && !
          xfs_iunlock()
          xfs_blockgc_free_quota()
          goto write_retry
        else
          if == && !
            xfs_flush_inodes()
            xfs_iunlock()
            xfs_blockgc_free_space()
            goto write_retry
        out:
        if
          xfs_iunlock()
        if >
          XFS_STATS_ADD()
          generic_write_sync()
        return
      `,
    },
    {
      kernels: ["6.12.117"],
      outline: `
        write_retry:
        xfs_ilock_iocb()
        if
          return
        xfs_file_write_checks()
        if
          goto out
        iomap_file_buffered_write()
        if == && !
          xfs_iunlock()
          xfs_blockgc_free_quota()
          goto write_retry
        else
          if == && !
            xfs_flush_inodes()
            xfs_iunlock()
            xfs_blockgc_free_space()
            goto write_retry
        out:
        if
          xfs_iunlock()
        if >
          XFS_STATS_ADD()
          generic_write_sync()
        return
      `,
    },
  ],
};
