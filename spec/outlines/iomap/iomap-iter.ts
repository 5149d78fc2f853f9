import type { FunctionOutline } from "../function-outline.js";

/** iomap_iter(), fs/iomap/iter.c. */
export const iomapIterOutline: FunctionOutline = {
  name: "iomap_iter",
  file: "fs/iomap/iter.c",
  standsFor: ["iomap_iter"],
  versions: [
    {
      kernels: ["6.1.192", "6.12.117"],
      outline: `
        if &&
          ? >
          ->iomap_end()
          if < && !
            return
        iomap_iter_advance()
        if <=
          return
        ->iomap_begin()
        if <
          return
        iomap_iter_done()
        return
      `,
    },
  ],
};
