import { absent, type FunctionOutline } from "../function-outline.js";

/** gfs2_clear_beyond_eof(), fs/gfs2/bmap.c. */
export const gfs2ClearBeyondEofOutline: FunctionOutline = {
  name: "gfs2_clear_beyond_eof",
  file: "fs/gfs2/bmap.c",
  standsFor: ["gfs2_clear_beyond_eof"],
  versions: [
    {
      kernels: ["6.1.192"],
      outline: absent,
    },
    {
      kernels: ["6.12.117"],
      outline: `
        i_size_read()
        if ! || >=
          return
        if <
        gfs2_block_zero_range()
        return
      `,
    },
  ],
};
