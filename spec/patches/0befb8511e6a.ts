import { patch } from "../../src/language/index.js";
import { gfs2GlockNqDequeues } from "../gfs2/glock.js";

/** A new holder of a glock dequeues the weak holders that it excludes, also when there is no strong holder (6.0). */
export const fix0befb8511e6a = patch("0befb8511e6a", {
  title: "gfs2: do_promote() demotes the holders that are incompatible with the new one",
  source: "0befb8511e6a, 6.0",
  links: [gfs2GlockNqDequeues],
});
