/**
 * gfs2 writes what is in memory, and faults in the rest, for which its holder of the glock is weak. If another node asks for the glock in
 * that moment the holder is dequeued. A write that had got nowhere took the glock again; one that had got somewhere returned what it had:
 * a short count to a program whose memory is all there.
 *
 * A write of two user pages, of which the second is absent; another node that reads or writes the file.
 */
import { beforeAndAfter } from "../../spec/before-and-after.js";
import { anotherNode } from "../../spec/gfs2/another-node.js";
import { placeFile, placeWrite } from "../../spec/initial.js";
import { v5_17, v5_18_rc5 } from "../../spec/kernels.js";
import { copiesAreWhole, fileDoesNotGrow, gfs2MappingsAreUsed } from "../../spec/known-unreached.js";
import { shortForAReason } from "../../spec/properties/short-for-a-reason.js";
import { gfs2Write } from "../../spec/workbench.js";
import { writePath } from "../../spec/write-path.js";
import { defineCheck, type Kernel, type Model } from "../../src/language/index.js";

const secondPageAbsent = writePath.initial((s, p, choose) => {
  placeFile(s, p.FILE, p);
  placeWrite(s, 0, 2, p.PAGE - 1);
  s.user.pages[1] = choose.oneOf("second user page", ["absent", "invalid"]);
});

const asks = (kernel: Kernel): Model =>
  gfs2Write(kernel, {
    set: { PAGES: 1, FOLIOS: 1, WRITE: 2, USER_PAGES: 2 },
    initial: secondPageAbsent,
    actors: [writePath.process("remote", anotherNode, { daemon: true })],
    properties: [shortForAReason],
  });

export const b05 = defineCheck({
  id: "bugs/b05",
  title: "A write to gfs2 comes back short only from memory that cannot be read",
  by: "296abc0d91d8 (gfs2: No short reads or writes upon glock contention); 5.16 to 5.18-rc4",
  refutedBy: "a short count, although every page of the buffer can be had",
  expect: "violated",
  unreached: [...copiesAreWhole, ...fileDoesNotGrow, ...gfs2MappingsAreUsed],
  runs: beforeAndAfter(asks, { before: v5_17, after: v5_18_rc5 }),
});
