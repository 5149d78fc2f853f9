import { SpecError } from "../language/index.js";
import { comparable, isDecided, nameOf, type SweepResult } from "./sweepResult.js";

/**
 * Results of several files as one: each job, and each share of one, once; a decided result before one that ran out of its budget.
 * @throws SpecError FL313 where two decided results of a job differ: they were not made by the same faultline from the same sweep
 */
export function mergeResults(results: readonly SweepResult[]): SweepResult[] {
  const merged = new Map<string, SweepResult>();
  for (const result of results) {
    const name = `${result.sweep} ${nameOf(result)}`;
    const known = merged.get(name);
    if (known !== undefined && isDecided(known) && isDecided(result)) refuseDifference(name, known, result);
    if (known === undefined || (!isDecided(known) && (isDecided(result) || result.states > known.states))) merged.set(name, result);
  }
  return [...merged].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, result]) => result);
}

function refuseDifference(name: string, one: SweepResult, other: SweepResult): void {
  const [before, after] = [comparable(one, other), comparable(other, one)] as Record<string, unknown>[];
  const field = Object.keys(before ?? {}).find((key) => JSON.stringify(before?.[key]) !== JSON.stringify(after?.[key]));
  if (field === undefined) return;
  throw new SpecError("FL313", `two results of ${name} differ in '${field}'`, "merge what one version of faultline made of one version of the sweep");
}
