import { asWriteEnd } from "../vfs/address-space-operations.js";
import { generic_write_end } from "../vfs/generic-write-end.js";
import { writePath } from "../write-path.js";
import { ext2_write_failed } from "./ext2-write-failed.js";

/** Commits, and cleans up beyond the end of the file if not everything was accepted. */
export const ext2_write_end = asWriteEnd("ext2_write_end");

/** ext2_write_end(), fs/ext2/inode.c, 6.1: the simplest write_end that leaves no block beyond the end of the file. */
export const ext2WriteEnd = writePath.machine(ext2_write_end, {
  source: "ext2_write_end(), fs/ext2/inode.c, 6.1",
  start: "generic_write_end",
  steps: {
    // the folio is unlocked by now
    check(_s, me) {
      return me.ret < me.len ? "ext2_write_failed" : "done";
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
    ext2_write_failed: {
      to: ext2_write_failed,
      with: (_s, me) => ({ to: me.pos + me.len }),
      on: { done: () => "done" },
    },
  },
});
