import type { Departure } from "./compareOutlines.js";
import { kindOf } from "./mark.js";

/** A departure in words: `new branch with goto out_unlock, after iomap_write_begin()`. */
export function departureText({ expected, found, after, moved }: Departure): string {
  const what = moved ? `moved: ${describe(telling(found))}` : whatHappened(telling(expected), telling(found));
  return `${what}, ${after === undefined ? "before any call" : `after ${after}`}`;
}

/** The marks that say something: where a block ends follows from where it began, unless that is all there is. */
function telling(marks: readonly string[]): readonly string[] {
  const said = marks.filter((mark) => mark !== "end");
  return said.length === 0 ? marks : said;
}

function whatHappened(expected: readonly string[], found: readonly string[]): string {
  const [was] = expected;
  const [is] = found;
  if (was === undefined) return `new ${describe(found)}`;
  if (is === undefined) return `dropped ${describe(expected)}`;
  if (expected.length === 1 && found.length === 1 && kindOf(was) === kindOf(is)) return `${is} in place of ${was}`;
  return `${describe(found)} in place of ${describe(expected)}`;
}

function describe(marks: readonly string[]): string {
  const [first = "", ...rest] = marks;
  const kind = kindOf(first);
  if (kind === "call") return `call of ${list(marks.filter((mark) => kindOf(mark) === "call"))}`;
  if (kind === "exit") return `early exit (${first})`;
  if (kind === "label") return `label ${first}`;
  const inside = rest.filter((mark) => ["call", "exit"].includes(kindOf(mark)));
  return `${kind}${kind === "branch" ? ` (${first})` : ""}${inside.length === 0 ? "" : ` with ${list(inside)}`}`;
}

/** The first few. */
function list(marks: readonly string[]): string {
  return marks.length > 3 ? `${marks.slice(0, 3).join(", ")}, …` : marks.join(", ");
}
