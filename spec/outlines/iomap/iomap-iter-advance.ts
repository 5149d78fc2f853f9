import type { FunctionOutline } from "../function-outline.js";

/** iomap_iter_advance(), fs/iomap/iter.c. */
export const iomapIterAdvanceOutline: FunctionOutline = {
  name: "iomap_iter_advance",
  file: "fs/iomap/iter.c",
  standsFor: ["iomap_iter"],
  versions: [
    {
      kernels: ["6.1.192", "6.12.117"],
      outline: `
        if
          if <
            return
          if ! && !
            return
          if
            return
          if !
            return
        return
      `,
    },
  ],
};
