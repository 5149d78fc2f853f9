import { joined } from "../engine/joinShares.js";
import { tiling, WHOLE, within } from "../engine/search/share.js";
import { type SweepJob, wholeName } from "./sweepJob.js";
import { isDecided, type SweepResult } from "./sweepResult.js";

/** The result of a job whose shares are all there; undefined if something is left out. What was not decided in a share is not decided. */
export function joinResults(shares: readonly SweepResult[], key: string | null): SweepResult | undefined {
  const tiles = tilesOf(shares.filter(isDecided)) ?? tilesOf(shares);
  return tiles && together(tiles, key, true);
}

/** Results with those of shares that make up their job joined to one; the others stay as they are. */
export function withoutShares(results: readonly SweepResult[]): readonly SweepResult[] {
  return [...byJob(results).values()].flatMap((each) => {
    const whole = wholeOf(each);
    return whole !== undefined && isDecided(whole) ? [whole] : each;
  });
}

/** Every job once: what its shares come to, where it was not decided by itself; as long as some of them are missing, that is incomplete. */
export function wholes(results: readonly SweepResult[]): SweepResult[] {
  return [...byJob(results).values()].map((each) => wholeOf(each) ?? partly(each));
}

/** Whether all that was asked for was decided: of a share, by itself or by smaller ones. */
export function areAnswered(jobs: readonly SweepJob[], results: readonly SweepResult[]): boolean {
  const decided = byJob(results.filter(isDecided));
  return jobs.every((job) => isAnswered(job, decided.get(wholeName(job)) ?? []));
}

function isAnswered({ share: asked = WHOLE }: SweepJob, own: readonly SweepResult[]): boolean {
  return own.some(({ share }) => share === undefined) || tiling(own.flatMap(({ share }) => (share === undefined ? [] : within(share, asked)))) !== undefined;
}

/** Results of one sweep, by the job that they are of, or of a share of. */
function byJob(results: readonly SweepResult[]): ReadonlyMap<string, readonly SweepResult[]> {
  const jobs = new Map<string, SweepResult[]>();
  for (const result of results) {
    const name = wholeName({ subject: result.subject, size: result.bounds });
    const own = jobs.get(name);
    if (own === undefined) jobs.set(name, [result]);
    else own.push(result);
  }
  return jobs;
}

function wholeOf(results: readonly SweepResult[]): SweepResult | undefined {
  const whole = results.find(({ share }) => share === undefined);
  if (whole !== undefined && isDecided(whole)) return whole;
  return joinResults(results, whole?.key ?? null) ?? whole;
}

/** Some shares were searched, and others were not. */
function partly(shares: readonly SweepResult[]): SweepResult {
  return { ...together(shares, null, false), reason: `${shares.length} shares of the initial states were searched, and not all of them` };
}

function together(shares: readonly SweepResult[], key: string | null, isAll: boolean): SweepResult {
  const { share: _, ...first } = shares[0] as SweepResult;
  const { unreached, reason, ...all } = joined(shares, ({ steps }) => steps, isAll);
  const isOpen = !isAll || shares.some((result) => !isDecided(result));
  return { ...first, ...all, key, reason: reason ?? null, ...(isOpen ? {} : { unreached }) };
}

function tilesOf(shares: readonly SweepResult[]): readonly SweepResult[] | undefined {
  return tiling(shares.flatMap((result) => (result.share === undefined ? [] : [{ ...result.share, result }])))?.map(({ result }) => result);
}
