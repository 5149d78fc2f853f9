import type { Cell } from "../page-cache/cell.js";
import type { State } from "../write-path.js";

type Shown = State["ghost"]["shown"];

/** For the ghost: the worst that readers were shown, after one more cell. */
export function worse(shown: Shown, value: Cell): Shown {
  return value === "garbage" ? "garbage" : value === "stale" && shown === "fine" ? "stale" : shown;
}
