import { BaseSequencer, type TestSpecification } from "vitest/node";

/** What takes longest, longest first. */
const LONGEST = [
  "package/package",
  "sweep/queue",
  "cli/sweep",
  "cli/prove",
  "peers/agreement",
  "trace/explain/ownTraces",
  "compiler/checks",
  "engine/compiled/checks",
  "engine/shares",
  "engine/compiled/crew",
  "engine/compiled/spill",
  "cli/trace",
  "engine/compiled/randomModels",
  "checks/machineMutants",
  "proof/inductive",
  "engine/compiled/checkpoint",
  "bench/measure",
  "compiler/targets/tla",
  "engine/partial/simulation",
  "engine/reductions/checks",
  "cli/badInput",
  "proof/story",
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
