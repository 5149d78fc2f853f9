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
export function withoutShares(results: readonly SweepResult[]): SweepResult[] {
  return byJob(results).flatMap((each) => {
    const whole = wholeOf(each);
    return whole !== undefined && isDecided(whole) ? [whole] : each;
  });
}

/** Every job once: what its shares come to, where it was not decided by itself; as long as some of them are missing, that is incomplete. */
export function wholes(results: readonly SweepResult[]): SweepResult[] {
  return byJob(results).map((each) => wholeOf(each) ?? partly(each));
}

/** Whether what was asked for was decided: of a share, by itself or by smaller ones. */
export function isAnswered(job: SweepJob, results: readonly SweepResult[]): boolean {
  const own = results.filter((result) => isDecided(result) && wholeName({ subject: result.subject, size: result.bounds }) === wholeName(job));
  return (
    own.some(({ share }) => share === undefined) ||
    tiling(own.flatMap(({ share }) => (share === undefined ? [] : within(share, job.share ?? WHOLE)))) !== undefined
  );
}

function byJob(results: readonly SweepResult[]): SweepResult[][] {
  const jobs = new Map<string, SweepResult[]>();
  for (const result of results) {
    const name = `${result.sweep} ${wholeName({ subject: result.subject, size: result.bounds })}`;
    jobs.set(name, [...(jobs.get(name) ?? []), result]);
  }
  return [...jobs.values()];
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
  const { unreached: __, reason, ...all } = joined(shares, ({ steps }) => steps, isAll);
  return { ...first, ...all, key, reason: reason ?? null };
}

function tilesOf(shares: readonly SweepResult[]): readonly SweepResult[] | undefined {
  return tiling(shares.flatMap((result) => (result.share === undefined ? [] : [{ ...result.share, result }])))?.map(({ result }) => result);
}
