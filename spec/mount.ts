import { type Kernel, kernel } from "../src/language/index.js";

/** The file systems that the models know. */
export type Filesystem = "gfs2" | "xfs";

/** What `iomap_ops` of each file system point to. */
const iomapOps = {
  gfs2: { iomap_begin: "gfs2_iomap_begin", iomap_end: "gfs2_iomap_end" },
  xfs: { iomap_begin: "xfs_buffered_write_iomap_begin", iomap_end: "xfs_buffered_write_iomap_end" },
} as const;

/** The kernel with one file system mounted: iomap calls that one's functions. Patch a kernel before or after; it is the same. */
export function mount(base: Kernel, filesystem: Filesystem): Kernel {
  return kernel(base.name, { after: base, ops: iomapOps[filesystem] });
}
