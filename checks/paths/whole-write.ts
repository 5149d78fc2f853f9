/**
 * A write of memory that is all there, or can be brought in, writes all of it, however many rounds, windows and short copies that takes. Everything else that is asked of a write
 * also holds of one that gives up early for no reason: it was mutants of the loops that showed it.
 */

import { tellingWrite } from "../../spec/initial.js";
import { v5_17, v5_18, v6_1_192, v6_13 } from "../../spec/kernels.js";
import {
  bufferCopiesAreWhole,
  copiesAreWhole,
  gfs2MappingsAreUsed,
  mappingStaysValid,
  xfsMappingsAreUsed,
  xfsReservationsAreUsed,
} from "../../spec/known-unreached.js";
import { validMemoryIsWrittenWhole } from "../../spec/properties/index.js";
import { ext2Write, gfs2Write, type Question, xfsWrite } from "../../spec/workbench.js";
import { defineCheck } from "../../src/language/index.js";

const undisturbed: Question = { initial: tellingWrite, properties: [validMemoryIsWrittenWhole] };
const twoBlocks: Question = { ...undisturbed, set: { BLOCK: 2 } };

export const wholeWrite = defineCheck({
  id: "paths/whole-write",
  title: "A write of valid memory that nobody takes away writes all of it",
  by: "write(2)",
  refutedBy: "a write that returns less than it was asked, or an error, although its memory is valid and stays there once it is brought in",
  expect: "holds",
  unreached: [
    ...copiesAreWhole,
    ...bufferCopiesAreWhole,
    ...mappingStaysValid,
    ...gfs2MappingsAreUsed,
    ...xfsMappingsAreUsed,
    ...xfsReservationsAreUsed,
    "writer.drop_glock",
  ],
  runs: [
    { name: "gfs2, 5.18, page = block", expect: "holds", model: gfs2Write(v5_18, undisturbed) },
    { name: "gfs2, 6.1.192, page = 2 blocks", expect: "holds", model: gfs2Write(v6_1_192, twoBlocks) },
    { name: "xfs, 5.17, page = block", expect: "holds", model: xfsWrite(v5_17, undisturbed) },
    { name: "xfs, 6.13, page = 2 blocks", expect: "holds", model: xfsWrite(v6_13, twoBlocks) },
    { name: "ext2, 5.17, page = block", expect: "holds", model: ext2Write(v5_17, undisturbed) },
  ],
});
