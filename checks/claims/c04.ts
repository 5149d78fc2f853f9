import { v5_16_rc1, v5_17 } from "../../spec/kernels.js";
import { copiesAreWhole } from "../../spec/known-unreached.js";
import { linusClamp } from "../../spec/patches/index.js";
import { gfs2Write, xfsWrite } from "../../spec/workbench.js";
import { writePath } from "../../spec/write-path.js";
import { apply, defineCheck } from "../../src/language/index.js";

const attemptsMoreThanFaultedIn = writePath.sometimes(
  "a write is begun for more than can be copied",
  {
    about: "iomap_write_begin() is called for a range of which the fault-in has just reported a part as missing.",
    source: "Linus Torvalds, 2 May 2022: \"The code blithely goes on and tries to do the whole 'bytes' range _anyway_\"",
  },
  (s) => s.ghost.overreached,
);

const question = { properties: [attemptsMoreThanFaultedIn] };

export const c04 = defineCheck({
  id: "claims/c04",
  title: "When the fault-in succeeds in part, the code still attempts the whole range",
  by: "Linus Torvalds, 2 May 2022",
  refutedBy: "no write is ever begun for more than was faulted in",
  expect: "holds",
  unreached: [...copiesAreWhole],
  runs: [
    { name: "gfs2, 5.17, page = block", expect: "holds", model: gfs2Write(v5_17, question) },
    { name: "xfs, 5.17, page = 2 blocks", expect: "holds", model: xfsWrite(v5_17, { ...question, set: { BLOCK: 2 } }) },
    { name: "any residue ends it, gfs2, 5.16-rc1", role: "contrast", expect: "violated", model: gfs2Write(v5_16_rc1, question) },
    { name: "with Linus's clamp, gfs2, 5.17", role: "contrast", expect: "violated", model: gfs2Write(apply(v5_17, linusClamp), question) },
  ],
  mutant: { patch: linusClamp, turns: "violated" },
});
