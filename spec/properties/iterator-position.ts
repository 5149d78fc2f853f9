import { implies } from "../../src/language/index.js";
import { writePath } from "../write-path.js";

export const iteratorIsInStep = writePath.always(
  "iterator position equals start plus count",
  {
    about: "When write(2) returns, the source was consumed by exactly the count that is returned, so that the caller can go on from there.",
    source: "the thread '[GIT PULL] gfs2 fix', May 2022: 'as if ki_pos and iov_iter were out of sync'",
  },
  (s) => implies(s.result.returned, () => s.iov.position === s.result.count),
);

/** A caller may hide a part of the buffer from those that it calls (iov_iter_truncate()): then it has to show it again. */
export const restIsInTheIterator = writePath.always(
  "what was not written is still in the iterator",
  {
    about: "When write(2) returns, the iterator has what it was given, less what it has given: whoever goes on with it finds the rest.",
    source: "the end of gfs2_file_buffered_write(): behaviour.md §1e",
  },
  (s) => implies(s.result.returned, () => s.iov.position + s.iov.count === s.request.length),
);
