import { asWriteEnd } from "../vfs/address-space-operations.js";
import { generic_write_end } from "../vfs/generic-write-end.js";
import { xfsInodePath } from "./xfs-inode-path.js";
import { xfs_vm_write_failed } from "./xfs-vm-write-failed.js";

/** Commits, and cleans up beyond the end of the file if not everything was accepted. */
export const xfs_vm_write_end = asWriteEnd("xfs_vm_write_end");

/** xfs_vm_write_end(), fs/xfs/linux-2.6/xfs_aops.c, 2.6.36. */
export const xfsVmWriteEnd = xfsInodePath.machine(xfs_vm_write_end, {
  source: "xfs_vm_write_end(), fs/xfs/linux-2.6/xfs_aops.c, 2.6.36",
  start: "generic_write_end",
  steps: {
    // the page is unlocked by now
    check(_s, me) {
      return me.ret < me.len ? "xfs_vm_write_failed" : "done";
    },
  },
  calls: {
    generic_write_end: {
      to: generic_write_end,
      with: (_s, me) => ({ folio: me.folio, pos: me.pos, len: me.len, copied: me.copied }),
      on: {
        done: (_s, me, out) => {
          me.ret = out.ret;
          return "check";
        },
      },
    },
    xfs_vm_write_failed: {
      to: xfs_vm_write_failed,
      with: (_s, me) => ({ to: me.pos + me.len }),
      on: { done: () => "done" },
    },
  },
});
