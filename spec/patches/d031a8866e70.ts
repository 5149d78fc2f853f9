import { patch } from "../../src/language/index.js";
import { gfs2IomapEnd } from "../gfs2/gfs2-iomap-end.js";

/** What a short write frees ends where the mapping ends, not where the write would have ended (5.18). */
export const d031a8866e70 = patch("d031a8866e70", {
  title: "gfs2: Fix filesystem block deallocation for short writes",
  source: "Andreas Gruenbacher, d031a8866e70, 5.18",
  links: [gfs2IomapEnd],
});
