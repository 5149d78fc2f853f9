import type { FunctionOutline } from "../function-outline.js";

/** gfs2_iomap_begin(), fs/gfs2/bmap.c. */
export const gfs2IomapBeginOutline: FunctionOutline = {
  name: "gfs2_iomap_begin",
  file: "fs/gfs2/bmap.c",
  standsFor: ["gfs2_iomap_begin"],
  versions: [
    {
      kernels: ["6.1.192", "6.12.117"],
      outline: `
        gfs2_is_jdata()
        if
        __gfs2_iomap_get()
        if
          goto out_unlock
        switch
          case IOMAP_WRITE
          if &
            if !=
            goto out_unlock
          break
          case IOMAP_ZERO
          if ==
            goto out_unlock
          break
          default
          goto out
        gfs2_iomap_begin_write()
        if
          goto out_unlock
        out:
        if ==
          metapath_dibh()
          get_bh()
        out_unlock:
        release_metapath()
        return
      `,
    },
  ],
};
