import type { FunctionOutline } from "../function-outline.js";

/** gfs2_iomap_begin_write(), fs/gfs2/bmap.c. */
export const gfs2IomapBeginWriteOutline: FunctionOutline = {
  name: "gfs2_iomap_begin_write",
  file: "fs/gfs2/bmap.c",
  standsFor: ["gfs2_iomap_begin"],
  versions: [
    {
      kernels: ["6.1.192", "6.12.117"],
      outline: `
        gfs2_is_stuffed()
        gfs2_max_stuffed_size()
        if || ==
          gfs2_write_calc_reserv()
          gfs2_quota_lock_check()
          if
            return
          gfs2_inplace_reserve()
          if
            goto out_qunlock
          gfs2_is_jdata()
          if
          if ||
          if ==
          gfs2_rg_blocks()
          gfs2_trans_begin()
          if
            goto out_trans_fail
          if
            gfs2_unstuff_dinode()
            if
              goto out_trans_end
            release_metapath()
            __gfs2_iomap_get()
            if
              goto out_trans_end
          if ==
            __gfs2_iomap_alloc()
            if
              gfs2_trans_end()
              gfs2_inplace_release()
              punch_hole()
              goto out_qunlock
          if
            __mark_inode_dirty()
          gfs2_trans_end()
        gfs2_is_stuffed()
        gfs2_is_jdata()
        if ||
        return
        out_trans_end:
        gfs2_trans_end()
        out_trans_fail:
        gfs2_inplace_release()
        out_qunlock:
        gfs2_quota_unlock()
        return
      `,
    },
  ],
};
