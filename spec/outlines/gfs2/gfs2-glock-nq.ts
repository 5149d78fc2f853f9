import type { FunctionOutline } from "../function-outline.js";

/** gfs2_glock_nq(), fs/gfs2/glock.c. */
export const gfs2GlockNqOutline: FunctionOutline = {
  name: "gfs2_glock_nq",
  file: "fs/gfs2/glock.c",
  standsFor: ["gfs2_glock_nq"],
  versions: [
    {
      kernels: ["6.1.192"],
      outline: `
        glock_blocked_by_withdraw()
        if && ! &
          return
        test_bit()
        if
          gfs2_glock_remove_from_lru()
        spin_lock()
        add_to_queue()
        test_and_clear_bit()
        if & &&
          set_bit()
          __gfs2_glock_queue_work()
        run_queue()
        spin_unlock()
        if ! &
          gfs2_glock_wait()
        return
      `,
    },
    {
      kernels: ["6.12.117"],
      outline: `
        glock_blocked_by_withdraw()
        if && ! &
          return
        if &
          spin_lock()
          find_last_waiter()
          if
            goto unlock
          find_first_holder()
          may_grant()
          if !
            goto unlock
          set_bit()
          list_add_tail()
          unlock:
          spin_unlock()
          return
        spin_lock()
        add_to_queue()
        test_and_clear_bit()
        if & &&
          set_bit()
          gfs2_glock_queue_work()
        run_queue()
        spin_unlock()
        if ! &
          gfs2_glock_wait()
        return
      `,
    },
  ],
};
