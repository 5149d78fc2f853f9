import { evictor } from "../../spec/actors/evictor.js";
import { gfs2FileBufferedWriteResumes } from "../../spec/gfs2/gfs2-file-buffered-write-demotable.js";
import { tellingWrite } from "../../spec/initial.js";
import { v5_18, v5_18_prefault } from "../../spec/kernels.js";
import { copiesAreWhole, gfs2MappingsAreUsed } from "../../spec/known-unreached.js";
import { d031a8866e70 } from "../../spec/patches/index.js";
import { noStaleLeft } from "../../spec/properties/index.js";
import { gfs2Write } from "../../spec/workbench.js";
import { writePath } from "../../spec/write-path.js";
import { apply, defineCheck, patch } from "../../src/language/index.js";

const prefaulting = apply(v5_18_prefault, d031a8866e70);
const question = { initial: tellingWrite, properties: [noStaleLeft] };
const withEvictor = { ...question, set: { WRITE: 3 }, actors: [writePath.process("evictor", evictor, { daemon: true })] };

const noPrefault = patch("no-prefault", { title: "nothing is faulted in before the first attempt", links: [gfs2FileBufferedWriteResumes] });

export const c21 = defineCheck({
  id: "claims/c21",
  title: "Prefaulting hides what gfs2_iomap_end() leaves behind, as long as no user page vanishes between fault-in and copy",
  by: 'the thread, May 2022: "prefaulting will probably hide whatever is wrong"',
  refutedBy: "stale data after a prefaulted write without an eviction",
  expect: "holds",
  // in 5.18, without an eviction, the first attempt is the last
  unreached: [...copiesAreWhole, ...gfs2MappingsAreUsed, "writer.drop_glock"],
  runs: [
    { name: "d031a8866e70 + prefault, page = block", expect: "holds", model: gfs2Write(prefaulting, question) },
    { name: "d031a8866e70 + prefault, page = 2 blocks", expect: "holds", model: gfs2Write(prefaulting, { ...question, set: { BLOCK: 2 } }) },
    { name: "5.18, page = block", expect: "holds", model: gfs2Write(v5_18, question) },
    { name: "d031a8866e70 + prefault, one eviction", role: "contrast", expect: "violated", model: gfs2Write(prefaulting, withEvictor) },
    { name: "5.18, one eviction", role: "contrast", expect: "violated", model: gfs2Write(v5_18, withEvictor) },
  ],
  mutant: { patch: noPrefault, turns: "violated" },
});
