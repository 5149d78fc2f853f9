import { v5_14, v5_17 } from "../../spec/kernels.js";
import { bufferCopiesAreWhole } from "../../spec/known-unreached.js";
import { genericPerformWriteAllOrEfault } from "../../spec/vfs/generic-perform-write.js";
import { ext2Write } from "../../spec/workbench.js";
import { writePath } from "../../spec/write-path.js";
import { defineCheck, patch } from "../../src/language/index.js";

const attemptsMoreThanFaultedIn = writePath.sometimes(
  "a write is begun for more than can be copied",
  {
    about: "write_begin() is called for a range of which the fault-in has just reported a part as missing.",
    source: 'Linus Torvalds, 2 May 2022: "generic_perform_write() … has the same exact pattern"',
  },
  (s) => s.ghost.overreached,
);

const question = { properties: [attemptsMoreThanFaultedIn] };

const anyResidue = patch("any-residue", { title: "give up on any residue, as before 5.16", links: [genericPerformWriteAllOrEfault] });

export const c08 = defineCheck({
  id: "claims/c08",
  title: "generic_perform_write() has the same pattern: it, too, attempts more than was faulted in",
  by: "Linus Torvalds, 2 May 2022",
  refutedBy: "no write of generic_perform_write() is ever begun for more than was faulted in",
  expect: "holds",
  unreached: [...bufferCopiesAreWhole],
  runs: [
    { name: "ext2, 5.17, page = block", expect: "holds", model: ext2Write(v5_17, question) },
    { name: "ext2, 5.17, page = 2 blocks", expect: "holds", model: ext2Write(v5_17, { ...question, set: { BLOCK: 2 } }) },
    { name: "before, ext2, 5.14", role: "contrast", expect: "violated", model: ext2Write(v5_14, question) },
  ],
  mutant: { patch: anyResidue, turns: "violated" },
});
