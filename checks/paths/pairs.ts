/**
 * A write to xfs beside two readers and two evictors at once: what each of a pair does alone is asked in xfs-neighbours, here they come between one another's steps, too. They are
 * declared copies, so `--reduce symmetry` stores one state of the two that differ in which reader is which.
 */

import { evictor } from "../../spec/actors/evictor.js";
import { filemapRead } from "../../spec/actors/reader.js";
import { fewWrites, onePage } from "../../spec/initial-few.js";
import { v6_2 } from "../../spec/kernels.js";
import { mappingStaysValid } from "../../spec/known-unreached.js";
import { lateUptodate } from "../../spec/patches/index.js";
import { cacheAndDiskAgree, readersAreShownValidData, writePathProperties } from "../../spec/properties/index.js";
import { xfsWrite } from "../../spec/workbench.js";
import { writePath } from "../../spec/write-path.js";
import { apply, copies, defineCheck } from "../../src/language/index.js";

const twoReaders = writePath.copies("reader", copies("reader", 2), filemapRead);
const twoEvictors = writePath.copies("evictor", copies("evictor", 2), evictor, { daemon: true });

export const pairs = defineCheck({
  id: "paths/pairs",
  title: "A write to xfs keeps every property beside two readers and two evictors (6.2, marked uptodate late)",
  by: "filemap_read() and reclaim take no lock that keeps others of their kind out",
  refutedBy: "any property of spec/properties that fails beside two of them, and holds beside one",
  expect: "holds",
  unreached: mappingStaysValid,
  runs: [
    {
      name: "two readers and two evictors, 6.2, page = block",
      expect: "holds",
      model: xfsWrite(apply(v6_2, lateUptodate), {
        set: { ...onePage, BLOCK: 4, EVICTIONS: 1 },
        initial: fewWrites,
        actors: [...twoReaders, ...twoEvictors],
        properties: [...writePathProperties, readersAreShownValidData, cacheAndDiskAgree],
      }),
    },
  ],
});
