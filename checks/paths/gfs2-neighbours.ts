/**
 * A write to gfs2 beside those who take the inode's glock, or look without it: a reader, a mapping, another node. Blocks are marked
 * uptodate late and freed from their start; what goes wrong without is in open/b03 and open/b07.
 *
 * A mapping and another node together show one thing more, with or without a write: gfs2_page_mkwrite() lets the glock go before it
 * marks the page dirty, so that the other node finds nothing to be written back, and reads the blocks as their last owner left them.
 */

import { evictor } from "../../spec/actors/evictor.js";
import { anotherNode } from "../../spec/gfs2/another-node.js";
import { gfs2_file_read_iter } from "../../spec/gfs2/gfs2-file-read-iter.js";
import { gfs2MmapUser } from "../../spec/gfs2/gfs2-mmap-user.js";
import { gfs2GlockNqDequeues } from "../../spec/gfs2/glock.js";
import { placeFile, placeWrite } from "../../spec/initial.js";
import { fewWrites, onePage } from "../../spec/initial-few.js";
import { v5_17, v6_1_192 } from "../../spec/kernels.js";
import { copiesAreWhole, faultsAreInside, gfs2MappingsAreUsed, mappingStaysValid } from "../../spec/known-unreached.js";
import { lateUptodate, mkwriteDirtyUnderGlock, startRoundedDown } from "../../spec/patches/index.js";
import {
  cacheAndDiskAgree,
  cleanUpFreesItsOwn,
  exclusiveGlockIsAlone,
  iSizeCoversData,
  readersAreShownValidData,
  remoteGlockIsAlone,
  writePathProperties,
} from "../../spec/properties/index.js";
import { gfs2Write } from "../../spec/workbench.js";
import { writePath } from "../../spec/write-path.js";
import { apply, defineCheck, type Kernel, type Model, type Process, patch } from "../../src/language/index.js";

const eviction = writePath.process("evictor", evictor, { daemon: true });
const reader = writePath.process("reader", gfs2_file_read_iter);
const mapping = writePath.process("faulter", gfs2MmapUser);
const node = writePath.process("remote", anotherNode, { daemon: true });

const properties = [...writePathProperties, readersAreShownValidData, cacheAndDiskAgree, exclusiveGlockIsAlone, remoteGlockIsAlone];

const repaired = apply(apply(v6_1_192, lateUptodate), startRoundedDown);

function beside(actors: readonly Process[], BLOCK: number): Model {
  return gfs2Write(repaired, { set: { ...onePage, BLOCK }, initial: fewWrites, actors, properties });
}

/** A write of one cell into a page of holes, so that a mapping and another node can be there at once. */
const oneCell = writePath.initial((s, p) => {
  placeFile(s, p.FILE, p);
  placeWrite(s, 0, 1, 0);
});

function besideBoth(kernel: Kernel): Model {
  const set = { PAGES: 1, FOLIOS: 1, WRITE: 1, USER_PAGES: 1 };
  return gfs2Write(kernel, { set, initial: oneCell, actors: [mapping, node], properties });
}

const grantsAtOnce = patch("grants-at-once", {
  title: "do_promote() grants whatever is asked, without may_grant()",
  hunks: [
    writePath.hunk(gfs2GlockNqDequeues, {
      steps: {
        do_promote(s, me) {
          if (me.who === "writer") s.glock.writer.state = "holding";
          if (me.who === "reader") s.glock.reader.state = "holding";
          if (me.who === "faulter") s.glock.faulter.state = "holding";
          s.glock.cached = "EX";
          return "held";
        },
      },
    }),
  ],
});

export const gfs2Neighbours = defineCheck({
  id: "paths/gfs2-neighbours",
  title: "A write to gfs2 keeps every property beside a reader, a mapping or another node (6.1.192, with its open defects put right)",
  by: "behaviour.md §4; 0befb8511e6a",
  refutedBy: "any property of spec/properties that fails beside one of them, although the defects are put right",
  expect: "holds",
  // each neighbour brings the writer to other steps: a write of one cell does not grow the file, and only another node takes a page away from under a fault
  unreached: [
    ...copiesAreWhole,
    ...mappingStaysValid,
    ...gfs2MappingsAreUsed,
    ...faultsAreInside,
    "writer.drop_glock",
    "faulter/*.unlock_nopage",
    "**/iomap_write_end.size",
    "reader/filemap_read.filemap_update_page",
  ],
  // each neighbour puts its own to the test: the evictor the clean-up, the other node the glock
  vacuous: [cleanUpFreesItsOwn.name, iSizeCoversData.name, remoteGlockIsAlone.name],
  runs: [
    { name: "a reader and one eviction, page = block", expect: "holds", model: beside([eviction, reader], 4) },
    { name: "a reader and one eviction, page = 2 blocks", expect: "holds", model: beside([eviction, reader], 2) },
    { name: "a mapping, page = block", expect: "holds", model: beside([mapping], 4) },
    { name: "a mapping, page = 2 blocks", expect: "holds", model: beside([mapping], 2) },
    { name: "another node and one eviction, page = block", expect: "holds", model: beside([eviction, node], 4) },
    { name: "another node and one eviction, page = 2 blocks", expect: "holds", model: beside([eviction, node], 2) },
    { name: "a mapping and another node, page dirty under the glock", expect: "holds", model: besideBoth(apply(repaired, mkwriteDirtyUnderGlock)) },
    {
      name: "a mapping and another node, gfs2_page_mkwrite() as it is",
      role: "contrast",
      expect: "violated",
      properties: { [readersAreShownValidData.name]: "violated", [exclusiveGlockIsAlone.name]: "holds", [remoteGlockIsAlone.name]: "holds" },
      model: besideBoth(repaired),
    },
    {
      name: "a reader, and a weak holder that is not dequeued, 5.17",
      role: "contrast",
      expect: "violated",
      model: gfs2Write(v5_17, { set: onePage, initial: fewWrites, actors: [reader], properties: [exclusiveGlockIsAlone] }),
    },
  ],
  mutant: { patch: grantsAtOnce, turns: "violated" },
});
