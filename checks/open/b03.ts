/**
 * gfs2_iomap_end(), when a write of nothing began inside of a block: the start of what it frees is rounded up, past the very block that
 * gfs2_iomap_begin() allocated first. The block stays in the file. It is mapped now and not new, so the retry, or the next reader, reads
 * it from disk: what its last owner left there becomes the file's content.
 *
 * Since 5.18 the user's pages are faulted in before the first attempt, so it takes a page that is reclaimed or unmapped between that and
 * the copy. No fix is known to have been merged; unmodified Debian kernels 6.1.192 and 6.12.117 show it. Proposed: round the start down
 * when nothing was written, as xfs_buffered_write_iomap_end() does (`spec/patches/start-rounded-down.ts`).
 */

import { evictor, unmapper } from "../../spec/actors/evictor.js";
import { placeFile, placeWrite } from "../../spec/initial.js";
import { fewWrites, onePage } from "../../spec/initial-few.js";
import { v6_1_192, v6_12_117, v6_13 } from "../../spec/kernels.js";
import { gfs2MappingsAreUsed, mappingStaysValid } from "../../spec/known-unreached.js";
import { contentAt } from "../../spec/page-cache/file.js";
import { startRoundedDown } from "../../spec/patches/index.js";
import { noStaleLeft, noStaleReadable } from "../../spec/properties/index.js";
import { gfs2Write } from "../../spec/workbench.js";
import { writePath } from "../../spec/write-path.js";
import { all, apply, defineCheck, fill, implies, type Kernel, type Model, type ParameterValues } from "../../src/language/index.js";

const noStaleAfterFailure = writePath.always(
  "a write that reports failure leaves no stale data",
  { about: "After a write(2) that returned an error, no cell of the file reads as what somebody else once wrote to the disk.", source: "write(2)" },
  (s, p) => implies(s.result.returned && s.result.count === 0, () => all(0, s.i_size, (cell) => contentAt(s, cell, p) !== "stale")),
);

const noStaleBeyondOldEnd = writePath.always(
  "what a write leaves between the old end of the file and its start is not stale",
  { about: "The cells that a write past the end of the file adds before its start read as zero.", source: "gfs2_clear_beyond_eof()" },
  (s, p) => implies(s.result.returned, () => all(s.ghost.size_before, s.i_size, (cell) => contentAt(s, cell, p) !== "stale")),
);

/** A write into the block that holds the end of the file, one cell past it. */
const justPastTheEnd = writePath.initial((s, p) => {
  placeFile(s, 1, p);
  placeWrite(s, 2, 2, p.PAGE - 1);
  fill(s.user.pages, 0, p.USER_PAGES, "absent");
});

/** One user page is taken away; a fault brings it back. */
function evicting(kernel: Kernel, set: ParameterValues = {}): Model {
  const actors = [writePath.process("evictor", evictor, { daemon: true })];
  return gfs2Write(kernel, { set: { ...onePage, ...set }, initial: fewWrites, actors, properties: [noStaleReadable, noStaleLeft] });
}

/** Since 6.12.117 the cells between the end of the file and the write are cleared once more for the retry, and those before the end are not. */
function pastTheEnd(kernel: Kernel): Model {
  const actors = [writePath.process("evictor", evictor, { daemon: true })];
  return gfs2Write(kernel, { set: onePage, initial: justPastTheEnd, actors, properties: [noStaleLeft, noStaleBeyondOldEnd] });
}

/** One user page is taken away for good. */
function unmapping(kernel: Kernel): Model {
  const actors = [writePath.process("munmap", unmapper, { daemon: true })];
  return gfs2Write(kernel, { set: onePage, initial: fewWrites, actors, properties: [noStaleAfterFailure] });
}

const proposed = (kernel: Kernel): Kernel => apply(kernel, startRoundedDown);

export const b03 = defineCheck({
  id: "open/b03",
  title: "gfs2 frees what a write allocated in vain, also if a user page vanishes between fault-in and copy (one page, one eviction)",
  by: "fs/gfs2/bmap.c, the comment above the clean-up in gfs2_iomap_end()",
  refutedBy: "a cell of the file that reads as what somebody else once wrote to the disk",
  expect: "violated",
  // only the writes past the end of the file have something to clear there
  unreached: [...mappingStaysValid, ...gfs2MappingsAreUsed, "**/gfs2_clear_beyond_eof.*"],
  runs: [
    { name: "6.1.192, page = block", expect: "violated", model: evicting(v6_1_192) },
    { name: "6.1.192, page = 2 blocks", expect: "violated", model: evicting(v6_1_192, { BLOCK: 2 }) },
    { name: "6.12.117", expect: "violated", model: evicting(v6_12_117) },
    { name: "6.13", expect: "violated", model: evicting(v6_13) },
    { name: "6.1.192, init_on_alloc=1, which does not hide it", expect: "violated", model: evicting(v6_1_192, { INIT_ON_ALLOC: true }) },
    { name: "6.1.192, a write that fails", expect: "violated", model: unmapping(v6_1_192) },
    { name: "6.1.192, past the end of the file", expect: "violated", model: pastTheEnd(v6_1_192) },
    {
      name: "6.12.117, past the end of the file: not beyond it",
      expect: "violated",
      properties: { [noStaleLeft.name]: "violated", [noStaleBeyondOldEnd.name]: "holds" },
      model: pastTheEnd(v6_12_117),
    },
    { name: "start rounded down, 6.1.192, page = block", role: "contrast", expect: "holds", model: evicting(proposed(v6_1_192)) },
    { name: "start rounded down, 6.1.192, page = 2 blocks", role: "contrast", expect: "holds", model: evicting(proposed(v6_1_192), { BLOCK: 2 }) },
    { name: "start rounded down, 6.13", role: "contrast", expect: "holds", model: evicting(proposed(v6_13)) },
    { name: "start rounded down, a write that fails", role: "contrast", expect: "holds", model: unmapping(proposed(v6_1_192)) },
  ],
  mutant: { patch: startRoundedDown, turns: "holds" },
});
