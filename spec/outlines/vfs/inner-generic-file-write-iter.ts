import type { FunctionOutline } from "../function-outline.js";

/** __generic_file_write_iter(), mm/filemap.c. */
export const innerGenericFileWriteIterOutline: FunctionOutline = {
  name: "__generic_file_write_iter",
  file: "mm/filemap.c",
  standsFor: ["generic_file_write_iter"],
  versions: [
    {
      kernels: ["6.1.192"],
      outline: `
        inode_to_bdi()
        file_remove_privs()
        if
          goto out
        file_update_time()
        if
          goto out
        if &
          generic_file_direct_write()
          iov_iter_count()
          IS_DAX()
          if < || ! ||
            goto out
          generic_perform_write()
          direct_write_fallback()
          goto out
        generic_perform_write()
        out:
        return
      `,
    },
    {
      kernels: ["6.12.117"],
      outline: `
        file_remove_privs()
        if
          return
        file_update_time()
        if
          return
        if &
          generic_file_direct_write()
          iov_iter_count()
          IS_DAX()
          if < || ! ||
            return
          generic_perform_write()
          direct_write_fallback()
          return
        generic_perform_write()
        return
      `,
    },
  ],
};
