import type { Kernel } from "../../language/index.js";
import { type Asking, askGuest } from "../askGuest.js";
import type { Fate } from "../console/guestReport.js";
import type { GuestFilesystem } from "../guests.js";
import type { Scenario } from "../scenario/scenario.js";
import { judgeRun } from "./judgeRun.js";
import { BLOCK_SIZES, randomScenario } from "./randomScenario.js";
import { type Diverging, shrinkDivergence } from "./shrinkDivergence.js";

/** How much is compared. */
export interface ConformPlan {
  readonly filesystem: GuestFilesystem;
  readonly runs: number;
  readonly seed: number;
  /** Boot with `init_on_alloc=1`: a fresh page holds zeros, not garbage. */
  readonly initOnAlloc: boolean;
  /** Block sizes in bytes; all that the file system is asked with, unless given. */
  readonly blockSizes?: readonly number[] | undefined;
  readonly onBoot?: ((boot: ConformBoot) => void) | undefined;
}

/** What came of one boot. */
export interface ConformBoot {
  readonly blockSize: number;
  readonly runs: number;
  readonly seconds: number;
  /** `uname -r` */
  readonly release: string | undefined;
  readonly tainted: number | undefined;
  readonly withoutProbes: readonly string[];
  readonly complaints: readonly string[];
}

/** A write about which the guest could not say anything that counts. */
export interface Undecided {
  readonly name: string;
  readonly fate: Fate;
  readonly why: string | undefined;
}

/** What came of comparing a kernel with its model. */
export interface ConformResult {
  readonly boots: readonly ConformBoot[];
  /** Writes whose events are a path of the model, and whose outcome is what the path comes to. */
  readonly agreed: number;
  readonly diverging: readonly Diverging[];
  readonly undecided: readonly Undecided[];
  /** Events of the kernel that were followed. */
  readonly events: number;
  /** How many writes met what: what the figure of runs is worth. */
  readonly met: Readonly<Record<string, number>>;
}

/** Divergences that are shrunk: each costs some boots, and they are mostly the same. */
const MOST_SHRUNK = 3;

/** Random writes on a real kernel, in one boot for each block size, each held against the model: the kernel may do only what the model allows. */
export async function conform(asking: Asking, kernel: Kernel, plan: ConformPlan): Promise<ConformResult> {
  const boots: ConformBoot[] = [];
  const diverging: Diverging[] = [];
  const undecided: Undecided[] = [];
  const met: Record<string, number> = {};
  let agreed = 0;
  let events = 0;
  for (const { scenarios, blockSize } of seriesOf(kernel, plan)) {
    const guest = await askGuest(asking, scenarios);
    const { release, tainted, withoutProbes, complaints, seconds } = guest;
    const boot = { blockSize, runs: scenarios.length, seconds, release, tainted, withoutProbes, complaints };
    boots.push(boot);
    plan.onBoot?.(boot);
    for (const [index, report] of guest.scenarios.entries()) {
      const scenario = scenarios[index] as Scenario;
      if (report.fate !== "whole") {
        undecided.push({ name: report.name, fate: report.fate, why: report.why });
        continue;
      }
      const judgement = judgeRun(kernel, scenario, report);
      events += judgement.kernel.events.length;
      for (const what of featuresOf(scenario, judgement.kernel)) met[what] = (met[what] ?? 0) + 1;
      if (judgement.agrees) agreed++;
      else diverging.push({ scenario, divergence: judgement });
    }
    if (asking.signal?.aborted) break;
  }
  const shrunk: Diverging[] = [];
  for (const one of diverging.slice(0, MOST_SHRUNK)) shrunk.push(await shrinkDivergence(asking, kernel, one));
  return { boots, agreed, diverging: [...shrunk, ...diverging.slice(MOST_SHRUNK)], undecided, events, met };
}

/** The writes of each boot: each block size has its share. */
function seriesOf(kernel: Kernel, { filesystem, runs, seed, initOnAlloc, blockSizes = BLOCK_SIZES[filesystem] }: ConformPlan): readonly Series[] {
  return blockSizes.map((blockSize, index) => {
    const share = Math.floor((runs * (index + 1)) / blockSizes.length) - Math.floor((runs * index) / blockSizes.length);
    const scenarios = Array.from({ length: share }, (_, number) => {
      const name = `${filesystem}-${blockSize}-${seed}-${number}`;
      return randomScenario(name, kernel, { filesystem, blockSize, initOnAlloc }, seed * 1_000_003 + blockSize * 131 + number);
    });
    return { blockSize, scenarios };
  });
}

interface Series {
  readonly blockSize: number;
  readonly scenarios: readonly Scenario[];
}

/** What a write met that a write over resident memory to an empty file does not. */
function featuresOf(
  { size, pos, mapped, evictions, bounds: { BLOCK } }: Scenario,
  { events, outcome }: ReturnType<typeof judgeRun>["kernel"],
): readonly string[] {
  const ends = events
    .filter(({ what }) => what === "iomap_write_end")
    .map(({ args: { len, copied, ret } }) => ({ len: Number(len), copied: Number(copied), ret: Number(ret) }));
  const met: readonly [string, boolean][] = [
    ["a short copy", ends.some(({ copied, len }) => copied < len)],
    ["a short copy rejected", ends.some(({ copied, ret }) => copied > 0 && ret === 0)],
    ["a short copy accepted", ends.some(({ len, ret }) => ret > 0 && ret < len)],
    ["a page that went away", evictions.length > 0],
    ["a read from disk", events.some(({ what }) => what === "iomap_read_folio_sync")],
    ["a hole punched", events.some(({ what }) => what === "punch_hole")],
    ["a start inside of a block", pos % BLOCK !== 0],
    ["old data", mapped.includes(true)],
    ["the end of the file", pos >= size || outcome.content.cached.length > size],
    ["an error", outcome.returned < 0],
    ["stale data left", outcome.content.cached.includes("S")],
    ["garbage left", outcome.content.cached.includes("G")],
  ];
  return met.flatMap(([what, isMet]) => (isMet ? [what] : []));
}
