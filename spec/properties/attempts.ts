/**
 * How much is asked for at a time. No data is wrong where it is too much or too little, and no write fails: what is lost is time, or what the kernel
 * says that it does. Each is asked at a moment that can be told from the state: when page faults are turned off for an attempt, and when the iterator moves.
 */
import { implies, min, mod } from "../../src/language/index.js";
import { offsetInPage } from "../page-cache/folio.js";
import { addressOf, residencyAt, residentPrefix } from "../page-cache/user-buffer.js";
import { type Bounds, writePath } from "../write-path.js";
import type { Seen } from "./readable.js";

/** For gfs2, and where nobody takes user pages away again. */
export const attemptsAreShownWhatIsThere = writePath.step(
  "an attempt is shown what was faulted in, and all of it",
  {
    about: "What iomap is given to write, with page faults off, is in memory; and it is not less than could be had.",
    source: "fa5dfa645d85 and e1fa9ea85ce8 (gfs2: prefaulting); behaviour.md §1e",
  },
  (before, after, p) => implies(beginsAttempt(before, after), () => isThere(after, p) && isAllThatIsThere(after, p)),
);

/** For gfs2 from 5.16 to shortly before 5.18, whose first attempt is shown all of the write, with nothing faulted in. */
export const retriesAreShownAUserPage = writePath.step(
  "a retry is shown what was faulted in, up to the end of a user page",
  { about: "What iomap is given of a write when it is not given all is in memory, and ends where a user page does.", source: "554c577cee95; behaviour.md §1e" },
  (before, after, p) =>
    implies(
      beginsAttempt(before, after) && after.iov.position + after.iov.count < after.request.length,
      () => isThere(after, p) && mod(addressOf(after.user, after.iov.position + after.iov.count, p), p.PAGE) === 0,
    ),
);

/** For gfs2. Of a write of which nothing is accepted yet, a copy that came up short was in an attempt before this one. */
export const attemptsAfterNothingAreOfAPage = writePath.step(
  "after no progress an attempt is confined to a page",
  { about: "If the attempt before it wrote nothing, an attempt is shown the rest of one page of the cache at most.", source: "324d116c5a5c; behaviour.md §1e" },
  (before, after, p) =>
    implies(
      beginsAttempt(before, after) && after.ghost.short_copy && after.iov.position === 0,
      () => after.iov.count <= p.PAGE - offsetInPage(after.request.pos, p),
    ),
);

/** For iomap, and where the whole buffer is in memory and stays there. A mapping that is found to be stale is another thing. */
export const mappingsAreUsedUp = writePath.step(
  "a mapping is written to its end, or to that of the write",
  {
    about: "From memory that is all there, one mapping serves as many copies as it has room for: it is not given back with more to write to it.",
    source: "behaviour.md §1a",
  },
  (before, after, p) =>
    implies(before.iomap.held && !after.iomap.held && !before.iomap.stale && isInMemory(before, p), () => {
      const pos = before.request.pos + before.iov.position;
      return before.iov.count === 0 || pos === before.iomap.offset + before.iomap.length;
    }),
);

/** For iomap, and where the whole buffer is in memory and stays there. */
export const copiesAreOfAPage = writePath.step(
  "a copy takes what is left of the page, of the mapping or of the write, the least of them",
  {
    about: "From memory that is all there, a copy into a folio goes on to the end of the page, unless mapping or write end before.",
    source: "behaviour.md §1a",
  },
  (before, after, p) =>
    implies(after.iov.position > before.iov.position && isInMemory(before, p), () => {
      const pos = before.request.pos + before.iov.position;
      const left = min(before.iov.count, before.iomap.offset + before.iomap.length - pos);
      return after.iov.position - before.iov.position === min(p.PAGE - offsetInPage(pos, p), left);
    }),
);

/** All of the buffer. */
function isInMemory({ user, request }: Seen, p: Bounds): boolean {
  return residentPrefix(user, 0, request.length, p) === request.length;
}

function beginsAttempt(before: Seen, after: Seen): boolean {
  return !before.pagefault_disabled && after.pagefault_disabled;
}

/** What the attempt is shown is something, and in memory. */
function isThere({ user, iov }: Seen, p: Bounds): boolean {
  return iov.count > 0 && residentPrefix(user, iov.position, iov.count, p) === iov.count;
}

/** What comes behind it is not in memory, or there is nothing. */
function isAllThatIsThere({ user, iov, request }: Seen, p: Bounds): boolean {
  const end = iov.position + iov.count;
  return end === request.length || residencyAt(user, end, p) !== "resident";
}
