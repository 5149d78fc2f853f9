import type { FunctionOutline } from "../function-outline.js";

/** gfs2_fault(), fs/gfs2/file.c. */
export const gfs2FaultOutline: FunctionOutline = {
  name: "gfs2_fault",
  file: "fs/gfs2/file.c",
  standsFor: ["gfs2_fault"],
  versions: [
    {
      kernels: ["6.1.192"],
      outline: `
        gfs2_holder_init()
        gfs2_glock_nq()
        if
          block_page_mkwrite_return()
          goto out_uninit
        filemap_fault()
        gfs2_glock_dq()
        out_uninit:
        gfs2_holder_uninit()
        return
      `,
    },
    {
      kernels: ["6.12.117"],
      outline: `
        gfs2_holder_init()
        gfs2_glock_nq()
        if
          vmf_fs_error()
          goto out_uninit
        filemap_fault()
        gfs2_glock_dq()
        out_uninit:
        gfs2_holder_uninit()
        return
      `,
    },
  ],
};
