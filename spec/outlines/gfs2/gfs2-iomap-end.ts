import type { FunctionOutline } from "../function-outline.js";

/** gfs2_iomap_end(), fs/gfs2/bmap.c. */
export const gfs2IomapEndOutline: FunctionOutline = {
  name: "gfs2_iomap_end",
  file: "fs/gfs2/bmap.c",
  standsFor: ["gfs2_iomap_end"],
  versions: [
    {
      kernels: ["6.1.192", "6.12.117"],
      outline: `
        if
          brelse()
        switch
          case IOMAP_WRITE
          if &
            return
          break
          case IOMAP_ZERO
          if ==
            return
          break
          default
          return
        gfs2_is_stuffed()
        if !
          gfs2_ordered_add_inode()
        if ==
          adjust_fs_space()
        gfs2_inplace_release()
        if &&
          gfs2_quota_unlock()
        if != && &
          if <
            truncate_pagecache_range()
            punch_hole()
        if !
          return
        if &
          mark_inode_dirty()
        set_bit()
        return
      `,
    },
  ],
};
