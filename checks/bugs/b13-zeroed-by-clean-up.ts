/**
 * xfs used to keep a size of its own, which it moved when a write was over; the VFS's moves with every page. A write that extends the file
 * and comes up short in its second page cleaned up by setting the file's size to what the VFS says it is. To xfs that was a file that
 * grows, from its old end on, and what lies there is zeroed: the page that this very write had filled.
 *
 * A write to the end of a file, over two pages of two blocks, of which a user page may go while it is under way.
 *
 * This is the sibling of the entry. 72ab70a19b4e itself, and aad3f3755e7f, its like in write_end, make the truncation stop short of the place
 * where the failed write began. As long as each page that is accepted moves the size, nothing lies there: see the contrast, and README.md.
 */

import { unmapper } from "../../spec/actors/evictor.js";
import { beforeAndAfter } from "../../spec/before-and-after.js";
import { chooseResidency, mapBlock, placeFile, placeWrite } from "../../spec/initial.js";
import { v5_13 } from "../../spec/kernels.js";
import { dirtyImpliesBacked, returnedCountIsInTheFile } from "../../spec/properties/index.js";
import { xfsFileAioWrite } from "../../spec/xfs/xfs-file-aio-write.js";
import { blockWriteBeginIntOfXfs, xfsGetBlocks } from "../../spec/xfs/xfs-get-blocks.js";
import { xfsInodePath } from "../../spec/xfs/xfs-inode-path.js";
import { xfsVmWriteEnd } from "../../spec/xfs/xfs-vm-write-end.js";
import { xfsVmWriteEndKills, xfsVmWriteFailed, xfsVmWriteFailedSetattr } from "../../spec/xfs/xfs-vm-write-failed.js";
import { apply, defineCheck, div, type Kernel, kernel, type Model, patch } from "../../src/language/index.js";

/** Up to the end of the second page, from two user pages, or three; the file has up to a page of old content. */
const append = xfsInodePath.initial((s, p, choose) => {
  placeFile(s, choose.number("i_size", 0, p.PAGE), p);
  s.ip.i_size = s.i_size;
  for (let block = 0; block < div(s.i_size + p.BLOCK - 1, p.BLOCK); block++) mapBlock(s, block, p);
  placeWrite(s, s.i_size, p.FILE - s.i_size, choose.number("user offset", 0, 1));
  chooseResidency(s, p, choose, true);
});

const asks = (version: Kernel): Model =>
  xfsInodePath.model("a write to xfs over buffer heads", {
    set: { PAGE: 2, CHUNK: 2, BLOCK: 1, PAGES: 2, FOLIOS: 2, WRITE: 4, USER_PAGES: 3, EVICTIONS: 1 },
    kernel: version,
    processes: [xfsInodePath.process("writer", xfsFileAioWrite), xfsInodePath.process("munmap", unmapper, { daemon: true })],
    initial: append,
    properties: [returnedCountIsInTheFile, dirtyImpliesBacked],
  });

const v2_6_36 = kernel("2.6.36", {
  about: "xfs over buffer heads; a short write is cleaned up by xfs_setattr()",
  after: v5_13,
  links: [xfsGetBlocks, blockWriteBeginIntOfXfs, xfsVmWriteEnd, xfsVmWriteFailedSetattr],
  ops: { write_begin: "block_write_begin", write_end: "xfs_vm_write_end", get_block: "xfs_get_blocks" },
  set: { PER_BLOCK_DIRTY: true },
});
const c726de4409a8 = patch("c726de4409a8", { title: "xfs: fix failed write truncation handling", links: [xfsVmWriteFailed] });
const v3_14 = kernel("3.14", { about: "xfs over buffer heads, before 72ab70a19b4e and aad3f3755e7f", after: v2_6_36, links: [xfsVmWriteEndKills] });

export const b13 = defineCheck({
  id: "bugs/b13",
  title: "A write to xfs that comes up short in its second page leaves the first alone",
  by: "c726de4409a8 (xfs: fix failed write truncation handling), of which 72ab70a19b4e is a sibling; 2.6.36",
  refutedBy: "a cell that write(2) has counted, and that is not in the file",
  expect: "violated",
  runs: [
    ...beforeAndAfter(asks, { before: v2_6_36, after: apply(v2_6_36, c726de4409a8) }),
    { name: "3.14: truncated to the size that the file has", role: "contrast", expect: "holds", model: asks(v3_14) },
  ],
});
