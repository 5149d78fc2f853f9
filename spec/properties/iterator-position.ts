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
