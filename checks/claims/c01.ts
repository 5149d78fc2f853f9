import { gfs2FileBufferedWriteClipped, gfs2FileBufferedWriteFaulting } from "../../spec/gfs2/gfs2-file-buffered-write-demotable.js";
import { tellingWrite } from "../../spec/initial.js";
import { v5_17 } from "../../spec/kernels.js";
import { copiesAreWhole, gfs2MappingsAreUsed } from "../../spec/known-unreached.js";
import { noStaleLeft } from "../../spec/properties/index.js";
import { gfs2Write } from "../../spec/workbench.js";
import { apply, defineCheck, patch } from "../../src/language/index.js";

/** The experiment that was reported: the iomap write of gfs2 without pagefault_disable() around it. */
const faultsEnabled = patch("faults-enabled", {
  title: "gfs2_file_buffered_write(): leave page faults enabled around the iomap write",
  source: "Andreas Gruenbacher, 28 April 2022: an experiment, not a fix",
  links: [gfs2FileBufferedWriteFaulting],
});

const faultsDisabledAgain = patch("faults-disabled", { title: "page faults disabled again, as in 5.17", links: [gfs2FileBufferedWriteClipped] });

const question = { initial: tellingWrite, properties: [noStaleLeft] };

export const c01 = defineCheck({
  id: "claims/c01",
  title: "With page faults enabled around gfs2's iomap write no stale data is left (valid user pages, no evictions)",
  by: "Andreas Gruenbacher, 28 April 2022",
  refutedBy: "a write with page faults enabled after which a block of the file reads as somebody else's old content",
  expect: "holds",
  // with page faults enabled no attempt falls short
  unreached: [...copiesAreWhole, ...gfs2MappingsAreUsed, "writer.fault_in", "writer.disallow_demote"],
  runs: [
    { name: "5.17, page = block", role: "contrast", expect: "violated", model: gfs2Write(v5_17, question) },
    { name: "faults enabled, page = block", expect: "holds", model: gfs2Write(apply(v5_17, faultsEnabled), question) },
    { name: "faults enabled, page = 2 blocks", expect: "holds", model: gfs2Write(apply(v5_17, faultsEnabled), { ...question, set: { BLOCK: 2 } }) },
  ],
  mutant: { patch: faultsDisabledAgain, turns: "violated" },
});
