import { implies } from "../../src/language/index.js";
import { writePath } from "../write-path.js";
import type { Seen } from "./readable.js";

/** For gfs2. A weak holder that was promised away and not dequeued counts: it believes that it holds the glock. */
export const exclusiveGlockIsAlone = writePath.always(
  "an exclusive glock holder is alone",
  {
    about: "While somebody holds the inode's glock exclusively nobody else, on this node or another, holds it in any mode.",
    source: "0befb8511e6a (gfs2: a weak holder was not dequeued); introduced by dc732906c245",
  },
  (s) => implies(hasExclusiveHolder(s), () => holders(s) === 1 && s.glock.remote === "UN"),
);

/** For gfs2: this node may not hold what another node holds exclusively. */
export const remoteGlockIsAlone = writePath.always(
  "an exclusive glock holder on another node is alone",
  { about: "While another node holds the inode's glock exclusively nobody on this node holds it.", source: "Documentation/filesystems/gfs2-glocks.rst" },
  (s) => implies(s.glock.remote === "EX", () => holders(s) === 0),
);

/** For gfs2: without the cluster's lock behind it, a holder excludes nobody on other nodes. */
export const holdersAreCovered = writePath.always(
  "the node has the glock in the mode of its holders, or in a stronger one",
  {
    about: "A task holds the inode's glock only while this node has it, exclusively for an exclusive holder.",
    source: "Documentation/filesystems/gfs2-glocks.rst",
  },
  ({ glock }) => isCovered(glock.cached, glock.writer) && isCovered(glock.cached, glock.reader) && isCovered(glock.cached, glock.faulter),
);

/** For gfs2. */
export const holdersQueueFirst = writePath.step(
  "a holder is queued before it holds",
  {
    about: "A writer that holds the inode's glock was queued as one that waits for it: whoever runs the queue has to find it there.",
    source: "gfs2_glock_nq() and do_promote()",
  },
  (before, after) => implies(isHolding(after.glock.writer) && !isHolding(before.glock.writer), () => before.glock.writer.state === "waiting"),
);

type Holder = Seen["glock"]["writer"];

function isCovered(cached: Seen["glock"]["cached"], holder: Holder): boolean {
  return !isHolding(holder) || cached === "EX" || (cached === "SH" && holder.mode === "SH");
}

function isHolding({ state }: Holder): boolean {
  return state === "holding";
}

function holders({ glock }: Seen): number {
  return (isHolding(glock.writer) ? 1 : 0) + (isHolding(glock.reader) ? 1 : 0) + (isHolding(glock.faulter) ? 1 : 0) + (isHolding(glock.truncater) ? 1 : 0);
}

function isExclusive(holder: Holder): boolean {
  return isHolding(holder) && holder.mode === "EX";
}

function hasExclusiveHolder({ glock }: Seen): boolean {
  return isExclusive(glock.writer) || isExclusive(glock.reader) || isExclusive(glock.faulter) || isExclusive(glock.truncater);
}
