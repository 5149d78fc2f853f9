/**
 * write_end compares `pos + copied` with i_size even when nothing was accepted. A write that begins past the end of the file, and
 * whose first copy is rejected or copies nothing, therefore moves the end of the file to where it begins; and if it then fails for
 * good, it has returned EFAULT and made the file longer. As long as the user's memory was probed before write_begin, that took a page
 * that vanished in between. Without the probe it takes only a bad pointer.
 */

import { unmapper } from "../../spec/actors/evictor.js";
import { posted2025, v5_17, v6_13, v6_15 } from "../../spec/kernels.js";
import { mappingStaysValid } from "../../spec/known-unreached.js";
import { iSizeIsAsWritten } from "../../spec/properties/index.js";
import { ext2Write, xfsWrite } from "../../spec/workbench.js";
import { writePath } from "../../spec/write-path.js";
import { defineCheck } from "../../src/language/index.js";

const question = { properties: [iSizeIsAsWritten] };
const unmapping = { ...question, set: { WRITE: 2 }, actors: [writePath.process("munmap", unmapper, { daemon: true })] };

export const iSize = defineCheck({
  id: "paths/i-size",
  title: "A write that fails leaves i_size alone, also in the kernels that fault in only after a copy of nothing",
  by: "write(2)",
  refutedBy: "a write that returns EFAULT and after which the file is longer",
  expect: "violated",
  unreached: [...mappingStaysValid],
  runs: [
    { name: "ext2, 6.15", expect: "violated", model: ext2Write(v6_15, question) },
    { name: "xfs, posted in 2025", expect: "violated", model: xfsWrite(posted2025, question) },
    { name: "probe first, ext2, 5.17", role: "contrast", expect: "holds", model: ext2Write(v5_17, question) },
    { name: "probe first, xfs, 6.13", role: "contrast", expect: "holds", model: xfsWrite(v6_13, question) },
    { name: "probe first, and munmap, ext2, 5.17", role: "contrast", expect: "violated", model: ext2Write(v5_17, unmapping) },
  ],
});
