import { all, implies } from "../../src/language/index.js";
import { isValid } from "../page-cache/cell.js";
import { contentAt, isCached } from "../page-cache/file.js";
import { writePath } from "../write-path.js";

/** Asked of every cell of the page, past i_size too: a mapping shows whole pages, and i_size may grow over what lies there. */
export const uptodateImpliesValid = writePath.always(
  "uptodate implies every byte valid",
  {
    about: "A cell that is marked uptodate holds data of this file, or zero: readers test nothing else before they copy it.",
    source: "08291429cfa6 (uptodate means as new as, or newer than, the disk); 9dc55f1389f9 and its open bug report of August 2024",
  },
  (s, p) => all(0, p.FILE, (cell) => implies(isCached(s, cell, p), () => isValid(contentAt(s, cell, p)))),
);
