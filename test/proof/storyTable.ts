import { readFileSync } from "node:fs";
import type { Effect } from "../../src/proof/proof.js";

/** A row of the README's first table, and how it is asked: `faultline prove PATCH… --on KERNEL --fixes GLOB`. */
export interface StoryRow {
  readonly patches: readonly string[];
  readonly on: string;
  readonly fixes?: string;
  /** What its numbers count: lasting damage by name; else the cases of the one property that it is to fix. */
  readonly counts?: readonly { readonly told: string; readonly damage: string }[];
}

const STALE = { told: "stale data", damage: "stale data in the file" };
const GARBAGE = { told: "garbage", damage: "garbage in the file" };
const NO_STALE = "no stale data is left*";

/** The story of the thread, in the README's order. */
export const STORY: readonly StoryRow[] = [
  { patches: ["linus-clamp"], on: "5.17", counts: [STALE, GARBAGE] },
  { patches: ["d031a8866e70"], on: "5.17", counts: [STALE] },
  { patches: ["d031a8866e70", "e1fa9ea85ce8"], on: "5.17", fixes: NO_STALE },
  { patches: ["d031a8866e70", "start-rounded-down"], on: "5.17", fixes: NO_STALE },
  { patches: ["d031a8866e70", "start-rounded-down", "0befb8511e6a"], on: "5.17", fixes: NO_STALE },
  { patches: ["0befb8511e6a"], on: "5.17", fixes: "an exclusive glock holder is alone" },
  { patches: ["late-uptodate"], on: "6.13", fixes: "*uninitialised memory*", counts: [GARBAGE] },
];

/** What a row of the README says. */
export interface ToldRow {
  readonly patch: string;
  readonly verdict: string;
  readonly numbers: string;
}

/** The rows of the README's first table. */
export function toldRows(): ToldRow[] {
  const lines = readFileSync(new URL("../../README.md", import.meta.url), "utf8").split("\n");
  const head = lines.findIndex((line) => line.startsWith("| the patch | is it right?"));
  const end = lines.findIndex((line, index) => index > head && !line.startsWith("|"));
  return lines.slice(head + 2, end).map((line) => {
    const [patch = "", verdict = "", numbers = ""] = line
      .slice(1, -1)
      .split(/(?<!\\)\|/)
      .map((cell) => cell.trim());
    return { patch, verdict, numbers };
  });
}

/** What the README says of so many patches, in the words of a proof. */
export function toldEffect(...patches: readonly string[]): Effect {
  const index = STORY.findIndex((row) => row.patches.join() === patches.join());
  return effectIn(toldRows()[index]?.verdict ?? "");
}

/** A verdict of the table in the words of a proof. */
export function effectIn(verdict: string): Effect {
  if (verdict.startsWith("**it hides")) return "hides";
  if (verdict.startsWith("**rarer, not gone**")) return "makes rarer";
  return verdict.startsWith("**gone, unless") ? "fixes unless" : verdict.startsWith("**gone**") ? "fixes" : "none";
}
