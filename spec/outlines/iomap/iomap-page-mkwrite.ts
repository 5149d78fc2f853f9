import type { FunctionOutline } from "../function-outline.js";

/** iomap_page_mkwrite(), fs/iomap/buffered-io.c. */
export const iomapPageMkwriteOutline: FunctionOutline = {
  name: "iomap_page_mkwrite",
  file: "fs/iomap/buffered-io.c",
  standsFor: ["page_mkwrite"],
  versions: [
    {
      kernels: ["6.1.192"],
      outline: `
        folio_lock()
        folio_mkwrite_check_truncate()
        if <
          goto out_unlock
        loop
          iomap_iter()
          test >
          iomap_folio_mkwrite_iter()
        if <
          goto out_unlock
        folio_wait_stable()
        return
        out_unlock:
        folio_unlock()
        block_page_mkwrite_return()
        return
      `,
    },
    {
      kernels: ["6.12.117"],
      outline: `
        folio_lock()
        folio_mkwrite_check_truncate()
        if <
          goto out_unlock
        loop
          iomap_iter()
          test >
          iomap_folio_mkwrite_iter()
        if <
          goto out_unlock
        folio_wait_stable()
        return
        out_unlock:
        folio_unlock()
        vmf_fs_error()
        return
      `,
    },
  ],
};
