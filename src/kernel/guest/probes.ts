import type { Guest, GuestFilesystem } from "../guests.js";

/** What every file system over iomap goes through. Functions that the compiler has inlined, or that lib/ keeps from being probed, are told by their neighbours. */
const iomapProbes = ({ iterCount, writeEnd }: Guest["probes"]): readonly string[] => [
  `p:bw iomap_file_buffered_write pos=+8($arg1):s64 count=+${iterCount}($arg2):u64`,
  "p:fi fault_in_readable size=$arg2:u64",
  "r:fi_r fault_in_readable left=$retval:u64",
  "p:wb iomap_write_begin pos=$arg2:s64 len=$arg3:u64",
  "p:we iomap_write_end pos=$arg2:s64 len=$arg3:u64 copied=$arg4:u64",
  `r:we_r iomap_write_end ${writeEnd}`,
  "p:rd iomap_read_folio_sync start=$arg1:s64 poff=$arg3:u64 plen=$arg4:u64",
  "p:tp truncate_pagecache_range first=$arg2:s64 last=$arg3:s64",
];

const MAPPING = "addr=+0($arg6):u64 ioff=+8($arg6):u64 ilen=+16($arg6):u64 type=+24($arg6):u16 flags=+26($arg6):u16";

const OF_FILESYSTEM: Readonly<Record<GuestFilesystem, readonly string[]>> = {
  gfs2: [
    "p:ib gfs2:gfs2_iomap_begin pos=$arg2:s64 length=$arg3:s64",
    `p:ie gfs2:gfs2_iomap_end pos=$arg2:s64 length=$arg3:s64 written=$arg4:s64 ${MAPPING}`,
    "p:ph gfs2:punch_hole offset=$arg2:u64 length=$arg3:u64",
  ],
  xfs: [
    "p:ib xfs:xfs_buffered_write_iomap_begin pos=$arg2:s64 length=$arg3:s64",
    `p:ie xfs:xfs_buffered_write_iomap_end pos=$arg2:s64 length=$arg3:s64 written=$arg4:s64 ${MAPPING}`,
  ],
};

/** The kprobes that a guest is given, as `kprobe_events` takes them, in a group of their own. */
export function probesFor({ probes }: Guest, filesystem: GuestFilesystem): string {
  const lines = [...iomapProbes(probes), ...OF_FILESYSTEM[filesystem]];
  return `${lines.map((line) => line.replace(/^([pr]):/, "$1:faultline/")).join("\n")}\n`;
}
