/**
 * What two patches change of how a write can end, and nothing else: the kernel without the patch beside the kernel with it. What happens before the writer lets go of
 * i_rwsem is each kernel's own affair, so that one may take other steps than the other.
 */
import { asReturned, asReturnedButFor } from "../../spec/contract/as-returned.js";
import { chooseResidency, placeFile, placeWrite, tellingWrite } from "../../spec/initial.js";
import { v5_17 } from "../../spec/kernels.js";
import { copiesAreWhole, gfs2MappingsAreUsed, xfsMappingsAreUsed } from "../../spec/known-unreached.js";
import { d031a8866e70, lateUptodate } from "../../spec/patches/index.js";
import { gfs2Write, type Question, xfsWrite } from "../../spec/workbench.js";
import { writePath } from "../../spec/write-path.js";
import { apply, defineCheck, type Mapping, type Model, type Run } from "../../src/language/index.js";

const beside = (name: string, model: Model, abstract: Model, expect: Run["expect"], through: Mapping = asReturned): Run => ({
  name,
  model,
  expect,
  refines: { abstract, through, abstractThrough: asReturned, ends: true },
});
const contrast = (run: Run): Run => ({ ...run, role: "contrast" });

/** Four cells, from two user pages, to a file without blocks. */
const intoHoles = writePath.initial((s, p, choose) => {
  placeFile(s, choose.number("i_size", 0, p.FILE), p);
  placeWrite(s, choose.number("pos", 0, p.PAGE - 1), 4, 1);
  chooseResidency(s, p, choose, true);
});

const pageIsBlock: Question = { set: { PAGES: 1, FOLIOS: 1, WRITE: 3, USER_PAGES: 2 }, properties: [] };
const twoBlocks: Question = { set: { BLOCK: 2, WRITE: 4, USER_PAGES: 2 }, initial: intoHoles, properties: [] };

const gfs2 = (question: Question): Model => gfs2Write(v5_17, question);
const freeing = (question: Question): Model => gfs2Write(apply(v5_17, d031a8866e70), question);

/** Where the page has two blocks, the last of them is dropped from the page cache with its block, and with what a short copy left uninitialised in it. */
export const d031 = defineCheck({
  id: "refinement/d031a8866e70",
  title: "d031a8866e70 changes how a write to gfs2 can end only where a cell was stale or uninitialised memory",
  by: "behaviour.md §1e",
  refutedBy: "an outcome of 5.17 without such a cell that 5.17 with the patch cannot have, for the same file, request and user buffer",
  expect: "holds",
  unreached: [...copiesAreWhole, ...gfs2MappingsAreUsed],
  runs: [
    beside("but for stale cells, page = block", gfs2(pageIsBlock), freeing(pageIsBlock), "holds", asReturnedButFor("stale")),
    beside("but for both, page = 2 blocks", gfs2(twoBlocks), freeing(twoBlocks), "holds", asReturnedButFor("stale", "garbage")),
    contrast(beside("but for stale cells, page = 2 blocks", gfs2(twoBlocks), freeing(twoBlocks), "violated", asReturnedButFor("stale"))),
    contrast(beside("without the patch, all that can be read", gfs2(pageIsBlock), freeing(pageIsBlock), "violated")),
    contrast(beside("with the patch, all that can be read", freeing(pageIsBlock), gfs2(pageIsBlock), "violated")),
  ],
});

const twoPages: Question = { set: { WRITE: 4, USER_PAGES: 2 }, properties: [] };
const valid: Question = { ...twoPages, initial: tellingWrite };

const xfs = (question: Question): Model => xfsWrite(v5_17, question);
const marking = (question: Question): Model => xfsWrite(apply(v5_17, lateUptodate), question);

export const late = defineCheck({
  id: "refinement/late-uptodate",
  title: "Late marking changes how a write to xfs can end only where a cell was uninitialised memory; with valid user memory, not at all",
  by: "behaviour.md §1c",
  refutedBy: "an outcome of 5.17 without such a cell that 5.17 with late marking cannot have, or, with valid user memory, one that only one of them has",
  expect: "holds",
  unreached: [...copiesAreWhole, ...xfsMappingsAreUsed],
  runs: [
    beside("but for garbage", xfs(twoPages), marking(twoPages), "holds", asReturnedButFor("garbage")),
    beside("valid user memory, without the patch", xfs(valid), marking(valid), "holds"),
    beside("valid user memory, with the patch", marking(valid), xfs(valid), "holds"),
    contrast(beside("without the patch, all that can be read", xfs(twoPages), marking(twoPages), "violated")),
    contrast(beside("with the patch, all that can be read", marking(twoPages), xfs(twoPages), "violated")),
  ],
});
