/**
 * copy_page_from_iter_atomic() owes at least one cell if the first can be read. On arm64, until 295cf156231c, a copy that met a fault
 * in the middle came back with nothing: the fault-in has one cell to offer, the copy has none, and nothing shrinks what is asked.
 * (There the fault was one of a tag within a page. Here it is that of a page which cannot be had; the loop is the same.)
 */
import { noteShortCopy, placeCells } from "../../spec/iomap/iomap-write-iter.js";
import { v5_17 } from "../../spec/kernels.js";
import { residentPrefix } from "../../spec/page-cache/user-buffer.js";
import { progressRuns } from "../../spec/progress.js";
import { genericPerformWrite } from "../../spec/vfs/generic-perform-write.js";
import { ext2Write } from "../../spec/workbench.js";
import { writePath } from "../../spec/write-path.js";
import { apply, defineCheck, patch } from "../../src/language/index.js";

const allOrNothing = patch("premature-usercopy-failure", {
  title: "a copy that meets a fault gives nothing, as on arm64 before 295cf156231c",
  links: [
    writePath.variant(genericPerformWrite, "5.16, premature usercopy failure", {
      steps: {
        copy(s, me, p) {
          me.copied = residentPrefix(s.user, s.iov.position, me.bytes, p) === me.bytes ? me.bytes : 0;
          placeCells(s, me.folio, me.pos, me.copied, p);
          noteShortCopy(s, me.copied, me.bytes);
          return "write_end";
        },
      },
    }),
  ],
});

export const b29 = defineCheck({
  id: "progress/b29",
  title: "A write returns although a copy gives nothing as soon as it meets a fault",
  by: "295cf156231c (arm64: Avoid premature usercopy failure)",
  refutedBy: "a write that goes round for ever, left in peace",
  expect: "violated",
  runs: [
    ...progressRuns(ext2Write, "generic_perform_write.again", "more than that", [apply(v5_17, allOrNothing)]).map((run) => ({
      ...run,
      name: "5.17 + premature-usercopy-failure",
      role: "claim" as const,
    })),
    ...progressRuns(ext2Write, "generic_perform_write.again", "luck", [v5_17]).map((run) => ({ ...run, role: "contrast" as const })),
  ],
});
