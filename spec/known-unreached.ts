/** Steps that a check may know never to fire, by the reason: for its list `unreached`. Each belongs to a clean-up that needs something to have gone wrong first. */

/** iomap_write_begin() fails only if the mapping that it holds has become stale, and nobody changes it behind the writer. */
export const mappingStaysValid = ["**/iomap_write_begin/iomap_write_failed**"];

/** iomap_write_end() cuts off what a copy did not fill, and every copy is whole: no user page vanishes between fault-in and copy. */
export const copiesAreWhole = ["**/iomap_write_end/iomap_write_failed**"];

/** The same through buffer heads: block_write_end() zeroes, and ext2_write_failed() frees, what a copy did not fill. */
export const bufferCopiesAreWhole = ["**/block_write_end/page_zero_new_buffers.zero", "**/ext2_write_failed**"];

/** gfs2_iomap_end() frees whole blocks that were allocated in vain, and each mapping is written to its last block. */
export const gfs2MappingsAreUsed = ["**/iomap_end.punch_hole", "**/iomap_end/truncate_pagecache_range.folio"];

/** xfs_buffered_write_iomap_end(), likewise. */
export const xfsMappingsAreUsed = ["**/iomap_end.punch", "**/iomap_end/truncate.folio"];

/** Writes of three cells: gfs2 faults all of one in at once, and what a chunk of a page copies is never too much. */
export const writesAreShort = ["writer.drop_glock", "writer/generic_perform_write.retry"];

/** No fault is past the end of the file. */
export const faultsAreInside = ["faulter/*.unlock_sigbus"];

/** The file is as long as it need be before the write begins. */
export const fileDoesNotGrow = ["**/iomap_write_end.size"];

/** Writes that end within the file: nothing that lies past its end is to be cut off. */
export const writesStayInside = ["**/iomap_write_failed/truncate.folio"];

/** A file that ends where a page does. */
export const pagesAreInside = ["writeback.zero_user_segment"];

/** xfs_buffered_write_iomap_end() since 6.2 gives reservations back under invalidate_lock, and each is needed. */
export const xfsReservationsAreUsed = ["**/iomap_end.lock", "**/iomap_end.scan"];

/** The file does not grow, through buffer heads: ext2_write_failed() looks, and finds nothing behind the end of the file. */
export const nothingBehindTheEnd = ["**/generic_write_end.size", "**/ext2_write_failed.free", "**/ext2_write_failed/truncate_pagecache.folio"];
