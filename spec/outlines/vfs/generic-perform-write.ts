import type { FunctionOutline } from "../function-outline.js";

/** generic_perform_write(), mm/filemap.c. */
export const genericPerformWriteOutline: FunctionOutline = {
  name: "generic_perform_write",
  file: "mm/filemap.c",
  standsFor: ["generic_perform_write"],
  versions: [
    {
      kernels: ["6.1.192"],
      outline: `
        loop
          iov_iter_count()
          again:
          fault_in_iov_iter_readable()
          if ==
            break
          fatal_signal_pending()
          if
            break
          ->write_begin()
          if <
            break
          mapping_writably_mapped()
          if
            flush_dcache_page()
          copy_page_from_iter_atomic()
          flush_dcache_page()
          ->write_end()
          if !=
            iov_iter_revert()
            if <
              break
          cond_resched()
          if ==
            if
            goto again
          balance_dirty_pages_ratelimited()
          iov_iter_count()
          test
        if !
          return
        return
      `,
    },
    {
      kernels: ["6.12.117"],
      outline: `
        mapping_max_folio_size()
        loop
          iov_iter_count()
          retry:
          balance_dirty_pages_ratelimited()
          fault_in_iov_iter_readable()
          if ==
            break
          fatal_signal_pending()
          if
            break
          ->write_begin()
          if <
            break
          if >
          mapping_writably_mapped()
          if
            flush_dcache_folio()
          copy_folio_from_iter_atomic()
          flush_dcache_folio()
          ->write_end()
          if !=
            iov_iter_revert()
            if <
              break
          cond_resched()
          if ==
            if >
            if
              goto retry
          else
          iov_iter_count()
          test
        if !
          return
        return
      `,
    },
  ],
};
