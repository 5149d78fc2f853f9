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

type Holder = Seen["glock"]["writer"];

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
