import { BaseSequencer, type TestSpecification } from "vitest/node";

/** What takes longest, longest first. */
const LONGEST = [
  "sweep/queue",
  "package/package",
  "cli/sweep",
  "peers/agreement",
  "cli/check",
  "engine/compiled/randomModels",
  "peers/temporal",
  "compiler/checks",
  "cli/prove",
  "engine/reductions/randomModels",
  "engine/compiled/checks",
  "engine/shares",
  "trace/explain/ownTraces",
  "engine/compiled/spill",
  "checks/machineMutants",
  "compiler/randomModels",
  "cli/trace",
  "cli/runPool",
  "engine/compiled/checkpoint",
  "proof/inductive",
  "browser/explorer",
  "engine/reductions/examples",
  "engine/partial/simulation",
  "browser/tracePage",
  "bench/measure",
  "checks/checkMutants",
  "spec/actors/together",
  "engine/reductions/spilled",
];

/** What has modules loaded anew: files that come after it in its worker have to load and warm up everything again. */
const COLD_AFTER = ["testing/xstate/refusals", "testing/fast-check/modelRuns", "bench/measureStart", "bench/benchCommand"];

/**
 * Files that take long begin first: otherwise one worker may be left with one of them when the other has nothing more to do. What took long in this folder before
 * vitest knows by itself; a new clone has no such memory, and would begin with the largest files.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).sort((one, other) => rankOf(one) - rankOf(other));
  }
}

function rankOf({ moduleId }: TestSpecification): number {
  const isIt = (name: string): boolean => moduleId.endsWith(`/test/${name}.test.ts`);
  if (COLD_AFTER.some(isIt)) return LONGEST.length + 1;
  const rank = LONGEST.findIndex(isIt);
  return rank < 0 ? LONGEST.length : rank;
}
