import type { FunctionOutline } from "../function-outline.js";

/** filemap_read(), mm/filemap.c. */
export const filemapReadOutline: FunctionOutline = {
  name: "filemap_read",
  file: "mm/filemap.c",
  standsFor: ["filemap_read"],
  versions: [
    {
      kernels: ["6.1.192"],
      outline: `
        if >=
          return
        iov_iter_count()
        if !
          return
        iov_iter_truncate()
        folio_batch_init()
        loop
          cond_resched()
          if & &&
          i_size_read()
          if >=
            break
          filemap_get_pages()
          if <
            break
          i_size_read()
          if >=
            goto put_folios
          smp_rmb()
          mapping_writably_mapped()
          pos_same_folio()
          if !
            folio_mark_accessed()
          loop
            folio_batch_count()
            test <
            if <
              break
            if >
              folio_mark_accessed()
            if
              flush_dcache_folio()
            copy_folio_to_iter()
            if <
              break
          put_folios:
          loop
            folio_batch_count()
            test <
            folio_put()
          folio_batch_init()
          iov_iter_count()
          test && < && !
        file_accessed()
        ?
        return
      `,
    },
    {
      kernels: ["6.12.117"],
      outline: `
        if >=
          return
        iov_iter_count()
        if !
          return
        iov_iter_truncate()
        folio_batch_init()
        loop
          cond_resched()
          if & &&
          i_size_read()
          if >=
            break
          filemap_get_pages()
          if <
            break
          i_size_read()
          if >=
            goto put_folios
          mapping_writably_mapped()
          pos_same_folio()
          if !
            folio_mark_accessed()
          loop
            folio_batch_count()
            test <
            if <
              break
            if >
              folio_mark_accessed()
            if
              flush_dcache_folio()
            copy_folio_to_iter()
            if <
              break
          put_folios:
          loop
            folio_batch_count()
            test <
            folio_put()
          folio_batch_init()
          iov_iter_count()
          test && < && !
        file_accessed()
        ?
        return
      `,
    },
  ],
};
