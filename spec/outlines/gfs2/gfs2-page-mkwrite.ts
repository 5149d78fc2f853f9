import type { FunctionOutline } from "../function-outline.js";

/** gfs2_page_mkwrite(), fs/gfs2/file.c. */
export const gfs2PageMkwriteOutline: FunctionOutline = {
  name: "gfs2_page_mkwrite",
  file: "fs/gfs2/file.c",
  standsFor: ["gfs2_page_mkwrite"],
  versions: [
    {
      kernels: ["6.1.192"],
      outline: `
        sb_start_pagefault()
        gfs2_holder_init()
        gfs2_glock_nq()
        if
          block_page_mkwrite_return()
          goto out_uninit
        i_size_read()
        if >=
          goto out_unlock
        file_update_time()
        if <
        else
        gfs2_size_hint()
        set_bit()
        set_bit()
        gfs2_is_stuffed()
        gfs2_write_alloc_required()
        if ! && !
          lock_page()
          PageUptodate()
          if ! || !=
            unlock_page()
          goto out_unlock
        gfs2_rindex_update()
        if
          block_page_mkwrite_return()
          goto out_unlock
        gfs2_write_calc_reserv()
        gfs2_quota_lock_check()
        if
          block_page_mkwrite_return()
          goto out_unlock
        gfs2_inplace_reserve()
        if
          block_page_mkwrite_return()
          goto out_quota_unlock
        gfs2_is_jdata()
        if
          ?
        if ||
          gfs2_rg_blocks()
        gfs2_trans_begin()
        if
          block_page_mkwrite_return()
          goto out_trans_fail
        gfs2_is_stuffed()
        if
          gfs2_unstuff_dinode()
          if
            block_page_mkwrite_return()
            goto out_trans_end
        lock_page()
        PageUptodate()
        if ! || !=
          goto out_page_locked
        gfs2_allocate_page_backing()
        if
          block_page_mkwrite_return()
        out_page_locked:
        if !=
          unlock_page()
        out_trans_end:
        gfs2_trans_end()
        out_trans_fail:
        gfs2_inplace_release()
        out_quota_unlock:
        gfs2_quota_unlock()
        out_unlock:
        gfs2_glock_dq()
        out_uninit:
        gfs2_holder_uninit()
        if ==
          set_page_dirty()
          wait_for_stable_page()
        sb_end_pagefault()
        return
      `,
    },
    {
      kernels: ["6.12.117"],
      outline: `
        sb_start_pagefault()
        gfs2_holder_init()
        gfs2_glock_nq()
        if
          vmf_fs_error()
          goto out_uninit
        i_size_read()
        if >=
          goto out_unlock
        file_update_time()
        if <
        else
        gfs2_size_hint()
        set_bit()
        set_bit()
        gfs2_is_stuffed()
        gfs2_write_alloc_required()
        if ! && !
          folio_lock()
          folio_test_uptodate()
          if ! || !=
            folio_unlock()
          goto out_unlock
        gfs2_rindex_update()
        if
          vmf_fs_error()
          goto out_unlock
        gfs2_write_calc_reserv()
        gfs2_quota_lock_check()
        if
          vmf_fs_error()
          goto out_unlock
        gfs2_inplace_reserve()
        if
          vmf_fs_error()
          goto out_quota_unlock
        gfs2_is_jdata()
        if
          ?
        if ||
          gfs2_rg_blocks()
        gfs2_trans_begin()
        if
          vmf_fs_error()
          goto out_trans_fail
        gfs2_is_stuffed()
        if
          gfs2_unstuff_dinode()
          if
            vmf_fs_error()
            goto out_trans_end
        folio_lock()
        folio_test_uptodate()
        if ! || !=
          goto out_page_locked
        gfs2_allocate_folio_backing()
        if
          vmf_fs_error()
        out_page_locked:
        if !=
          folio_unlock()
        out_trans_end:
        gfs2_trans_end()
        out_trans_fail:
        gfs2_inplace_release()
        out_quota_unlock:
        gfs2_quota_unlock()
        out_unlock:
        gfs2_glock_dq()
        out_uninit:
        gfs2_holder_uninit()
        if ==
          folio_mark_dirty()
          folio_wait_stable()
        sb_end_pagefault()
        return
      `,
    },
  ],
};
