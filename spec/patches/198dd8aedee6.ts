import { patch } from "../../src/language/index.js";
import { xfsBufferedWriteIomapEndLocked } from "../xfs/xfs-iomap.js";

/** invalidate_lock is held from the truncation to the punch. */
export const fix198dd8aedee6 = patch("198dd8aedee6", {
  title: "xfs: punching delalloc extents on write failure is racy",
  source: "Dave Chinner, 198dd8aedee6, 6.2",
  links: [xfsBufferedWriteIomapEndLocked],
});
