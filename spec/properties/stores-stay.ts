import { all, implies } from "../../src/language/index.js";
import { contentAt } from "../page-cache/file.js";
import { writePath } from "../write-path.js";

/** Of cells below i_size: what a mapping stores beyond may be zeroed at any moment. A truncation may drop what it likes. */
export const storesStay = writePath.step(
  "a store through a mapping stays in the file",
  {
    about: "What was stored through a shared mapping stays where it is until this write overwrites it: no clean-up drops it.",
    source: "f43dc4dc3eff (iomap: buffered write failure should not truncate the page cache)",
  },
  (before, after, p) =>
    all(0, before.i_size, (cell) =>
      implies(
        contentAt(before, cell, p) === "mmap" && !after.ghost.truncated,
        () => contentAt(after, cell, p) === "mmap" || contentAt(after, cell, p) === "new",
      ),
    ),
);
