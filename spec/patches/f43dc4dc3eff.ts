import { patch } from "../../src/language/index.js";
import { xfsBufferedWriteIomapEndPunch } from "../xfs/xfs-iomap-punch.js";

/** The page cache stays, and with it the reservations of what is dirty. */
export const f43dc4dc3eff = patch("f43dc4dc3eff", {
  title: "iomap: buffered write failure should not truncate the page cache",
  source: "Dave Chinner, f43dc4dc3eff, after 198dd8aedee6, 6.2",
  links: [xfsBufferedWriteIomapEndPunch],
});
