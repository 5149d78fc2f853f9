import type { FunctionOutline } from "../function-outline.js";

/** xfs_buffered_write_iomap_begin(), fs/xfs/xfs_iomap.c. */
export const xfsBufferedWriteIomapBeginOutline: FunctionOutline = {
  name: "xfs_buffered_write_iomap_begin",
  file: "fs/xfs/xfs_iomap.c",
  standsFor: ["xfs_buffered_write_iomap_begin"],
  versions: [
    {
      kernels: ["6.1.192"],
      outline: `
        xfs_iomap_end_fsb()
        xfs_is_shutdown()
        if
          return
        xfs_get_extsz_hint()
        if
          xfs_direct_write_iomap_begin()
          return
        XFS_IS_REALTIME_INODE()
        xfs_qm_dqattach()
        if
          return
        xfs_ilock_for_iomap()
        if
          return
        xfs_ifork_has_extents()
        XFS_IS_CORRUPT()
        XFS_TEST_ERROR()
        if ||
          goto out_unlock
        XFS_STATS_INC()
        xfs_iread_extents()
        if
          goto out_unlock
        xfs_iext_lookup_extent()
        if
        if & && >
          xfs_hole_to_iomap()
          goto out_unlock
        isnullstartblock()
        if & && <= &&
          if >=
            goto convert_delay
          if >
            xfs_trim_extent()
        xfs_is_cow_inode()
        if
          if !
            xfs_is_reflink_inode()
            xfs_ifork_init_cow()
          xfs_iext_lookup_extent()
          if ! && <=
            goto found_cow
        if <=
          xfs_is_cow_inode()
          if ! || & && !=
            goto found_imap
          xfs_trim_extent()
          xfs_bmap_trim_cow()
          if
            goto out_unlock
          if !
            goto found_imap
        else
          xfs_iomap_end_fsb()
          xfs_is_always_cow_inode()
          if
        if && >
          xfs_has_allocsize()
          if
          else
            xfs_iomap_prealloc_size()
          if
            XFS_ALLOC_ALIGN()
            xfs_eof_alignment()
            if
              roundup_64()
        if ==
          xfs_bmapi_reserve_delalloc()
          if
            goto out_unlock
          goto found_cow
        xfs_bmapi_reserve_delalloc()
        if
          goto out_unlock
        xfs_iomap_inode_sequence()
        xfs_iunlock()
        xfs_bmbt_to_iomap()
        return
        found_imap:
        xfs_iomap_inode_sequence()
        xfs_iunlock()
        xfs_bmbt_to_iomap()
        return
        convert_delay:
        xfs_iunlock()
        truncate_pagecache()
        xfs_bmapi_convert_delalloc()
        if
          return
        return
        found_cow:
        xfs_iomap_inode_sequence()
        if <=
          xfs_bmbt_to_iomap()
          if
            goto out_unlock
          xfs_iomap_inode_sequence()
          xfs_iunlock()
          xfs_bmbt_to_iomap()
          return
        xfs_trim_extent()
        xfs_iunlock()
        xfs_bmbt_to_iomap()
        return
        out_unlock:
        xfs_iunlock()
        return
      `,
    },
    {
      kernels: ["6.12.117"],
      outline: `
        xfs_iomap_end_fsb()
        xfs_is_shutdown()
        if
          return
        xfs_get_extsz_hint()
        if
          xfs_direct_write_iomap_begin()
          return
        xfs_qm_dqattach()
        if
          return
        xfs_ilock_for_iomap()
        if
          return
        xfs_ifork_has_extents()
        XFS_IS_CORRUPT()
        XFS_TEST_ERROR()
        if ||
          xfs_bmap_mark_sick()
          goto out_unlock
        XFS_STATS_INC()
        xfs_iread_extents()
        if
          goto out_unlock
        xfs_iext_lookup_extent()
        if
        if & && >
          xfs_hole_to_iomap()
          goto out_unlock
        isnullstartblock()
        if & && <= &&
          if >=
            goto convert_delay
          if >
            xfs_trim_extent()
        xfs_is_cow_inode()
        if
          if !
            xfs_is_reflink_inode()
            xfs_ifork_init_cow()
          xfs_iext_lookup_extent()
          if ! && <=
            goto found_cow
        if <=
          xfs_is_cow_inode()
          if ! || & && !=
            goto found_imap
          xfs_trim_extent()
          xfs_bmap_trim_cow()
          if
            goto out_unlock
          if !
            goto found_imap
        else
          xfs_iomap_end_fsb()
          xfs_is_always_cow_inode()
          if
        if && >
          xfs_has_allocsize()
          if
          else
            if ==
              xfs_iomap_prealloc_size()
            else
              xfs_iomap_prealloc_size()
          if
            XFS_ALLOC_ALIGN()
            xfs_eof_alignment()
            if
              roundup_64()
        if ==
          xfs_bmapi_reserve_delalloc()
          if
            goto out_unlock
          goto found_cow
        xfs_bmapi_reserve_delalloc()
        if
          goto out_unlock
        found_imap:
        xfs_iomap_inode_sequence()
        xfs_iunlock()
        xfs_bmbt_to_iomap()
        return
        convert_delay:
        xfs_iunlock()
        truncate_pagecache()
        xfs_bmapi_convert_delalloc()
        if
          return
        return
        found_cow:
        if <=
          xfs_iomap_inode_sequence()
          xfs_bmbt_to_iomap()
          if
            goto out_unlock
        else
          xfs_trim_extent()
        xfs_iomap_inode_sequence()
        xfs_iunlock()
        xfs_bmbt_to_iomap()
        return
        out_unlock:
        xfs_iunlock()
        return
      `,
    },
  ],
};
