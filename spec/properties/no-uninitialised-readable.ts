import { all, implies } from "../../src/language/index.js";
import { contentAt } from "../page-cache/file.js";
import { writePath } from "../write-path.js";
import { isReadable } from "./readable.js";

/** Who can read what, and when, is stated in readable.ts. */
export const noUninitialisedReadable = writePath.always(
  "no uninitialised memory is ever readable",
  {
    about: "Nobody who reads or maps the file is ever shown what the last owner of a page left in it.",
    source: "Zhang Yi, 'iomap: don't mark blocks uptodate after partial zeroing', August 2024; 827a746f405d (netfs)",
  },
  (s, p) => all(0, p.FILE, (cell) => implies(isReadable(s, cell, p), () => contentAt(s, cell, p) !== "garbage")),
);
