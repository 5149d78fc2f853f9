import type { Kernel } from "../../language/index.js";
import { type Asking, askGuest } from "../askGuest.js";
import { possibleRuns } from "../predict/possibleRuns.js";
import { equalCuts, lengthOf, type Scenario } from "../scenario/scenario.js";
import { scriptOf } from "../scenario/scriptOf.js";
import { type Divergence, judgeRun } from "./judgeRun.js";

/** A write that the model cannot follow. */
export interface Diverging {
  readonly scenario: Scenario;
  readonly divergence: Divergence;
}

/** Rounds of shrinking: each costs a boot. */
const MOST_ROUNDS = 8;

/** Makes a diverging write simpler as long as it diverges: all that is a little simpler is tried in one boot, and the simplest that still diverges is kept. */
export async function shrinkDivergence(asking: Asking, kernel: Kernel, found: Diverging): Promise<Diverging> {
  let least = found;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const candidates = simpler(least.scenario).filter((scenario) => isDriveable(kernel, scenario));
    if (candidates.length === 0) return least;
    const { scenarios } = await askGuest(asking, candidates);
    const next = candidates.flatMap((scenario, index): Diverging[] => {
      const report = scenarios[index];
      if (report?.fate !== "whole") return [];
      const judgement = judgeRun(kernel, scenario, report);
      return judgement.agrees ? [] : [{ scenario: { ...scenario, name: found.scenario.name }, divergence: judgement }];
    })[0];
    if (next === undefined) return least;
    least = next;
  }
  return least;
}

function isDriveable(kernel: Kernel, scenario: Scenario): boolean {
  try {
    scriptOf(scenario);
    possibleRuns(kernel, scenario);
    return true;
  } catch {
    return false;
  }
}

/** Every write that is one thing simpler, the boldest first. */
export function simpler(scenario: Scenario): readonly Scenario[] {
  const { evictions, mapped, userPages, segments, bounds, cuts, size, pos } = scenario;
  const variants: Scenario[] = [];
  const offer = (change: Partial<Scenario>): void => void variants.push({ ...scenario, ...change, name: `v${variants.length}` });
  if (evictions.length > 0) offer({ evictions: [] });
  if (mapped.includes(true)) offer({ mapped: mapped.map(() => false) });
  if (String(cuts) !== String(equalCuts(bounds.PAGE))) offer({ cuts: equalCuts(bounds.PAGE) });
  if (size < bounds.PAGE * bounds.PAGES) offer({ size: bounds.PAGE * bounds.PAGES });
  if (segments.length > 1) offer({ segments: [{ start: segments[0]?.start ?? 0, length: lengthOf(scenario) }] });
  userPages.forEach((state, page) => {
    if (state !== "resident") offer({ userPages: userPages.map((one, index) => (index === page ? "resident" : one)) });
  });
  mapped.forEach((isMapped, block) => {
    if (isMapped) offer({ mapped: mapped.map((one, index) => one && index !== block) });
  });
  const last = segments.at(-1);
  if (last !== undefined && last.length > 1 && evictions.length === 0) offer({ segments: [...segments.slice(0, -1), { ...last, length: last.length - 1 }] });
  if (pos > 0) offer({ pos: pos - 1 });
  return variants;
}
