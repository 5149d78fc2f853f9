/**
 * iomap_write_end() used to drop what a short copy left in the page cache beyond the end of the file, whether the copy was accepted or not.
 * Since e1f453d4336d (6.10) that happens only if nothing was accepted, on the ground that a copy is accepted whole or not at all. But a
 * folio that is uptodate accepts a short copy; and, as iomap marks blocks uptodate before the copy (open/b07), that folio may be one that
 * holds what the page allocator left. A write that ends short, beyond the old end of the file, leaves that behind its last cell: past
 * i_size, in a page that a mapping shows whole, and that a later growth of the file may bring inside.
 *
 * Debian's 6.12.117, booted with init_on_alloc=0, shows it through mmap, and its 6.1.192, which trims, does not. Growing the file zeroed
 * the bytes there in all runs: truncate(2) and a later write clear what lies between the old end and the new data, which is not modelled.
 * No fix is known. Marking late (`spec/patches/late-uptodate.ts`) takes the garbage away at its source; proposed for this defect by itself:
 * trim after every short copy, as before (`spec/patches/trim-after-short-copy.ts`). That one leaves open/b07 as it is.
 */

import { chooseResidency, placeFile, placeWrite } from "../../spec/initial.js";
import { onePage } from "../../spec/initial-few.js";
import { v6_6, v6_10, v6_13 } from "../../spec/kernels.js";
import { copiesAreWhole, mappingStaysValid } from "../../spec/known-unreached.js";
import { isValid } from "../../spec/page-cache/cell.js";
import { contentAt, isCached } from "../../spec/page-cache/file.js";
import { lateUptodate, trimAfterShortCopy } from "../../spec/patches/index.js";
import { noGarbageLeft } from "../../spec/properties/index.js";
import { xfsWrite } from "../../spec/workbench.js";
import { writePath } from "../../spec/write-path.js";
import { all, apply, defineCheck, implies, type Kernel, type Model, type ParameterValues } from "../../src/language/index.js";

const nothingPastTheEnd = writePath.always(
  "no uninitialised memory is left past the end of the file",
  {
    about: "After write(2) has returned, an uptodate cell past i_size holds zero, or what a task has stored there through a mapping.",
    source: "e1f453d4336d (iomap: do some small logical cleanup in buffered write); seen on Debian's 6.12.117",
  },
  (s, p) => implies(s.result.returned, () => all(s.i_size, p.FILE, (cell) => !isCached(s, cell, p) || isValid(contentAt(s, cell, p)))),
);

/** A write of two cells or three, at the first or the second of a file of one cell or two, from two user pages in any state. */
const acrossTheEnd = writePath.initial((s, p, choose) => {
  placeFile(s, choose.number("i_size", 1, 2), p);
  placeWrite(s, choose.number("pos", 0, 1), choose.number("length", 2, 3), choose.number("user offset", p.PAGE - 2, p.PAGE - 1));
  chooseResidency(s, p, choose, true);
});

function asks(kernel: Kernel, set: ParameterValues = {}): Model {
  return xfsWrite(kernel, { set: { ...onePage, ...set }, initial: acrossTheEnd, properties: [nothingPastTheEnd] });
}

/** What the proposed patch does not mend: the garbage inside of the file. */
function asksBoth(kernel: Kernel): Model {
  return xfsWrite(kernel, { set: onePage, initial: acrossTheEnd, properties: [nothingPastTheEnd, noGarbageLeft] });
}

export const b31 = defineCheck({
  id: "open/b31",
  title: "iomap leaves nothing behind the end of the file that is not the file's (xfs, one page)",
  by: "e1f453d4336d",
  refutedBy: "an uptodate cell past i_size that holds what the page's last owner left there",
  expect: "violated",
  unreached: [...copiesAreWhole, ...mappingStaysValid],
  runs: [
    { name: "6.13, page = block", expect: "violated", model: asks(v6_13) },
    { name: "6.13, page = 2 blocks", expect: "violated", model: asks(v6_13, { BLOCK: 2 }) },
    { name: "6.10", expect: "violated", model: asks(v6_10) },
    { name: "6.6, which trims", role: "contrast", expect: "holds", model: asks(v6_6) },
    { name: "init_on_alloc=1 hides it", role: "contrast", expect: "holds", model: asks(v6_13, { INIT_ON_ALLOC: true }) },
    { name: "trim after every short copy, page = block", role: "contrast", expect: "holds", model: asks(apply(v6_13, trimAfterShortCopy)) },
    { name: "trim after every short copy, page = 2 blocks", role: "contrast", expect: "holds", model: asks(apply(v6_13, trimAfterShortCopy), { BLOCK: 2 }) },
    { name: "late marking", role: "contrast", expect: "holds", model: asks(apply(v6_13, lateUptodate)) },
    {
      name: "trim after every short copy: not inside of the file",
      role: "contrast",
      expect: "violated",
      properties: { [nothingPastTheEnd.name]: "holds", [noGarbageLeft.name]: "violated" },
      model: asksBoth(apply(v6_13, trimAfterShortCopy)),
    },
  ],
  mutant: { patch: trimAfterShortCopy, turns: "holds" },
});
