import type { FunctionOutline } from "../function-outline.js";

/** iomap_write_delalloc_release(), fs/iomap/buffered-io.c. */
export const iomapWriteDelallocReleaseOutline: FunctionOutline = {
  name: "iomap_write_delalloc_release",
  file: "fs/iomap/buffered-io.c",
  standsFor: ["xfs_buffered_write_iomap_end"],
  versions: [
    {
      kernels: ["6.1.192"],
      outline: `
        i_size_read()
        filemap_invalidate_lock()
        loop
          test <
          mapping_seek_hole_data()
          if == || ==
            break
          if <
            goto out_unlock
          mapping_seek_hole_data()
          if <
            goto out_unlock
          if ==
            continue
          iomap_write_delalloc_scan()
          if
            goto out_unlock
        if <
          punch()
        out_unlock:
        filemap_invalidate_unlock()
        return
      `,
    },
    {
      kernels: ["6.6-rc"],
      outline: `
        i_size_read()
        filemap_invalidate_lock()
        loop
          test <
          mapping_seek_hole_data()
          if == || ==
            break
          if <
            goto out_unlock
          mapping_seek_hole_data()
          if <
            goto out_unlock
          iomap_write_delalloc_scan()
          if
            goto out_unlock
        if <
          punch()
        out_unlock:
        filemap_invalidate_unlock()
        return
      `,
    },
    {
      kernels: ["6.12.117"],
      outline: `
        i_size_read()
        loop
          test <
          mapping_seek_hole_data()
          if == || ==
            break
          if
            return
          mapping_seek_hole_data()
          if
            return
          if ==
            continue
          iomap_write_delalloc_scan()
        if <
          punch()
      `,
    },
  ],
};
