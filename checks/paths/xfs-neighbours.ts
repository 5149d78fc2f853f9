/**
 * A write to xfs beside those who look at the same pages without its locks: readers, mappings, writeback, truncation. It keeps its
 * promises if the mapping that it holds is validated under the folio lock, and if its clean-up asks the page cache what is in use (both
 * 6.2). Before that, both ways of losing data are there.
 */

import { mmapReader } from "../../spec/actors/mmap-reader.js";
import { mmapWriter } from "../../spec/actors/mmap-writer.js";
import { punchHole } from "../../spec/actors/punch-hole.js";
import { filemapRead, xfsFileBufferedRead } from "../../spec/actors/reader.js";
import { reclaim } from "../../spec/actors/reclaim.js";
import { truncate } from "../../spec/actors/truncate.js";
import { writeback } from "../../spec/actors/writeback.js";
import { overEarlierWrite } from "../../spec/initial-earlier.js";
import { fewWrites, onePage } from "../../spec/initial-few.js";
import { iomapWriteBegin } from "../../spec/iomap/iomap-write-begin.js";
import { v5_19, v6_2, v6_13 } from "../../spec/kernels.js";
import { copiesAreWhole, mappingStaysValid, xfsMappingsAreUsed } from "../../spec/known-unreached.js";
import { NONE } from "../../spec/page-cache/bounds.js";
import { endBlockKept, lateUptodate } from "../../spec/patches/index.js";
import {
  cacheAndDiskAgree,
  cleanUpFreesItsOwn,
  dirtyImpliesBacked,
  iSizeCoversData,
  noBlockLeftBehind,
  readersAreShownValidData,
  restIsUntouched,
  writePathProperties,
} from "../../spec/properties/index.js";
import { xfsWrite } from "../../spec/workbench.js";
import { writePath } from "../../spec/write-path.js";
import { all, apply, defineCheck, implies, type Kernel, type Model, type Process, type Property, patch } from "../../src/language/index.js";

const reader = [writePath.process("reader", filemapRead)];
const lockedReader = [writePath.process("reader", xfsFileBufferedRead)];
const load = [writePath.process("mmap-reader", mmapReader)];
const store = [writePath.process("mmap-writer", mmapWriter)];
const toDisk = [writePath.process("writeback", writeback, { daemon: true }), writePath.process("reclaim", reclaim, { daemon: true })];

const truncation = [...toDisk, writePath.process("truncate", truncate)];
const punchedHole = [...toDisk, writePath.process("punch-hole", punchHole)];

/** What other file systems do not promise. */
const readersWait = writePath.always(
  "a reader that fills a page waits for a write that is under way",
  { about: "While write(2) holds i_rwsem, no read(2) of the file has a folio locked.", source: "xfs_file_buffered_read(): xfs_ilock(XFS_IOLOCK_SHARED)" },
  (s, p) => implies(s.i_rwsem === "writer", () => all(0, p.FOLIOS, (folio) => s.folios[folio].lock !== "reader")),
);

/** Readers excepted, who may have looked at i_size before it shrank: they do not run beside a truncation here. */
const nothingPastTheEnd = writePath.always(
  "no page past the end of the file is cached",
  {
    about: "While nobody holds i_rwsem, no page that lies wholly past i_size is in the page cache: it would come back if the file grew.",
    source: "truncate_pagecache()",
  },
  (s, p) => all(0, p.PAGES, (page) => implies(s.i_rwsem === "nobody" && page * p.PAGE >= s.i_size, () => s.page_cache[page] === NONE)),
);

const properties = [...writePathProperties, readersAreShownValidData, cacheAndDiskAgree];

function beside(kernel: Kernel, actors: readonly Process[], BLOCK: number, more: readonly Property[] = []): Model {
  return xfsWrite(apply(kernel, lateUptodate), { set: { ...onePage, BLOCK }, initial: fewWrites, actors, properties: [...properties, ...more] });
}

function overEarlier(kernel: Kernel): Model {
  const set = { PAGES: 2, FOLIOS: 2, WRITE: 2, USER_PAGES: 1 };
  return xfsWrite(apply(kernel, lateUptodate), { set, initial: overEarlierWrite, actors: toDisk, properties });
}

const unvalidated = patch("unvalidated", { title: "iomap_write_begin() trusts the mapping that it holds, as up to 6.1", links: [iomapWriteBegin] });

export const xfsNeighbours = defineCheck({
  id: "paths/xfs-neighbours",
  title: "A write to xfs keeps every property beside readers, mappings, writeback and truncation (6.2 and later, marked uptodate late)",
  by: "d7b64041164c and f43dc4dc3eff (6.2)",
  refutedBy: "any property of spec/properties that fails beside one of them, although the mapping is validated",
  expect: "holds",
  // the write over an earlier write allocates nothing, so nothing of it is cleaned up; its pages are whole
  unreached: [
    ...copiesAreWhole,
    ...mappingStaysValid,
    ...xfsMappingsAreUsed,
    "**/iomap_end.lock",
    "**/iomap_end.scan",
    "**/iomap_write_end.size",
    "writeback.zero_user_segment",
  ],
  // the write over an earlier write neither grows the file nor fails
  vacuous: [cleanUpFreesItsOwn.name, iSizeCoversData.name, noBlockLeftBehind.name],
  runs: [
    { name: "a reader, 6.2, page = block", expect: "holds", model: beside(v6_2, reader, 4) },
    { name: "a reader, 6.2, page = 2 blocks", expect: "holds", model: beside(v6_2, reader, 2) },
    { name: "a reader that takes i_rwsem, 6.2, page = 2 blocks", expect: "holds", model: beside(v6_2, lockedReader, 2, [readersWait]) },
    { name: "a load through a mapping, 6.2, page = 2 blocks", expect: "holds", model: beside(v6_2, load, 2) },
    // in the block that holds the end of the file it would be lost: open/end-block
    { name: "a store through a mapping, 6.2, page = block", expect: "holds", model: beside(apply(v6_2, endBlockKept), store, 4) },
    { name: "a store through a mapping, 6.13, page = 2 blocks", expect: "holds", model: beside(v6_13, store, 2) },
    { name: "writeback and reclaim, 6.2, page = block", expect: "holds", model: beside(v6_2, toDisk, 4) },
    { name: "writeback and reclaim, 6.13, page = 2 blocks", expect: "holds", model: beside(v6_13, toDisk, 2) },
    { name: "a truncation, writeback and reclaim, 6.2, page = 2 blocks", expect: "holds", model: beside(v6_2, truncation, 2, [nothingPastTheEnd]) },
    { name: "a punched hole, writeback and reclaim, 6.2, page = 2 blocks", expect: "holds", model: beside(v6_2, punchedHole, 2) },
    { name: "writeback and reclaim of an earlier write, 6.2, two pages", expect: "holds", model: overEarlier(v6_2) },
    {
      name: "the same, not validated, 5.19",
      role: "contrast",
      expect: "violated",
      properties: { [restIsUntouched.name]: "violated" },
      model: overEarlier(v5_19),
    },
    {
      name: "a store through a mapping, and a clean-up that does not ask, 5.19",
      role: "contrast",
      expect: "violated",
      properties: { [dirtyImpliesBacked.name]: "violated", [cleanUpFreesItsOwn.name]: "violated" },
      model: beside(v5_19, store, 4),
    },
  ],
  mutant: { patch: unvalidated, turns: "violated" },
});
