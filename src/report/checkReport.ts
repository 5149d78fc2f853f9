import { createHash } from "node:crypto";
import { type StaleExcuse, staleExcuses } from "../coverage/excuses.js";
import { type Counts, sumCounts } from "../engine/sumCounts.js";
import type { Check, Verdict } from "../language/index.js";
import { type FixReport, fixReport } from "./beforeAndAfter.js";
import type { RunReport } from "./runReport.js";

/** A check, as it came out, in the JSON document of `check`; its counts are sums over the runs, its depth the greatest. Field names, once published, stay. */
export interface CheckReport extends Counts {
  readonly id: string;
  readonly title: string;
  /** Who said it, and when. */
  readonly by: string | null;
  /** What observation would refute it. */
  readonly refutedBy: string | null;
  readonly verdict: Verdict;
  readonly expected: "holds" | "violated";
  /** Every run came out as expected. */
  readonly asExpected: boolean;
  /** The expectation itself is in doubt: {@link evidence} says why. */
  readonly disputed: boolean;
  readonly evidence: string | null;
  readonly kind: Check["kind"];
  readonly contentHash: string | null;
  /** Patterns in its lists of what is known not to be tested that excuse nothing in any run. */
  readonly stale: readonly StaleExcuse[];
  /** Of a bug in the catalogue: how the kernel came out that had it, and the one with its fix; null for any other check. */
  readonly fix: FixReport | null;
  readonly runs: readonly RunReport[];
}

/** What a check says of itself, apart from its models. */
export type Question = Pick<Check, "id" | "title" | "expect" | "kind" | "by" | "refutedBy" | "disputed">;

/** Puts the runs of a check together. Its verdict rests on the claims among them; whether it is as expected, on all. */
export function reportCheck(question: Question, runs: readonly RunReport[]): CheckReport {
  const { id, title, by, refutedBy, expect, disputed, kind } = question;
  const claims = runs.filter(({ role }) => role === "claim");
  return {
    id,
    title,
    by: by ?? null,
    refutedBy: refutedBy ?? null,
    verdict: worst((claims.length > 0 ? claims : runs).map(({ verdict }) => verdict)),
    expected: expect,
    asExpected: runs.every(({ asExpected }) => asExpected),
    disputed: disputed !== undefined,
    evidence: disputed ?? null,
    kind,
    ...sumCounts(runs),
    contentHash: hashOf(runs),
    stale: staleExcuses(runs.map(({ excuses }) => excuses)),
    fix: fixReport(runs),
    runs,
  };
}

/** Violated if anything is, else incomplete if anything is, else holds. */
export function worst(verdicts: readonly Verdict[]): Verdict {
  return (["violated", "incomplete"] as const).find((verdict) => verdicts.includes(verdict)) ?? "holds";
}

/** Whether a run was decided otherwise than expected. An undecided one is not: it may still come out either way. */
export function contradicts(run: RunReport): boolean {
  if (run.asExpected) return false;
  if (run.verdict !== "incomplete" && run.verdict !== run.expected) return true;
  const decided = run.properties.every(({ verdict, expected }) => expected === null || verdict === expected || verdict === "incomplete");
  const undecided = run.verdict === "incomplete" || run.properties.some(({ verdict, expected }) => expected !== null && verdict === "incomplete");
  return !(decided && undecided);
}

function hashOf(runs: readonly RunReport[]): string | null {
  if (runs.some(({ contentHash }) => contentHash === null)) return null;
  const hashes = runs.map(({ contentHash, expected, role }) => [contentHash, expected, role]);
  return createHash("sha256").update(JSON.stringify(hashes)).digest("hex");
}
