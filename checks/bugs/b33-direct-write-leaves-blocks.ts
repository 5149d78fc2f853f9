/**
 * A direct write that makes the file longer allocates its blocks one by one, as it goes, and moves i_size at the end. If a user page cannot
 * be had half way, it returns the error; i_size stays where it was, and so do the blocks behind it. fsck finds a file that is shorter than
 * its blocks and makes it as long as they are: what write(2) said it had not written is in the file.
 *
 * An extending write of two blocks on ext2, from two user pages, of which one may go while it is under way (munmap(2) by another thread).
 */

import { unmapper } from "../../spec/actors/evictor.js";
import { beforeAndAfter } from "../../spec/before-and-after.js";
import { ext2GetBlock } from "../../spec/ext2/ext2-get-block.js";
import { chooseResidency, mapBlock, placeFile, placeWrite } from "../../spec/initial.js";
import { noBlockBeyondEof } from "../../spec/properties/index.js";
import { blockdevDirectIo, blockdevDirectIoTrims } from "../../spec/vfs/blockdev-direct-io.js";
import { genericFileDirectWrite } from "../../spec/vfs/generic-file-direct-write.js";
import { truncatePagecache } from "../../spec/vfs/truncate-pagecache.js";
import { writePath } from "../../spec/write-path.js";
import { defineCheck, type Kernel, kernel, type Model } from "../../src/language/index.js";

/** A file of no block or of one, and two blocks after its end, from a user page each. */
const extendingWrite = writePath.initial((s, p, choose) => {
  placeFile(s, choose.flag("the file has a block") ? p.BLOCK : 0, p);
  if (s.i_size > 0) mapBlock(s, 0, p);
  placeWrite(s, s.i_size, 2 * p.BLOCK, 0);
  chooseResidency(s, p, choose, true);
});

const asks = (version: Kernel): Model =>
  writePath.model("a direct write to ext2", {
    set: { PAGES: 3, FOLIOS: 1, WRITE: 8, USER_PAGES: 2 },
    kernel: version,
    processes: [writePath.process("writer", genericFileDirectWrite), writePath.process("munmap", unmapper, { daemon: true })],
    initial: extendingWrite,
    properties: [noBlockBeyondEof],
  });

const before = kernel("2.6.20", {
  about: "a direct write that fails leaves what it has allocated",
  links: [blockdevDirectIo, ext2GetBlock],
  ops: { get_block: "ext2_get_block" },
});

const after = kernel("2.6.21", {
  about: "a direct write that fails trims the file to its size (0f64415d4276)",
  after: before,
  links: [blockdevDirectIoTrims, truncatePagecache],
});

export const b33 = defineCheck({
  id: "bugs/b33",
  title: "A direct write that fails leaves no block beyond the end of the file",
  by: "0f64415d4276 (fs: truncate blocks outside i_size after O_DIRECT write error); up to 2.6.20",
  refutedBy: "a block behind i_size that the write has allocated",
  expect: "violated",
  runs: beforeAndAfter(asks, { before, after }),
});
