import { bool, oneOf, record, type ValueOf } from "../../src/language/index.js";

/** The mode in which a glock is held or wanted: unlocked, shared, exclusive. (DF, for direct I/O, is not modelled.) */
export const glockMode = oneOf("UN", "SH", "EX");
/** A mode of a glock. */
export type GlockMode = "UN" | "SH" | "EX";

const holderFields = {
  /** Not queued, queued and waiting (HIF_WAIT), or holding (HIF_HOLDER). */
  state: oneOf("none", "waiting", "holding"),
  mode: glockMode,
  /** HIF_MAY_DEMOTE: it holds, but an incompatible request may dequeue it. */
  weak: bool,
};
/** A holder of the inode glock: one task's place in its queue. */
export const holder = record(holderFields);
/** A holder, as steps see it. */
export type Holder = ValueOf<typeof holderFields>;

/** The inode glock of this node, and what the rest of the cluster wants of it. */
export const glockFields = {
  /** The mode that this node has, and caches after its last holder has left (gl_state). */
  cached: glockMode,
  writer: holder,
  reader: holder,
  faulter: holder,
  truncater: holder,
  /** Another node asks for the glock: this node has to come down to `demote_to` (GLF_DEMOTE). */
  demanded: bool,
  demote_to: glockMode,
  /** The mode in which another node holds it. */
  remote: glockMode,
};
/** The inode glock, as steps see it. */
export type Glock = ValueOf<typeof glockFields>;
