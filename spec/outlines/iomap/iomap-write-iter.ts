import type { FunctionOutline } from "../function-outline.js";

/** iomap_write_iter(), fs/iomap/buffered-io.c. */
export const iomapWriteIterOutline: FunctionOutline = {
  name: "iomap_write_iter",
  file: "fs/iomap/buffered-io.c",
  standsFor: ["iomap_write_iter"],
  versions: [
    {
      kernels: ["6.1.192"],
      outline: `
        ? &
        loop
          iov_iter_count()
          again:
          balance_dirty_pages_ratelimited_flags()
          if
            break
          if >
          fault_in_iov_iter_readable()
          if ==
            break
          iomap_write_begin()
          if
            break
          if &
            break
          folio_file_page()
          mapping_writably_mapped()
          if
            flush_dcache_page()
          copy_page_from_iter_atomic()
          iomap_write_end()
          if !=
            iov_iter_revert()
          cond_resched()
          if ==
            if
            goto again
          iov_iter_count()
          test &&
        ?
        return
      `,
    },
    {
      // read in a tree between 5d8edfb900d5 and 3ac974796e5d
      kernels: ["6.6-rc"],
      outline: `
        ? &
        loop
          iov_iter_count()
          balance_dirty_pages_ratelimited_flags()
          if
            break
          if >
          fault_in_iov_iter_readable()
          if ==
            break
          iomap_write_begin()
          if
            break
          if &
            break
          if >
          mapping_writably_mapped()
          if
            flush_dcache_folio()
          copy_folio_from_iter_atomic()
          iomap_write_end()
          if !=
            iov_iter_revert()
          cond_resched()
          if ==
            if
            if >
          else
          iov_iter_count()
          test &&
        if ==
          iov_iter_revert()
          return
        ?
        return
      `,
    },
    {
      kernels: ["6.12.117"],
      outline: `
        mapping_max_folio_size()
        ? &
        loop
          iov_iter_count()
          retry:
          balance_dirty_pages_ratelimited_flags()
          if
            break
          if >
          fault_in_iov_iter_readable()
          if ==
            break
          iomap_write_begin()
          if
            iomap_write_failed()
            break
          if &
            break
          if >
          mapping_writably_mapped()
          if
            flush_dcache_folio()
          copy_folio_from_iter_atomic()
          iomap_write_end()
          ?
          if >
            i_size_write()
          __iomap_put_folio()
          if <
            pagecache_isize_extended()
          cond_resched()
          if ==
            iomap_write_failed()
            iov_iter_revert()
            if >
            if
              goto retry
          else
          iov_iter_count()
          test &&
        ?
        return
      `,
    },
  ],
};
