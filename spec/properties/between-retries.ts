import { all, any, implies } from "../../src/language/index.js";
import { contentAt } from "../page-cache/file.js";
import { type Bounds, writePath } from "../write-path.js";
import type { Seen } from "./readable.js";

const source = "fa5dfa645d85 (internal short writes are not user visible); the GIT PULL thread of May 2022";

/** The passing damage: a write that comes up short inside the kernel stops half way, lets go of its locks and tries again. */
export const noStaleBetweenRetries = writePath.always(
  "no stale data is readable between the retries of a write",
  { about: "While a write that came up short gets ready to try again, no cell of the file reads as somebody else's old disk content.", source },
  (s, p) => implies(isBetweenRetries(s, p), () => all(0, s.i_size, (cell) => contentAt(s, cell, p) !== "stale")),
);

/** The passing damage of uninitialised memory. */
export const noGarbageBetweenRetries = writePath.always(
  "no uninitialised memory is readable between the retries of a write",
  { about: "While a write that came up short gets ready to try again, no cell of the file reads as what the last owner of a page left in it.", source },
  (s, p) => implies(isBetweenRetries(s, p), () => all(0, s.i_size, (cell) => contentAt(s, cell, p) !== "garbage")),
);

/** The write is under way, and holds neither a mapping nor a folio. */
function isBetweenRetries(s: Seen, p: Bounds): boolean {
  const hasFolio = any(0, p.FOLIOS, (folio) => s.folios[folio].lock === "writer");
  return s.i_rwsem === "writer" && !s.result.returned && !s.iomap.held && !hasFolio;
}
