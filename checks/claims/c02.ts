import { faultInIovIterReadable } from "../../spec/iomap/fault-in.js";
import { iomapWriteIter, noteShortCopy, placeCells } from "../../spec/iomap/iomap-write-iter.js";
import { v5_17, v6_13 } from "../../spec/kernels.js";
import { chooseCopied } from "../../spec/page-cache/user-buffer.js";
import { gfs2Write, xfsWrite } from "../../spec/workbench.js";
import { writePath } from "../../spec/write-path.js";
import { defineCheck, patch, type StructuralFinding, type Structure } from "../../src/language/index.js";

/** A step that puts user data into a folio must not also be able to bring a user page in. */
function copiesWithFaultsOff({ steps }: Structure): StructuralFinding {
  const copies = steps.filter(({ calls }) => calls.includes("placeCells"));
  const faulting = copies.filter(({ calls, writes }) => calls.includes("faultIn") || writes.includes("user.pages[]"));
  return {
    holds: copies.length > 0 && faulting.length === 0,
    evidence: copies.map((step) => `${step.path}.${step.step} copies, and ${faulting.includes(step) ? "may serve a page fault" : "writes no residency"}`),
  };
}

/** The copy of 2.6.23 and before: it may sleep, and serve a fault while the folio is locked. */
const sleepingCopy = patch("sleeping-copy", {
  title: "copy with page faults on, as before 08291429cfa6",
  hunks: [
    writePath.hunk(iomapWriteIter, {
      steps: {
        copy(s, me, p, choose) {
          faultInIovIterReadable(s, me.bytes, p);
          me.copied = chooseCopied(s.user, s.iov.position, me.bytes, p, choose);
          placeCells(s, me.folio, me.pos, me.copied, p);
          noteShortCopy(s, me.copied, me.bytes);
          return "iomap_write_end";
        },
      },
    }),
  ],
});

export const c02 = defineCheck({
  id: "claims/c02",
  title: "The copy itself is always done with page faults off",
  by: 'Linus Torvalds, 2 May 2022: "that case has always done the copy from user space with page faults disabled"',
  refutedBy: "a step that copies user data into a folio and can bring a user page in",
  expect: "holds",
  runs: [
    { name: "gfs2, 5.17", expect: "holds", model: gfs2Write(v5_17), decide: copiesWithFaultsOff },
    { name: "xfs, 5.17", expect: "holds", model: xfsWrite(v5_17), decide: copiesWithFaultsOff },
    { name: "xfs, 6.13", role: "contrast", expect: "holds", model: xfsWrite(v6_13), decide: copiesWithFaultsOff },
  ],
  mutant: { patch: sleepingCopy, turns: "violated" },
});
