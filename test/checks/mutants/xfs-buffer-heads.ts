import { generic_perform_write } from "../../../spec/vfs/generic-perform-write.js";
import { generic_write_end } from "../../../spec/vfs/generic-write-end.js";
import { xfsFileAioWrite } from "../../../spec/xfs/xfs-file-aio-write.js";
import { xfsGetBlocks } from "../../../spec/xfs/xfs-get-blocks.js";
import { xfsInodePath } from "../../../spec/xfs/xfs-inode-path.js";
import { xfsVmWriteEnd } from "../../../spec/xfs/xfs-vm-write-end.js";
import { xfsVmWriteFailed } from "../../../spec/xfs/xfs-vm-write-failed.js";
import { type Mutant, mutant } from "./mutant.js";

const fixed = ["bugs/b13", "after"] as const;

/** Mutants of xfs as it was over buffer heads. */
export const xfsBufferHeadMutants: readonly Mutant[] = [
  mutant("no block is reserved", xfsInodePath.variant(xfsGetBlocks, "mutant", { steps: { map: () => "allocated" } }), fixed),
  mutant(
    "a copy that was rejected counts",
    xfsInodePath.variant(xfsVmWriteEnd, "mutant", {
      calls: {
        generic_write_end: {
          to: generic_write_end,
          with: (_s, me) => ({ folio: me.folio, pos: me.pos, len: me.len, copied: me.copied }),
          on: {
            done: (_s, me) => {
              me.ret = me.copied;
              return "check";
            },
          },
        },
      },
    }),
    fixed,
  ),
  mutant(
    "reservations are given back from the start of the file on",
    xfsInodePath.variant(xfsVmWriteFailed, "mutant", {
      steps: {
        punch(s, _me, p) {
          for (let block = 0; block < p.BLOCKS; block++) if (s.blocks[block] === "delalloc") s.blocks[block] = "hole";
          return "done";
        },
      },
    }),
    fixed,
  ),
  mutant(
    "what was asked is returned",
    xfsInodePath.variant(xfsFileAioWrite, "mutant", {
      calls: {
        generic_perform_write: {
          to: generic_perform_write,
          with: (s) => ({ pos: s.request.pos }),
          on: {
            done: (s) => {
              s.result.count = s.request.length;
              return "newsize";
            },
          },
        },
      },
    }),
    fixed,
  ),
];
