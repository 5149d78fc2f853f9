import { writePath } from "../write-path.js";

/** What came out at the other end. For checks that run a reader: reader.ts, mmap-reader.ts. */
export const readersAreShownValidData = writePath.always(
  "no reader was shown stale or uninitialised data",
  {
    about: "Whatever a read(2) has copied out, or a load through a mapping has seen, was data of the file, or zero.",
    source: "the same rules as 'no stale disk content is ever readable', watched at the reader",
  },
  (s) => s.ghost.shown === "fine",
);
