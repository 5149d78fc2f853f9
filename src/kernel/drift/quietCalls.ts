/** Calls that an outline passes over: what they say to the compiler, to a log or to whoever debugs is no part of what the function does. */
const QUIET: readonly RegExp[] = [
  /^(un)?likely$/,
  /^(min|max|min_t|max_t|min3|max3|clamp|clamp_t|abs|swap|round_up|round_down|roundup|rounddown|ALIGN|ALIGN_DOWN|PAGE_ALIGN|DIV_ROUND_UP|do_div|div64_u64)$/,
  /^(READ_ONCE|WRITE_ONCE|ARRAY_SIZE|BIT|GENMASK|container_of|IS_ENABLED|offsetof|U\d+_MAX|typeof|__builtin_\w+)$/,
  /^(WARN_ON|WARN_ON_ONCE|WARN|WARN_ONCE|BUG_ON|BUG|BUILD_BUG_ON|VM_BUG_ON|VM_BUG_ON_\w+|VM_WARN_ON\w*|ASSERT|lockdep_\w+|might_sleep|kmsan_\w+|kasan_\w+|instrument_\w+)$/,
  // what a pointer says of itself, and where something lies
  /^(IS_ERR|IS_ERR_OR_NULL|PTR_ERR|ERR_PTR|ERR_CAST|PTR_ERR_OR_ZERO|memset)$/,
  /^(offset_in_(page|folio)|(folio|page)_(pos|size|offset)|iomap_length|i_blocksize|i_blocks_per_folio|page_offset)$/,
  /^(file_inode|page_folio|folio_inode|GFS2_(I|SB)|XFS_(I|M|ISIZE|B_TO_FSB|B_TO_FSBT|FSB_TO_B|IFORK_PTR)|VFS_I|I_BDEV|bh_offset|page_buffers)$/,
  /^(trace_\w+|pr_\w+|printk\w*|fs_(err|warn|info)|xfs_alert|xfs_warn)$/,
];

/** Whether calls of this function are left out of outlines. */
export function isQuiet(name: string): boolean {
  return QUIET.some((pattern) => pattern.test(name));
}
