import { type Kernel, kernel } from "../src/language/index.js";

/** The file systems that the models know. */
export type Filesystem = "gfs2" | "xfs" | "ext2";

/** What `iomap_ops` or `address_space_operations` of each file system point to. */
const operations = {
  gfs2: { iomap_begin: "gfs2_iomap_begin", iomap_end: "gfs2_iomap_end" },
  xfs: { iomap_begin: "xfs_buffered_write_iomap_begin", iomap_end: "xfs_buffered_write_iomap_end" },
  ext2: { write_begin: "block_write_begin", write_end: "ext2_write_end", get_block: "ext2_get_block" },
} as const;

/**
 * The kernel with one file system mounted: iomap or the VFS calls that one's functions. Patch a kernel before or after; it is the
 * same. A buffer head has always had a dirty bit of its own, whatever iomap had.
 */
export function mount(base: Kernel, filesystem: Filesystem): Kernel {
  return kernel(base.name, { after: base, ops: operations[filesystem], set: filesystem === "ext2" ? { PER_BLOCK_DIRTY: true } : {} });
}
