import { prototype, when } from "../../src/language/index.js";
import { type Task, task } from "../page-cache/bounds.js";
import { writePath } from "../write-path.js";
import { type Glock, type GlockMode, glockMode, type Holder } from "./glock-state.js";

/** Queues a task for the inode glock and waits until it holds it. */
export const gfs2_glock_nq = prototype("gfs2_glock_nq", {
  args: { who: task, mode: glockMode },
  exits: ["held"],
});

/**
 * gfs2_glock_nq() with run_queue(), do_promote() and do_xmote(), fs/gfs2/glock.c, 5.16. A holder may be granted beside a weak one
 * (dc732906c245), which is then in its way.
 *
 * do_promote() asks demote_incompat_holders() to clear the way for the first strong holder. When there is none that is a NULL,
 * with which nobody is incompatible: the weak holder stays queued, and two tasks hold the glock that exclude each other.
 */
export const gfs2GlockNq = writePath.machine(gfs2_glock_nq, {
  source: "gfs2_glock_nq() and do_promote(), fs/gfs2/glock.c, 5.16",
  version: "5.16",
  steps: {
    add_to_queue(s, me) {
      setHolder(s.glock, me.who, "waiting", me.mode);
      return "do_promote";
    },

    // when whoever runs the queue can grant it: from the cached mode, or by a lock from the cluster
    do_promote(s, me) {
      when(mayGrant(s.glock, me.mode));
      grant(s.glock, me.who, me.mode);
      return "held";
    },
  },
});

/** do_promote(), 6.0 (0befb8511e6a): the way is cleared for the holder that is promoted. */
export const gfs2GlockNqDequeues = writePath.variant(gfs2GlockNq, "6.0", {
  source: "gfs2_glock_nq() and do_promote(), fs/gfs2/glock.c, 6.0",
  steps: {
    do_promote(s, me) {
      when(mayGrant(s.glock, me.mode));
      demoteIncompatHolders(s.glock, me.mode);
      grant(s.glock, me.who, me.mode);
      return "held";
    },
  },
});

/** Lets a holder go: gfs2_glock_dq(). The node keeps the mode until another node wants it. Nothing happens to one that is not queued. */
export function gfs2GlockDq(glock: Glock, who: Task): void {
  setHolder(glock, who, "none", "UN");
}

/** Makes a task a holder, with the cluster's lock behind it if the cached mode is too low. */
function grant(glock: Glock, who: Task, mode: GlockMode): void {
  if (!isCovered(glock.cached, mode)) glock.cached = mode;
  setHolder(glock, who, "holding", mode);
}

/** Whether a new holder may be granted now: may_grant() beside the strong holders here, or do_xmote() where nobody holds it. */
function mayGrant(glock: Glock, mode: GlockMode): boolean {
  if (glock.demanded || hasStrongHolder(glock, mode)) return false;
  if (isCovered(glock.cached, mode)) return true;
  return !hasHolder(glock) && (mode === "EX" ? glock.remote === "UN" : glock.remote !== "EX");
}

/** Dequeues the weak holders that cannot be beside a holder in this mode: demote_incompat_holders() with that holder. */
export function demoteIncompatHolders(glock: Glock, mode: GlockMode): void {
  if (isInTheWay(glock.writer, mode) && glock.writer.weak) setHolder(glock, "writer", "none", "UN");
  if (isInTheWay(glock.reader, mode) && glock.reader.weak) setHolder(glock, "reader", "none", "UN");
}

/** Whether some strong holder of this node excludes a holder in this mode. */
export function hasStrongHolder(glock: Glock, mode: GlockMode): boolean {
  return (
    (isInTheWay(glock.writer, mode) && !glock.writer.weak) ||
    (isInTheWay(glock.reader, mode) && !glock.reader.weak) ||
    isInTheWay(glock.faulter, mode) ||
    isInTheWay(glock.truncater, mode)
  );
}

/** Whether anybody on this node holds the glock, weakly or not. */
export function hasHolder(glock: Glock): boolean {
  return glock.writer.state === "holding" || glock.reader.state === "holding" || glock.faulter.state === "holding" || glock.truncater.state === "holding";
}

/** Whether a holder and one in this mode exclude each other: only two shared ones do not. */
function isInTheWay(holder: Holder, mode: GlockMode): boolean {
  return holder.state === "holding" && (holder.mode === "EX" || mode === "EX");
}

/** Whether a node that has the glock in mode `cached` may use it in `mode`: may_grant() without a holder. */
function isCovered(cached: GlockMode, mode: GlockMode): boolean {
  return cached === mode || cached === "EX";
}

function setHolder(glock: Glock, who: Task, state: "none" | "waiting" | "holding", mode: GlockMode): void {
  if (who === "writer") setTo(glock.writer, state, mode);
  else if (who === "reader") setTo(glock.reader, state, mode);
  else if (who === "faulter") setTo(glock.faulter, state, mode);
  else if (who === "truncater") setTo(glock.truncater, state, mode);
}

function setTo(holder: Holder, state: "none" | "waiting" | "holding", mode: GlockMode): void {
  holder.state = state;
  holder.mode = mode;
  holder.weak = false;
}
