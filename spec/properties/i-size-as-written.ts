import { implies, max } from "../../src/language/index.js";
import { writePath } from "../write-path.js";

/**
 * A promise to users that kernels do not keep in one corner: a copy beyond the end of the file that was rejected still moves i_size
 * to where the write would have begun, since write_end compares `pos + 0` with it.
 */
export const iSizeIsAsWritten = writePath.always(
  "i_size grows by what was written, and by nothing else",
  { about: "After write(2) the file is as long as it was, or ends where the returned count ends.", source: "write(2)" },
  (s) =>
    implies(s.result.returned && !s.ghost.truncated, () => {
      const end = s.result.count > 0 ? s.request.pos + s.result.count : 0;
      return s.i_size === max(s.ghost.size_before, end);
    }),
);
