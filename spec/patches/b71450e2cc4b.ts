import { patch } from "../../src/language/index.js";
import { iomapWriteFailed } from "../iomap/iomap-write-failed.js";

/** The end of the range that a failed write drops is inclusive (5.19). */
export const b71450e2cc4b = patch("b71450e2cc4b", {
  title: "iomap: iomap_write_failed fix",
  source: "Andreas Gruenbacher, b71450e2cc4b, 5.19",
  links: [iomapWriteFailed],
});
