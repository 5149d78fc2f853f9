/**
 * When afs was moved to netfs_write_begin(), its write_end lost the rule for short copies: it accepted whatever was copied, and asserted that the
 * page was uptodate. That held, because netfs had a defect of its own (b27): it marked a page uptodate that it had only zeroed. So nothing was
 * rejected, and where a page was to be overwritten as a whole, what was not copied became zeros. Neither of the two fixes does without the other:
 * with netfs alone put right the assertion fails, and with the rule alone there is no page that is not uptodate to apply it to.
 *
 * A write of a whole page over old data, from two user pages; the second goes away before the copy.
 */

import { unmapper } from "../../spec/actors/evictor.js";
import { afsWriteEnd, afsWriteEndAccepts } from "../../spec/afs/afs-write-end.js";
import { beforeAndAfter } from "../../spec/before-and-after.js";
import { placeWrite } from "../../spec/initial.js";
import { placeOnServer } from "../../spec/initial-on-server.js";
import { v5_13 } from "../../spec/kernels.js";
import { netfsWriteBegin, netfsWriteBeginClears } from "../../spec/netfs/netfs-write-begin.js";
import { restIsUntouched, shortCopyCommitsNothing } from "../../spec/properties/index.js";
import { vfsWrite } from "../../spec/workbench.js";
import { writePath } from "../../spec/write-path.js";
import { apply, defineCheck, type Kernel, kernel, type Model, patch } from "../../src/language/index.js";

/** A write of a page, or of all but its last cell, to a file of one page. */
const overOldData = writePath.initial((s, p, choose) => {
  placeOnServer(s, p.FILE, p);
  placeWrite(s, 0, choose.number("length", 3, p.PAGE), p.PAGE - 2);
  for (let page = 0; page < 2; page++) s.user.pages[page] = "resident";
});

const v5_13_rc1 = kernel("5.13-rc1", { about: "afs over netfs (3003bbd0697b)", after: v5_13, links: [netfsWriteBeginClears, afsWriteEndAccepts] });
const fix66e9c6a86b80 = patch("66e9c6a86b80", { title: "afs: Fix afs_write_end() to handle short writes", links: [afsWriteEnd] });
const fix827a746f405d = patch("827a746f405d", { title: "netfs: fix test for whether we can skip read when writing beyond EOF", links: [netfsWriteBegin] });
const withoutRule = apply(v5_13_rc1, fix827a746f405d);

const asks = (kernel: Kernel): Model =>
  vfsWrite(kernel, "afs", {
    set: { PAGES: 1, FOLIOS: 1, USER_PAGES: 2, WRITE: 4 },
    initial: overOldData,
    actors: [writePath.process("unmapper", unmapper, { daemon: true })],
    properties: [shortCopyCommitsNothing, restIsUntouched],
  });

export const b26 = defineCheck({
  id: "bugs/b26",
  title: "afs commits nothing of a short copy into a page that is not uptodate",
  by: "66e9c6a86b80 (afs: Fix afs_write_end() to handle short writes), after b9de313cf05f (ceph); 5.13-rc",
  refutedBy: "a short copy that is committed to a page that is not uptodate, or data of the file that is lost beyond what was written",
  expect: "violated",
  runs: [
    ...beforeAndAfter(asks, { before: withoutRule, after: apply(withoutRule, fix66e9c6a86b80) }),
    { name: "neither fix: 5.13-rc1 as it was", role: "contrast", expect: "violated", model: asks(v5_13_rc1) },
    { name: "with the rule alone", role: "contrast", expect: "violated", model: asks(apply(v5_13_rc1, fix66e9c6a86b80)) },
  ],
});
