import type { Pair } from "../proof/finding.js";
import type { Member } from "../proof/member.js";
import type { FurtherSweep } from "../proof/sweep.js";
import type { ComparedKernels } from "./comparedKernels.js";
import { type Observed, type ObserveOptions, observeMembers } from "./observeMembers.js";
import type { KernelChoice } from "./workbench.js";

/** What was found of a family, as far as it was asked. */
export interface ObservedFamily extends Observed {
  /** How far the sweep beyond the bounds that are always asked went; null where none was asked. */
  readonly further: FurtherSweep | null;
  /** What it did not come to. */
  readonly unreached: readonly Member[];
}

/**
 * Explores the models in which two kernels are compared, and then, for as long as that may take, larger ones. What the further sweep does not come to is left out, not
 * undecided: it was asked for a time, and not for certain bounds. A violation that it finds counts, though the search may be cut short after that.
 * @param seconds how long the further sweep may go on; none without
 * @throws SpecError for a mistake in a model, or in a patch that is part of it
 */
export async function observeFamily(
  { members, further }: Pick<ComparedKernels, "members" | "further">,
  kernels: readonly [KernelChoice, KernelChoice],
  seconds: number | undefined,
  options: ObserveOptions,
): Promise<ObservedFamily> {
  const [before, after] = kernels;
  const began = performance.now();
  const { pairs, interrupted } = await observeMembers(members, before, after, options);
  if (seconds === undefined) return { pairs, interrupted, further: null, unreached: [] };
  const spent = (performance.now() - began) / 1000;
  const maxSeconds = Math.min(seconds, Math.max(0, (options.maxSeconds ?? Number.POSITIVE_INFINITY) - spent));
  const beyond = interrupted ? { pairs: [], interrupted } : await observeMembers(further, before, after, { ...options, maxSeconds });
  const reached = beyond.pairs.filter(tellsSomething);
  const unreached = further.filter((member) => !reached.some((pair) => pair.member === member));
  return {
    pairs: [...pairs, ...reached],
    interrupted: interrupted || beyond.interrupted,
    further: { seconds, models: reached.length, of: further.length },
    unreached,
  };
}

/** Whether a pair was explored to its end, or has a violation that is new for certain. */
function tellsSomething({ before, after }: Pair): boolean {
  return before.reason === null && (after.reason === null || after.properties.some(({ verdict }) => verdict === "violated"));
}
