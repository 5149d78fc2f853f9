import type { FunctionOutline } from "../function-outline.js";

/** truncate_pagecache_range(), mm/truncate.c. */
export const truncatePagecacheRangeOutline: FunctionOutline = {
  name: "truncate_pagecache_range",
  file: "mm/truncate.c",
  standsFor: ["truncate_pagecache_range"],
  versions: [
    {
      kernels: ["6.1.192", "6.12.117"],
      outline: `
        if >
          unmap_mapping_range()
        truncate_inode_pages_range()
      `,
    },
  ],
};
