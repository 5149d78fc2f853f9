/** The kernels that can be booted as judges: how Debian packages them, and which kernel of `spec/kernels.ts` they are held against. */
import { SpecError } from "../language/index.js";

/** The file systems that a guest can mount. */
export type GuestFilesystem = "gfs2" | "xfs";

/** A kernel of Debian's. */
export interface Guest {
  /** What the command line calls it. */
  readonly name: string;
  /** The package that depends on the newest revision: the mirror keeps no older ones. */
  readonly metaPackage: string;
  /** The kernel of the models that it is held against. */
  readonly model: string;
  /** Modules to load before a file system's, in this order. */
  readonly baseModules: readonly string[];
  /** What differs from release to release in what is probed. */
  readonly probes: GuestProbes;
}

interface GuestProbes {
  /** Offset of `count` in `struct iov_iter`, in bytes. */
  readonly iterCount: number;
  /** What iomap_write_end() returns: how many bytes it has accepted, or whether it has accepted those that were copied. */
  readonly writeEnd: "ret=$retval:u64" | "accepted=$retval:u8";
}

/** Modules of each file system, in the order in which they are loaded. */
export const FILESYSTEM_MODULES: Readonly<Record<GuestFilesystem, readonly string[]>> = {
  gfs2: ["configfs", "dlm", "gfs2"],
  xfs: ["xfs"],
};

/** Every kernel that can be booted. */
export const guests: readonly Guest[] = [
  {
    name: "6.1",
    metaPackage: "linux-image-amd64",
    model: "6.1.192",
    baseModules: ["virtio_ring", "virtio", "virtio_pci_modern_dev", "virtio_pci_legacy_dev", "virtio_pci", "virtio_blk", "crc32c_generic", "libcrc32c"],
    probes: { iterCount: 16, writeEnd: "ret=$retval:u64" },
  },
  {
    name: "6.12",
    metaPackage: "linux-image-6.12-amd64",
    model: "6.12.117",
    baseModules: ["virtio_blk", "crc32c_generic", "libcrc32c"],
    probes: { iterCount: 24, writeEnd: "accepted=$retval:u8" },
  },
];

/** The guest of a name. @throws SpecError FL504 */
export function guestNamed(name: string): Guest {
  const guest = guests.find((one) => one.name === name);
  if (guest !== undefined) return guest;
  throw new SpecError("FL504", `no kernel called '${name}' can be booted`, `there are ${guests.map((one) => one.name).join(" and ")}: --kernel 6.1`);
}

/** The file system of a name. @throws SpecError FL504 */
export function filesystemNamed(name: string): GuestFilesystem {
  if (name === "gfs2" || name === "xfs") return name;
  throw new SpecError("FL504", `no guest mounts '${name}'`, "write --fs gfs2 or --fs xfs");
}
