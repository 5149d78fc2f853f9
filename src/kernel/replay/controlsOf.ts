import type { Kernel } from "../../language/index.js";
import { possibleRuns } from "../predict/possibleRuns.js";
import { lengthOf, type Scenario } from "../scenario/scenario.js";

/** The same write with one thing otherwise, after which nothing should be amiss: that a counterexample is none of them shows what it rests on. */
export function controlsOf(scenario: Scenario, kernel: Kernel): readonly Scenario[] {
  const quiet = { ...scenario, evictions: [] };
  const controls = [
    { ...quiet, name: "no-page-goes-away", userPages: scenario.userPages.map((state) => (state === "invalid" ? ("absent" as const) : state)) },
    withEvictions({ ...aligned(quiet), name: "whole-blocks" }, scenario, kernel),
    withEvictions({ ...quiet, name: "past-the-end", size: 0, mapped: quiet.mapped.map(() => false) }, scenario, kernel),
  ];
  return controls.filter((control) => JSON.stringify({ ...control, name: "" }) !== JSON.stringify({ ...scenario, name: "" }));
}

/** The write from the start of its first block to the end of its last. */
function aligned(scenario: Scenario): Scenario {
  const { pos, segments, bounds } = scenario;
  const { BLOCK, PAGE, USER_PAGES, WRITE } = bounds;
  const from = Math.floor(pos / BLOCK) * BLOCK;
  const to = Math.ceil((pos + lengthOf(scenario)) / BLOCK) * BLOCK;
  const grown = segments.map(({ start, length }, index) =>
    index === segments.length - 1 ? { start, length: length + to - from - lengthOf(scenario) } : { start, length },
  );
  const pages = Math.max(USER_PAGES, ...grown.map(({ start, length }) => Math.ceil((start + length) / PAGE)));
  const userPages = Array.from({ length: pages }, (_, page) => scenario.userPages[page] ?? "absent");
  return { ...scenario, pos: from, segments: grown, userPages, bounds: { ...bounds, USER_PAGES: pages, WRITE: Math.max(WRITE, to - from) } };
}

/** The evictions of another scenario, at moments that this write has. */
function withEvictions(quiet: Scenario, { evictions }: Scenario, kernel: Kernel): Scenario {
  const moments = possibleRuns(kernel, quiet)[0]?.reached ?? [];
  const moved = evictions.flatMap((eviction) => {
    const reached = moments.find((moment) => moment >= eviction.reached) ?? moments.at(-1);
    return reached === undefined ? [] : [{ ...eviction, reached }];
  });
  return { ...quiet, evictions: moved };
}
