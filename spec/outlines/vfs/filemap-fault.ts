import type { FunctionOutline } from "../function-outline.js";

/** filemap_fault(), mm/filemap.c. */
export const filemapFaultOutline: FunctionOutline = {
  name: "filemap_fault",
  file: "mm/filemap.c",
  standsFor: ["filemap_fault"],
  versions: [
    {
      kernels: ["6.1.192"],
      outline: `
        i_size_read()
        if >=
          return
        filemap_get_folio()
        if
          if ! &
            do_async_mmap_readahead()
          folio_test_uptodate()
          if !
            filemap_invalidate_lock_shared()
        else
          count_vm_event()
          count_memcg_event_mm()
          do_sync_mmap_readahead()
          retry_find:
          if !
            filemap_invalidate_lock_shared()
          __filemap_get_folio()
          if !
            if
              goto out_retry
            filemap_invalidate_unlock_shared()
            return
        lock_folio_maybe_drop_mmap()
        if !
          goto out_retry
        if !=
          folio_unlock()
          folio_put()
          goto retry_find
        folio_contains()
        folio_test_uptodate()
        if !
          if !
            folio_unlock()
            folio_put()
            goto retry_find
          goto page_not_uptodate
        if
          folio_unlock()
          goto out_retry
        if
          filemap_invalidate_unlock_shared()
        i_size_read()
        if >=
          folio_unlock()
          folio_put()
          return
        folio_file_page()
        return
        page_not_uptodate:
        maybe_unlock_mmap_for_io()
        filemap_read_folio()
        if
          goto out_retry
        folio_put()
        if ! || ==
          goto retry_find
        filemap_invalidate_unlock_shared()
        return
        out_retry:
        if
          folio_put()
        if
          filemap_invalidate_unlock_shared()
        if
          fput()
        return
      `,
    },
    {
      kernels: ["6.12.117"],
      outline: `
        i_size_read()
        if >=
          return
        filemap_get_folio()
        if !
          if ! &
            do_async_mmap_readahead()
          folio_test_uptodate()
          if !
            filemap_invalidate_lock_shared()
        else
          filemap_fault_recheck_pte_none()
          if
            return
          count_vm_event()
          count_memcg_event_mm()
          do_sync_mmap_readahead()
          retry_find:
          if !
            filemap_invalidate_lock_shared()
          __filemap_get_folio()
          if
            if
              goto out_retry
            filemap_invalidate_unlock_shared()
            return
        lock_folio_maybe_drop_mmap()
        if !
          goto out_retry
        if !=
          folio_unlock()
          folio_put()
          goto retry_find
        folio_contains()
        folio_test_uptodate()
        if !
          if !
            folio_unlock()
            folio_put()
            goto retry_find
          goto page_not_uptodate
        if
          folio_unlock()
          goto out_retry
        if
          filemap_invalidate_unlock_shared()
        i_size_read()
        if >=
          folio_unlock()
          folio_put()
          return
        folio_file_page()
        return
        page_not_uptodate:
        maybe_unlock_mmap_for_io()
        filemap_read_folio()
        if
          goto out_retry
        folio_put()
        if ! || ==
          goto retry_find
        filemap_invalidate_unlock_shared()
        return
        out_retry:
        if !
          folio_put()
        if
          filemap_invalidate_unlock_shared()
        if
          fput()
        return
      `,
    },
  ],
};
