import type { FunctionOutline } from "../function-outline.js";

/** do_promote(), fs/gfs2/glock.c. */
export const doPromoteOutline: FunctionOutline = {
  name: "do_promote",
  file: "fs/gfs2/glock.c",
  standsFor: ["gfs2_glock_nq"],
  versions: [
    {
      kernels: ["6.1.192"],
      outline: `
        find_first_strong_holder()
        loop
          test
          test_bit()
          if
            continue
          may_grant()
          if !
            list_is_first()
            if
              return
            do_error()
            break
          set_bit()
          gfs2_holder_wake()
          if !
            demote_incompat_holders()
        return
      `,
    },
    {
      kernels: ["6.12.117"],
      outline: `
        find_first_holder()
        loop
          test
          test_bit()
          if
            continue
          may_grant()
          if !
            list_is_first()
            if
              return
            do_error()
            break
          set_bit()
          gfs2_holder_wake()
          if !
        return
      `,
    },
  ],
};
