import { type Kernel, kernel } from "../src/language/index.js";

/** The file systems that the models know. */
export type Filesystem = keyof typeof operations;

/** The file systems whose blocks have buffer heads. */
const withBufferHeads: readonly Filesystem[] = ["ext2", "ext4", "ext4, data=journal"];

/** What `iomap_ops` or `address_space_operations` of each file system point to. */
const operations = {
  gfs2: { iomap_begin: "gfs2_iomap_begin", iomap_end: "gfs2_iomap_end" },
  xfs: { iomap_begin: "xfs_buffered_write_iomap_begin", iomap_end: "xfs_buffered_write_iomap_end" },
  ext2: { write_begin: "block_write_begin", write_end: "ext2_write_end", get_block: "ext2_get_block" },
  ext4: { write_begin: "block_write_begin", write_end: "ext4_da_write_end", get_block: "ext4_da_get_block_prep" },
  "ext4, data=journal": { write_begin: "block_write_begin", write_end: "ext4_journalled_write_end", get_block: "ext4_get_block" },
  afs: { write_begin: "netfs_write_begin", write_end: "afs_write_end" },
} as const;

/**
 * The kernel with one file system mounted: iomap or the VFS calls that one's functions. Patch a kernel before or after; it is the
 * same. A buffer head has always had a dirty bit of its own, whatever iomap had.
 */
export function mount(base: Kernel, filesystem: Filesystem): Kernel {
  return kernel(base.name, { after: base, ops: operations[filesystem], set: withBufferHeads.includes(filesystem) ? { PER_BLOCK_DIRTY: true } : {} });
}
