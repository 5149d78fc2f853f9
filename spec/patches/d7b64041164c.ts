import { patch } from "../../src/language/index.js";
import { iomapWriteBeginValidated } from "../iomap/iomap-write-begin.js";

/** The mapping that a write holds is compared with the extent map again, under the folio lock. */
export const d7b64041164c = patch("d7b64041164c", {
  title: "iomap: write iomap validity checks",
  source: "Dave Chinner, d7b64041164c and 304a68b9c63b, 6.2",
  links: [iomapWriteBeginValidated],
});
