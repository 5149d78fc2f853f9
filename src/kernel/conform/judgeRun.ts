import type { Kernel } from "../../language/index.js";
import type { ScenarioReport } from "../console/guestReport.js";
import { type KernelRun, kernelRun } from "../predict/kernelRun.js";
import { type Outcome, sameOutcome } from "../predict/outcome.js";
import { findRuns } from "../predict/possibleRuns.js";
import { eventText, type SeenEvent } from "../predict/seenEvent.js";
import type { Scenario } from "../scenario/scenario.js";

/** How the model takes what a kernel did: allowed, or with where they part. */
export type Judgement = Agreement | Divergence;

/** The model has this very run. */
interface Agreement {
  readonly agrees: true;
  readonly kernel: KernelRun;
}

/** The model has no such run. */
export interface Divergence {
  readonly agrees: false;
  readonly kernel: KernelRun;
  /** The first event of the kernel that the model cannot follow; `undefined` if it follows all of them, and the outcome is another one. */
  readonly event: number | undefined;
  /** What the model would have done. */
  readonly model: { readonly events: readonly SeenEvent[]; readonly outcome: Outcome | undefined };
}

/** Asks whether the events of a kernel are a path of the model, and whether the model allows what the path came to. */
export function judgeRun(kernel: Kernel, scenario: Scenario, report: ScenarioReport): Judgement {
  const run = kernelRun(report, scenario);
  // blocks that are neighbours in the file need not be neighbours on disk: how long a mapping is the kernel decides
  const free = { ...scenario, bounds: { ...scenario.bounds, SHORT_ALLOCATIONS: true } };
  const events = withoutGap(run.events, scenario);
  const { runs, furthest } = findRuns(kernel, free, events);
  if (runs.some(({ outcome }) => sameOutcome(outcome, run.outcome, scenario))) return { agrees: true, kernel: run };
  const [first] = runs;
  if (first !== undefined) return { agrees: false, kernel: run, event: undefined, model: first };
  const parts = furthest.events.findIndex((event, index) => events[index] === undefined || eventText(event) !== eventText(events[index]));
  return { agrees: false, kernel: run, event: parts < 0 ? furthest.events.length : parts, model: { events: furthest.events, outcome: undefined } };
}

/**
 * A write past the end of the file begins with zeroing the gap: on xfs the models have no steps for it, and of gfs2's since 6.12 none that a probe sees. It maps and
 * writes like the write itself, but before iomap_file_buffered_write(): at the beginning, or right after the user's pages were faulted in.
 * @returns the events without those
 */
export function withoutGap(events: readonly SeenEvent[], { pos, size }: Scenario): readonly SeenEvent[] {
  let isGap = false;
  return events.filter(({ what }, index) => {
    const before = events[index - 1]?.what;
    if (what === "iomap_begin" && pos > size && (before === undefined || before === "fault_in_iov_iter_readable")) isGap = true;
    if (what === "iomap_file_buffered_write") isGap = false;
    return !isGap;
  });
}
