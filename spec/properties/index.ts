/** The properties of the write path. Each says what must be true, why, and who said so. */
import type { Property } from "../../src/language/index.js";
import { neverBeginsEmpty, noWarning } from "./asks-for-something.js";
import { cacheAndDiskAgree } from "./cache-and-disk-agree.js";
import { cleanUpFreesItsOwn } from "./clean-up-frees-its-own.js";
import { dirtyImpliesBacked, dirtyImpliesUptodate } from "./dirty-implies-backed.js";
import { iSizeCoversData } from "./i-size-covers-data.js";
import { iteratorIsInStep } from "./iterator-position.js";
import { noBlockLeftBehind } from "./no-block-left-behind.js";
import { noFaultUnderLock } from "./no-fault-under-lock.js";
import { noStaleReadable } from "./no-stale-readable.js";
import { noUninitialisedReadable } from "./no-uninitialised-readable.js";
import { countBeatsErrno, restIsUntouched, returnedCountIsInTheFile } from "./returned-count.js";
import { shortCopyCommitsNothing } from "./short-copy-commits-nothing.js";
import { uptodateImpliesValid } from "./uptodate-implies-valid.js";

export {
  attemptsAfterNothingAreOfAPage,
  attemptsAreShownWhatIsThere,
  copiesAreOfAPage,
  mappingsAreUsedUp,
  retriesAreShownAUserPage,
} from "./attempts.js";
export { noGarbageBetweenRetries, noStaleBetweenRetries } from "./between-retries.js";
export { blocksAreDirtiedByData, flagIsSumOfBits, freedBlocksLeaveTheCache, readIsMarked, wholeBlocksAreNotPrepared } from "./blocks-of-a-folio.js";
export { exclusiveGlockIsAlone, holdersAreCovered, holdersQueueFirst, remoteGlockIsAlone } from "./exclusive-glock.js";
export { iSizeIsAsWritten } from "./i-size-as-written.js";
export { iSizeNeverShrinks, sizeChangeIsFlagged } from "./i-size-moves.js";
export { restIsInTheIterator } from "./iterator-position.js";
export { noGarbageLeft, noStaleLeft } from "./left-by-the-write.js";
export { attemptsHoldTheGlock, mappingsAreHeldUnderLock, nothingIsHeld, weakOnlyToFaultIn } from "./locks-of-a-write.js";
export { noBlockBeyondEof } from "./no-block-beyond-eof.js";
export { readersAreShownValidData } from "./shown-to-readers.js";
export { storesStay } from "./stores-stay.js";
export { validMemoryIsWrittenWhole } from "./whole-write.js";
export {
  cacheAndDiskAgree,
  cleanUpFreesItsOwn,
  countBeatsErrno,
  dirtyImpliesBacked,
  dirtyImpliesUptodate,
  iSizeCoversData,
  iteratorIsInStep,
  neverBeginsEmpty,
  noBlockLeftBehind,
  noFaultUnderLock,
  noStaleReadable,
  noUninitialisedReadable,
  noWarning,
  restIsUntouched,
  returnedCountIsInTheFile,
  shortCopyCommitsNothing,
  uptodateImpliesValid,
};

/** The properties that make sense in every model with a writer. The others ask for a reader, for writeback, for gfs2, or for a certain moment. */
export const writePathProperties: readonly Property[] = [
  uptodateImpliesValid,
  noStaleReadable,
  noUninitialisedReadable,
  shortCopyCommitsNothing,
  dirtyImpliesUptodate,
  dirtyImpliesBacked,
  returnedCountIsInTheFile,
  restIsUntouched,
  countBeatsErrno,
  iteratorIsInStep,
  iSizeCoversData,
  noBlockLeftBehind,
  cleanUpFreesItsOwn,
  noFaultUnderLock,
  noWarning,
  neverBeginsEmpty,
];
