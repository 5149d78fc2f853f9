import { gfs2MmapUser } from "../../spec/gfs2/gfs2-mmap-user.js";
import { fixedWrite } from "../../spec/initial.js";
import { v5_16, v5_18, v6_1_192, v6_13 } from "../../spec/kernels.js";
import { copiesAreWhole, faultsAreInside, gfs2MappingsAreUsed, mappingStaysValid } from "../../spec/known-unreached.js";
import { gfs2Write } from "../../spec/workbench.js";
import { writePath } from "../../spec/write-path.js";
import { defineCheck, weaklyFair } from "../../src/language/index.js";

const text = {
  about: "i_rwsem, then the glock, then invalidate_lock, then the folio: nobody waits for ever.",
  source: "behaviour.md §4, 16",
  fairness: [weaklyFair({ process: "writer" }), weaklyFair({ process: "faulter" })],
};
const properties = [
  writePath.terminates("the writer gets its locks and returns", text, "writer"),
  writePath.terminates("the task with a mapping gets its locks and goes on", text, "faulter"),
];
const question = { initial: fixedWrite, actors: [writePath.process("faulter", gfs2MmapUser)], properties };

export const locks = defineCheck({
  id: "progress/locks",
  title: "A writer to gfs2 and a task that maps the file take their locks in an order, and both go on",
  by: "behaviour.md §4, 16: i_rwsem → glock → folio",
  refutedBy: "a task that waits for ever",
  expect: "holds",
  // nobody evicts, and the file does not grow
  unreached: [
    ...copiesAreWhole,
    ...gfs2MappingsAreUsed,
    ...mappingStaysValid,
    ...faultsAreInside,
    "writer.drop_glock",
    "faulter/*.unlock_nopage",
    "**/iomap_write_end.size",
  ],
  runs: [v5_16, v5_18, v6_1_192, v6_13].map((kernel) => ({ name: kernel.name, expect: "holds", model: gfs2Write(kernel, question) })),
});
