import { bool, oneOf, record } from "../../src/language/index.js";

/** The mode in which a glock is held or wanted: unlocked, shared, exclusive. (DF, for direct I/O, is not modelled.) */
export const glockMode = oneOf("UN", "SH", "EX");

/** A holder of the inode glock: queued and waiting, or holding; weak if an incompatible request may take it away (HIF_MAY_DEMOTE). */
export const holder = record({ state: oneOf("none", "waiting", "holding"), mode: glockMode, weak: bool });

/** The inode glock of this node, and what the rest of the cluster wants of it. */
export const glockFields = {
  /** The mode that this node has, and caches after its last holder has left. */
  cached: glockMode,
  writer: holder,
  reader: holder,
  faulter: holder,
  truncater: holder,
  /** Another node asks for the glock. */
  demote_to: glockMode,
  demanded: bool,
  /** The mode in which another node holds it. */
  remote: glockMode,
};
