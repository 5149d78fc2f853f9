import { evictor } from "../../spec/actors/evictor.js";
import { gfs2FileBufferedWriteFaulting } from "../../spec/gfs2/gfs2-file-buffered-write-demotable.js";
import { tellingWrite } from "../../spec/initial.js";
import { v5_18 } from "../../spec/kernels.js";
import { contentAt } from "../../spec/page-cache/file.js";
import { gfs2Write } from "../../spec/workbench.js";
import { writePath } from "../../spec/write-path.js";
import { all, any, defineCheck, implies, patch } from "../../src/language/index.js";

/** gfs2's readers take the glock before they look, except for a first pass over what is cached; this asks about those that do. */
const noPartOfAWriteIsVisible = writePath.always(
  "whoever gets the glock sees all of a write or nothing of it",
  {
    about: "While a write is under way and its glock is free, either no cell of it is in the file yet, or all of them are.",
    source: 'fa5dfa645d85: "internal short writes … are not user visible"',
  },
  (s, p) =>
    implies(s.i_rwsem === "writer" && !s.result.returned && s.glock.writer.state === "none", () => {
      const end = s.request.pos + s.request.length;
      const some = any(s.request.pos, end, (cell) => contentAt(s, cell, p) === "new");
      return !some || all(s.request.pos, end, (cell) => contentAt(s, cell, p) === "new");
    }),
);

const returnsAllOfIt = writePath.always(
  "write(2) returns all that was asked",
  {
    about: "If every user page is valid, a write that came up short inside the kernel is carried on until it is complete.",
    source: "296abc0d91d8, fa5dfa645d85",
  },
  (s) => implies(s.result.returned, () => s.result.count === s.request.length),
);

const evicting = [writePath.process("evictor", evictor, { daemon: true })];
const partial = { initial: tellingWrite, set: { WRITE: 4 }, actors: evicting, properties: [noPartOfAWriteIsVisible] };

const keepsTheGlock = patch("keeps-the-glock", { title: "the glock is kept while user pages are faulted in", links: [gfs2FileBufferedWriteFaulting] });

export const c22 = defineCheck({
  id: "claims/c22",
  title: "Short writes inside gfs2 are not visible to users (one eviction)",
  by: "Andreas Gruenbacher, fa5dfa645d85, May 2022",
  refutedBy: "a reader that gets the glock between two attempts and finds one part of the write in the file",
  expect: "violated",
  runs: [
    { name: "readers, 5.18, page = block", expect: "violated", model: gfs2Write(v5_18, partial) },
    { name: "readers, 5.18, page = 2 blocks", expect: "violated", model: gfs2Write(v5_18, { ...partial, set: { WRITE: 4, BLOCK: 2 } }) },
    { name: "return values, 5.18", role: "contrast", expect: "holds", model: gfs2Write(v5_18, { ...partial, properties: [returnsAllOfIt] }) },
  ],
  mutant: { patch: keepsTheGlock, turns: "holds" },
});
