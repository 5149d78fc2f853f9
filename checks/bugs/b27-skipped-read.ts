/**
 * A write need not read the rest of its page from the server if there is nothing there. netfs took a write that begins at or past the end of the file
 * for such a one, though the page may hold the file's last data: it was zeroed, and written back so. It also marked the page uptodate as soon as it
 * was zeroed, before the user's data was in it: a reader was shown zeros where there was, and would be, data.
 *
 * A write to a file of less than a page, on afs; its write_end has the rule for short copies already (66e9c6a86b80, b26).
 */

import { afsWriteEnd } from "../../spec/afs/afs-write-end.js";
import { beforeAndAfter } from "../../spec/before-and-after.js";
import { placeWrite } from "../../spec/initial.js";
import { placeOnServer } from "../../spec/initial-on-server.js";
import { v5_13 } from "../../spec/kernels.js";
import { netfsWriteBegin, netfsWriteBeginClears } from "../../spec/netfs/netfs-write-begin.js";
import { restIsUntouched } from "../../spec/properties/index.js";
import { vfsWrite } from "../../spec/workbench.js";
import { writePath } from "../../spec/write-path.js";
import { apply, defineCheck, type Kernel, kernel, type Model, patch, when } from "../../src/language/index.js";

/** A write of one or two cells anywhere in a page, to a file that has less than the page. */
const intoLastPage = writePath.initial((s, p, choose) => {
  placeOnServer(s, choose.number("i_size", 0, p.PAGE - 1), p);
  const pos = choose.number("pos", 0, p.PAGE - 1);
  const length = choose.number("length", 1, p.WRITE);
  when(pos + length <= p.PAGE);
  placeWrite(s, pos, length, 0);
  s.user.pages[0] = "resident";
});

const v5_13_rc = kernel("5.13-rc", { about: "afs over netfs, with the rule for short copies", after: v5_13, links: [netfsWriteBeginClears, afsWriteEnd] });
const fix827a746f405d = patch("827a746f405d", { title: "netfs: fix test for whether we can skip read when writing beyond EOF", links: [netfsWriteBegin] });

const asks = (kernel: Kernel): Model =>
  vfsWrite(kernel, "afs", { set: { PAGES: 1, FOLIOS: 1, USER_PAGES: 1, WRITE: 2 }, initial: intoLastPage, properties: [restIsUntouched] });

export const b27 = defineCheck({
  id: "bugs/b27",
  title: "A write past the end of the file leaves the data before it in the same page alone, on a network file system",
  by: "827a746f405d (netfs: fix test for whether we can skip read when writing beyond EOF); 5.13-rc, seen on ceph",
  refutedBy: "zeros where the file had data",
  expect: "violated",
  runs: beforeAndAfter(asks, { before: v5_13_rc, after: apply(v5_13_rc, fix827a746f405d) }),
});
