import type { FunctionOutline } from "../function-outline.js";

/** truncate_pagecache(), mm/truncate.c. */
export const truncatePagecacheOutline: FunctionOutline = {
  name: "truncate_pagecache",
  file: "mm/truncate.c",
  standsFor: ["truncate_pagecache"],
  versions: [
    {
      kernels: ["6.1.192", "6.12.117"],
      outline: `
        unmap_mapping_range()
        truncate_inode_pages()
        unmap_mapping_range()
      `,
    },
  ],
};
