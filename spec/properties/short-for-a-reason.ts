import { any, implies } from "../../src/language/index.js";
import { residencyAt } from "../page-cache/user-buffer.js";
import { writePath } from "../write-path.js";

/** For models without signals, I/O errors and ENOSPC. What else may happen inside the kernel is its own affair. */
export const shortForAReason = writePath.always(
  "a short count has a reason that the user can see",
  {
    about: "write(2) of memory that is all there writes all of it: it comes back short only from memory that cannot be read.",
    source: "296abc0d91d8 (gfs2: No short reads or writes upon glock contention)",
  },
  (s, p) =>
    implies(s.result.returned && s.result.count < s.request.length, () =>
      any(s.result.count, s.request.length, (position) => residencyAt(s.user, position, p) === "invalid"),
    ),
);
