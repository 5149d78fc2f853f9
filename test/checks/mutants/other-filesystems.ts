import { afsWriteEnd } from "../../../spec/afs/afs-write-end.js";
import { btrfsFileAioWrite } from "../../../spec/btrfs/btrfs-file-aio-write.js";
import { btrfsPath } from "../../../spec/btrfs/btrfs-path.js";
import { ext4DaGetBlockPrep } from "../../../spec/ext4/ext4-da-get-block-prep.js";
import { ext4DaWriteEnd } from "../../../spec/ext4/ext4-da-write-end.js";
import { ext4GetBlock } from "../../../spec/ext4/ext4-get-block.js";
import { ext4JournalledWriteEnd } from "../../../spec/ext4/ext4-journalled-write-end.js";
import { ext4Path } from "../../../spec/ext4/ext4-path.js";
import { fuseFileWriteIter } from "../../../spec/fuse/fuse-file-write-iter.js";
import { fuseFillWritePages } from "../../../spec/fuse/fuse-fill-write-pages.js";
import { fusePerformWrite } from "../../../spec/fuse/fuse-perform-write.js";
import { netfsWriteBegin } from "../../../spec/netfs/netfs-write-begin.js";
import { commit } from "../../../spec/vfs/block-write-end.js";
import { faultInPagesReadable } from "../../../spec/vfs/fault-in-pages-readable.js";
import { writeToAnotherFile } from "../../../spec/vfs/write-to-another-file.js";
import { writePath } from "../../../spec/write-path.js";
import { type Mutant, mutant } from "./mutant.js";

/** Mutants of the file systems that only the catalogue of bugs asks about. */
export const otherFilesystemMutants: readonly Mutant[] = [
  mutant(
    "fuse: all that was asked is returned",
    writePath.variant(fuseFileWriteIter, "mutant", {
      steps: {
        unlock(s) {
          s.i_rwsem = "nobody";
          s.result.count = s.request.length;
          s.result.returned = true;
          return "returned";
        },
      },
    }),
    ["bugs/b18", "after"],
  ),
  mutant("fuse: nothing is sent", writePath.variant(fusePerformWrite, "mutant", { steps: { send: () => "unlock_page" } }), ["bugs/b18", "after"]),
  mutant("fuse: memory that cannot be had is no error", writePath.variant(fuseFillWritePages, "mutant", { steps: { again: () => "grab_page" } }), [
    "bugs/b18",
    "after",
  ]),
  mutant("netfs: nothing is read, and nothing zeroed", writePath.variant(netfsWriteBegin, "mutant", { steps: { prepare: () => "locked" } }), [
    "bugs/b27",
    "after",
  ]),
  mutant(
    "afs: no rule for short copies",
    writePath.variant(afsWriteEnd, "mutant", {
      steps: {
        accept(s, me) {
          me.ret = me.copied;
          s.folios[me.folio].uptodate = true;
          return "size";
        },
      },
    }),
    ["bugs/b26", "after"],
  ),
  mutant("ext4: the block does not come into the file", writePath.variant(ext4GetBlock, "mutant", { steps: { allocate: () => "allocated" } }), [
    "bugs/b25",
    "after",
  ]),
  mutant(
    "ext4, data=journal: no rule for short copies",
    writePath.variant(ext4JournalledWriteEnd, "mutant", {
      steps: {
        commit(s, me, p) {
          me.ret = me.copied;
          commit(s, me.folio, me.pos, me.len, me.ret, p);
          return "unlock";
        },
      },
    }),
    ["bugs/b25", "after"],
  ),
  mutant("ext4: nothing is reserved", ext4Path.variant(ext4DaGetBlockPrep, "mutant", { steps: { map: () => "allocated" } }), ["bugs/b24", "after"]),
  mutant(
    "ext4: i_disksize goes to the end of what was asked",
    ext4Path.variant(ext4DaWriteEnd, "mutant", {
      steps: {
        update_disksize(s, me) {
          s.ext4.i_disksize = me.pos + me.len;
          return "generic_write_end";
        },
      },
    }),
    ["bugs/b24", "after"],
  ),
  mutant("nothing is faulted in", writePath.variant(faultInPagesReadable, "mutant", { steps: { touch: () => "done" } }), ["bugs/b21d", "after"]),
  mutant("the other file's page stays locked", writePath.variant(writeToAnotherFile, "mutant", { steps: { unlock_page: () => "returned" } }), [
    "bugs/b19b",
    "after",
  ]),
  mutant(
    "btrfs: a page that becomes dirty takes no reservation over",
    btrfsPath.variant(btrfsFileAioWrite, "mutant", {
      steps: {
        dirty_pages(s, me) {
          s.folios[me.folio].uptodate = true;
          s.folios[me.folio].dirty = true;
          return "size";
        },
      },
    }),
    ["bugs/b21b", "after"],
  ),
];
