import { gfs2FileBufferedWriteClipped } from "../../spec/gfs2/gfs2-file-buffered-write-demotable.js";
import { v5_17 } from "../../spec/kernels.js";
import { generic_perform_write } from "../../spec/vfs/generic-perform-write.js";
import { gfs2Write } from "../../spec/workbench.js";
import { writePath } from "../../spec/write-path.js";
import { defineCheck, patch, type StructuralFinding, type Structure } from "../../src/language/index.js";

/** The functions that the writer can come to, call by call. */
function onlyIomap({ steps }: Structure): StructuralFinding {
  const functions = [...new Set(steps.filter(({ process }) => process === "writer").map((step) => step.function))];
  return {
    holds: functions.includes("iomap_write_iter") && !functions.includes("generic_perform_write"),
    evidence: [`gfs2_file_buffered_write() reaches ${functions.join("(), ")}()`],
  };
}

const genericInstead = patch("generic-instead", {
  title: "gfs2 as it was before 4.19, through generic_perform_write()",
  links: [
    writePath.machine(generic_perform_write, { source: "whatever it does is not asked here", steps: { write: () => "done" } }),
    writePath.variant(gfs2FileBufferedWriteClipped, "through generic_perform_write()", {
      calls: {
        iomap_file_buffered_write: {
          to: generic_perform_write,
          with: (s, me) => ({ pos: s.request.pos + me.written }),
          on: {
            done: (s, me, out) => {
              s.pagefault_disabled = false;
              me.written += out.written;
              return "out_unlock";
            },
          },
        },
      },
    }),
  ],
});

export const c09 = defineCheck({
  id: "claims/c09",
  title: "gfs2 uses only iomap_write_iter() for buffered writes",
  by: 'Linus Torvalds, 2 May 2022: "gfs2 only uses the iomap_write_iter() case, I think"',
  refutedBy: "a call path from gfs2_file_buffered_write() to generic_perform_write()",
  expect: "holds",
  runs: [{ name: "gfs2, 5.17", expect: "holds", model: gfs2Write(v5_17), decide: onlyIomap }],
  mutant: { patch: genericInstead, turns: "violated" },
});
