/** What two kernels are compared by: how a write begins, and how it ends. What happens in between is each kernel's own affair. */
import { type Mapping, mapping, type Seen } from "../../src/language/index.js";
import type { Cell } from "../page-cache/cell.js";
import { contentAt } from "../page-cache/file.js";
import type { Seen as SeenState } from "../properties/readable.js";
import { type Bounds, writePath } from "../write-path.js";

/** The request, the file and the user's buffer when the write begins; the file, and what write(2) returned, when it has ended. */
export const asReturned: Mapping = mapping(
  writePath,
  "how the write ends",
  { about: "The file as it is before the writer has i_rwsem and after it has let go of it." },
  (s, p) => asSeen(s, p, (value) => value),
);

/** The same, except that a cell which reads as what it should never read as may be anything. */
export function asReturnedButFor(...damage: readonly Cell[]): Mapping {
  const about = `A cell that reads as ${damage.join(" or ")} may be anything.`;
  return mapping(writePath, `how the write ends, but for ${damage.join(" and ")} cells`, { about }, (s, p) =>
    asSeen(s, p, (value) => (damage.includes(value) ? undefined : value)),
  );
}

function asSeen(s: SeenState, p: Bounds, show: (value: Cell) => Seen): Seen {
  const { request, user, i_size, result } = s;
  if (s.i_rwsem === "writer") return { request, pages: undefined, i_size: undefined, content: undefined, result: undefined };
  const content = Array.from({ length: p.FILE }, (_, pos) => (pos < i_size ? show(contentAt(s, pos, p)) : "past the end"));
  return { request, pages: result.returned ? undefined : user.pages, i_size, content, result };
}
