/**
 * Situations that are made to notice a wrong line, rather than to judge a kernel: question 5 of `faultline prove` asks them besides the family's own, and checks/paths asks them of kernels. In
 * some, a write takes several attempts; in others, each block of a page has its own past. What is asked includes how much is done at a time, of which no outcome tells.
 */
import type { Kernel, Model, ParameterValues, Process, Property, Scenario } from "../src/language/index.js";
import { evictor } from "./actors/evictor.js";
import { anotherNode } from "./gfs2/another-node.js";
import { gfs2_file_read_iter } from "./gfs2/gfs2-file-read-iter.js";
import { gfs2MmapUser } from "./gfs2/gfs2-mmap-user.js";
import { acrossPages, fewWrites, onePage, smallPages } from "./initial-few.js";
import { onlyPage, overPatchwork, overPatchworkWholeBlocks, secondPage } from "./initial-patchwork.js";
import { everyWriteReturns } from "./properties/every-write-returns.js";
import {
  attemptsAfterNothingAreOfAPage,
  attemptsAreShownWhatIsThere,
  attemptsHoldTheGlock,
  blocksAreDirtiedByData,
  copiesAreOfAPage,
  exclusiveGlockIsAlone,
  flagIsSumOfBits,
  freedBlocksLeaveTheCache,
  holdersAreCovered,
  holdersQueueFirst,
  iSizeIsAsWritten,
  iSizeNeverShrinks,
  mappingsAreHeldUnderLock,
  mappingsAreUsedUp,
  nothingIsHeld,
  readIsMarked,
  remoteGlockIsAlone,
  restIsInTheIterator,
  retriesAreShownAUserPage,
  sizeChangeIsFlagged,
  validMemoryIsWrittenWhole,
  weakOnlyToFaultIn,
  wholeBlocksAreNotPrepared,
  writePathProperties,
} from "./properties/index.js";
import { gfs2Write, type Question, xfsWrite } from "./workbench.js";
import { writePath } from "./write-path.js";

/** Asked everywhere. */
const ofEveryWrite: readonly Property[] = [
  ...writePathProperties,
  flagIsSumOfBits,
  iSizeNeverShrinks,
  mappingsAreHeldUnderLock,
  nothingIsHeld,
  restIsInTheIterator,
  sizeChangeIsFlagged,
];
/** Asked where nobody takes user pages away. */
const ifUndisturbed: readonly Property[] = [copiesAreOfAPage, iSizeIsAsWritten, mappingsAreUsedUp];

const eviction: readonly Process[] = [writePath.process("evictor", evictor, { daemon: true })];

/** Writes that take several attempts. */
export const attempts: Question = {
  set: smallPages,
  initial: acrossPages,
  properties: [...ofEveryWrite, ...ifUndisturbed, validMemoryIsWrittenWhole],
};
export const evictedAttempts: Question = { ...attempts, actors: eviction, properties: [...ofEveryWrite, validMemoryIsWrittenWhole] };

/** Writes to a page of two blocks, each with its own past. */
export const patchwork: Question = {
  set: { ...secondPage, BLOCK: 2 },
  initial: overPatchwork,
  properties: [...ofEveryWrite, ...ifUndisturbed, readIsMarked, wholeBlocksAreNotPrepared],
};
export const evictedPatchwork: Question = { ...patchwork, actors: eviction, properties: [...ofEveryWrite, readIsMarked] };

/** A question at other bounds. */
export function within(question: Question, set: ParameterValues): Question {
  return { ...question, set: { ...question.set, ...set } };
}

/** A question that asks more properties. */
export function asking(question: Question, ...more: readonly Property[]): Question {
  return { ...question, properties: [...(question.properties ?? []), ...more] };
}

const wholeBlocks: Question = { ...patchwork, initial: overPatchworkWholeBlocks };
const returning: Question = { ...patchwork, properties: [everyWriteReturns] };

/** How a file system is written to, the function that only kernels have which know it, and what is asked of it alone. */
const filesystems = {
  gfs2: { write: gfs2Write, needs: "gfs2_file_buffered_write", properties: [attemptsHoldTheGlock, freedBlocksLeaveTheCache, weakOnlyToFaultIn] },
  xfs: { write: xfsWrite, needs: "xfs_file_buffered_write", properties: [] },
};
const ofWindows = [attemptsAreShownWhatIsThere, retriesAreShownAUserPage];

/** What a kernel does not promise is asked, too: a mutant is noticed by what comes out otherwise. */
export const probes: readonly Scenario[] = [
  ...(["gfs2", "xfs"] as const).flatMap((filesystem) => [
    probe(filesystem, "in several attempts", asking(attempts, ...ofWindows)),
    probe(filesystem, "in several attempts, while user pages are reclaimed", asking(evictedAttempts, attemptsAfterNothingAreOfAPage)),
    probe(filesystem, "over patchwork", asking(patchwork, blocksAreDirtiedByData)),
    probe(filesystem, "over patchwork, a page being a block", within(asking(patchwork, blocksAreDirtiedByData), { BLOCK: 4 })),
    probe(filesystem, "over patchwork, of whole blocks", wholeBlocks),
    probe(filesystem, "over patchwork, while user pages are reclaimed", asking(evictedPatchwork, blocksAreDirtiedByData)),
    probe(filesystem, "over patchwork in the only page, while user pages are reclaimed", within(evictedPatchwork, onlyPage)),
    probe(filesystem, "over patchwork, and back", returning),
  ]),
  probe("gfs2", "under a glock that a reader wants", sharing(writePath.process("reader", gfs2_file_read_iter))),
  probe("gfs2", "under a glock that a mapping wants", sharing(writePath.process("faulter", gfs2MmapUser))),
  probe("gfs2", "under a glock that another node wants", sharing(writePath.process("remote", anotherNode, { daemon: true }))),
];

/** Beside somebody else who takes the inode's glock. */
function sharing(actor: Process): Question {
  const properties = [exclusiveGlockIsAlone, holdersAreCovered, holdersQueueFirst, remoteGlockIsAlone];
  return { set: { ...onePage, BLOCK: 4 }, initial: fewWrites, actors: [actor], properties };
}

function probe(filesystem: keyof typeof filesystems, name: string, question: Question): Scenario {
  const { write, needs, properties } = filesystems[filesystem];
  return {
    name: `a write to ${filesystem} ${name}`,
    unless: "",
    applies: ({ links }: Kernel) => needs in links,
    model: (kernel: Kernel, set: ParameterValues): Model => write(kernel, within(asking(question, ...properties), set)),
    sizes: [{}],
    usual: 1,
  };
}
