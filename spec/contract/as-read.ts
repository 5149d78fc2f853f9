/** How somebody who reads the file sees the states of the write path, in the words of the promise: prefix-write.ts. */
import { mapping, type Seen } from "../../src/language/index.js";
import { contentAt } from "../page-cache/file.js";
import { isReadable, type Seen as SeenState } from "../properties/readable.js";
import { type Bounds, writePath } from "../write-path.js";

/** Everything that can be read without waiting: what is behind a lock is nobody's to see yet. */
export const asReadAtEachMoment = mapping(
  writePath,
  "what can be read at each moment",
  { about: "i_size, which stat(2) asks no lock for; each cell of the file that isReadable() says can be read now; what write(2) has returned." },
  (s, p) => ({ ...theCall(s), i_size: s.i_size, content: cells(s, p, (pos) => isReadable(s, pos, p)) }),
);

/** What those see who take i_rwsem, as readers of xfs do, and whoever waits for the write to return. */
export const asReadUnderRwsem = mapping(
  writePath,
  "what can be read under i_rwsem",
  { about: "The file as it is before the writer has i_rwsem and after it has let go of it; what write(2) has returned." },
  (s, p) => (s.i_rwsem === "writer" ? theCall(s) : { ...theCall(s), i_size: s.i_size, content: cells(s, p, (pos) => isReadable(s, pos, p)) }),
);

/** What the task that writes knows: its request, and what it was told. */
function theCall({ request, result }: SeenState): { readonly [field: string]: Seen } {
  const { returned, count, errno } = result;
  return { request, result: returned ? { returned, count, outcome: errno === "ok" ? "ok" : "failed" } : { returned } };
}

function cells(s: SeenState, p: Bounds, isSeen: (pos: number) => boolean): readonly Seen[] {
  return Array.from({ length: p.FILE }, (_, pos) => (pos < s.i_size && isSeen(pos) ? contentAt(s, pos, p) : undefined));
}
