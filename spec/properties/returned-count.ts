import { all, implies } from "../../src/language/index.js";
import { contentAt } from "../page-cache/file.js";
import { type Bounds, writePath } from "../write-path.js";
import type { Seen } from "./readable.js";

/** Other writers are excepted: a store through a mapping, another node, a truncation. */
export const returnedCountIsInTheFile = writePath.always(
  "the returned count is what is in the file",
  {
    about: "If write(2) returns r, the first r cells of the request are in the file, each in its place.",
    source: "write(2); 219580eea1ee and 20c64ec83a9f (a partial write that returned an error)",
  },
  (s, p) =>
    implies(s.result.returned && s.result.count > 0 && !s.ghost.truncated, () =>
      all(s.request.pos, s.request.pos + s.result.count, (cell) => contentAt(s, cell, p) === "new" || isOthers(s, cell, p)),
    ),
);

/** The gap between the old end of the file and the start of the write reads as zero, as the ghost says from the beginning. */
export const restIsUntouched = writePath.always(
  "what the write did not return is untouched",
  {
    about: "Outside of what write(2) says that it wrote, the file holds what it held before, and zero where it held nothing.",
    source: "write(2); f43dc4dc3eff (write failure must not drop data); d7b64041164c (zeros over written data)",
  },
  (s, p) =>
    implies(s.result.returned && !s.ghost.truncated, () =>
      all(0, s.i_size, (cell) => isWritten(s, cell) || contentAt(s, cell, p) === s.ghost.before[cell] || isOthers(s, cell, p)),
    ),
);

/** An error is returned only if nothing of the buffer was taken, and something is returned if nothing was. */
export const countBeatsErrno = writePath.always(
  "a count beats an error",
  {
    about: "write(2) returns either how much it wrote or, if that is nothing, why.",
    source: "20c64ec83a9f (iomap: fix a regression for partial write errors)",
  },
  (s) =>
    implies(s.result.returned && s.request.length > 0, () => (s.result.errno === "ok" ? s.result.count > 0 : s.result.count === 0 && s.iov.position === 0)),
);

function isWritten(s: Seen, pos: number): boolean {
  return pos >= s.request.pos && pos < s.request.pos + s.result.count;
}

function isOthers(s: Seen, pos: number, p: Bounds): boolean {
  const value = contentAt(s, pos, p);
  return value === "mmap" || value === "remote";
}
