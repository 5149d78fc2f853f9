import { all, implies } from "../../src/language/index.js";
import { writePath } from "../write-path.js";

/** For checks in which nothing but the user's memory can cut a write short: no file system is full, and nobody interrupts. */
export const validMemoryIsWrittenWhole = writePath.always(
  "a write of valid memory is whole",
  {
    about: "If every page of the user's buffer is memory, resident or not, write(2) returns the whole length.",
    source: "write(2): a count that is less than asked has a reason; behaviour.md §1",
  },
  (s, p) =>
    implies(
      s.result.returned && all(0, p.USER_PAGES, (page) => s.user.pages[page] !== "invalid"),
      () => s.result.errno === "ok" && s.result.count === s.request.length,
    ),
);
