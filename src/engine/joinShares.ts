import { SpecError } from "../language/errors.js";
import type { Verdict } from "../language/index.js";
import type { PropertyOfShare, PropertyResult, SearchResult, ShareFound } from "./result.js";
import { shareName, tiling } from "./search/share.js";
import { type Counts, sumCounts } from "./sumCounts.js";

/** A property of one share: as a search found it, or as it is reported. */
export interface SharedProperty {
  readonly name: string;
  readonly kind: PropertyResult["kind"] | string;
  readonly verdict: Verdict;
  readonly vacuous: boolean;
}

/** What a search of a share found: a result, or the report on it. */
export interface SharedResult<P extends SharedProperty> extends Counts {
  readonly properties: readonly P[];
  readonly share?: ShareFound | undefined;
}

/** What shares come to together. */
export interface Joined<P extends SharedProperty> extends Required<Omit<SharedResult<P>, "share">> {
  readonly verdict: Verdict;
  /** Why it is `incomplete`. */
  readonly reason: string | undefined;
  /** How often each step fired in all of them together. */
  readonly fired: Readonly<Record<string, number>>;
  /** Steps that fired in no share. */
  readonly unreached: readonly string[];
  /** How many shares there were. */
  readonly shares: number;
}

/**
 * What searches of all shares of a model found together: what a search of the whole finds. Of each property the shortest trace is kept, and counts are sums, which
 * no less than those of the whole are, and more where a state can be reached from several shares.
 * @throws SpecError FL302 if the shares leave something of the whole out
 */
export function joinShares(results: readonly SearchResult[]): SearchResult {
  const tiles = tiling(results.flatMap((result) => (result.share === undefined ? [] : [{ ...result.share, result }])));
  if (tiles === undefined) {
    const names = results.map(({ share }) => (share === undefined ? "no share" : shareName(share)));
    throw new SpecError("FL302", `these shares leave initial states out: ${names.join(", ")}`, "search every share: 1/4, 2/4, 3/4 and 4/4");
  }
  const shares = tiles.map(({ result }) => result);
  const { share: _, reductions, ...first } = shares[0] as SearchResult;
  const made = reductions?.map(({ reduction }, at) => ({ reduction, effect: effectsOf(shares, at) }));
  return { ...first, ...(made && { reductions: made }), ...joined(shares, ({ trace, witness }) => (trace ?? witness)?.steps.length) };
}

/** What came of a reduction in each share: `1/2: some processes were left out in 43 of 97 states; 2/2: …`. */
function effectsOf(shares: readonly SearchResult[], at: number): string {
  return shares.flatMap(({ share, reductions }) => (share === undefined ? [] : [`${shareName(share)}: ${reductions?.[at]?.effect}`])).join("; ");
}

/**
 * What shares come to together.
 * @param lengthOf transitions of a property's trace, or of its witness
 * @param isAll they make up the whole; what of the whole is not decided by a part of it is `incomplete` else
 */
export function joined<P extends SharedProperty>(
  results: readonly SharedResult<P>[],
  lengthOf: (property: P) => number | undefined | null,
  isAll = true,
): Joined<P> {
  const shares = results.flatMap(({ share }) => (share === undefined ? [] : [share]));
  const names = [...new Set(results.flatMap(({ properties }) => properties.map(({ name }) => name)))];
  const properties = names.map((name) => joinedProperty(name, results, lengthOf, isAll));
  const open = shares.find(({ reason }) => reason !== null);
  const isDecided = isAll && shares.every(({ verdict }) => verdict !== "incomplete");
  return {
    verdict: overall([...properties.map(({ verdict }) => verdict), ...(isDecided ? [] : ["incomplete" as const])]),
    properties,
    ...sumCounts(results),
    reason: open === undefined ? undefined : `share ${shareName(open)} of the initial states: ${open.reason}`,
    fired: firedIn(shares),
    unreached: isAll && open === undefined ? neverIn(shares) : [],
    shares: results.length,
  };
}

function firedIn(shares: readonly ShareFound[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { fired } of shares) for (const [step, count] of Object.entries(fired)) sums[step] = (sums[step] ?? 0) + count;
  return sums;
}

function neverIn(shares: readonly ShareFound[]): readonly string[] {
  return (shares[0]?.unreached ?? []).filter((step) => shares.every(({ unreached }) => unreached.includes(step)));
}

/** A `sometimes` needs one share in which it comes true; everything else has to hold in all. Vacuous is only what no share put to the test. */
function joinedProperty<P extends SharedProperty>(
  name: string,
  results: readonly SharedResult<P>[],
  lengthOf: (property: P) => number | undefined | null,
  isAll: boolean,
): P {
  const reports = results.flatMap(({ properties }) => properties.filter((property) => property.name === name));
  const found = results.flatMap(({ share }) => share?.properties.filter((property) => property.name === name) ?? []);
  const length = (report: P): number => lengthOf(report) ?? Number.POSITIVE_INFINITY;
  const [first, ...rest] = reports;
  const best = rest.reduce((shortest, other) => (length(other) < length(shortest) ? other : shortest), first as P);
  const isOpen = !isAll || found.length < results.length;
  const verdicts = [...found.map((property) => property.verdict), ...(isOpen ? ["incomplete" as const] : [])];
  const verdict = overall(verdicts, best.kind === "sometimes" ? "holds" : "violated");
  return { ...best, verdict, vacuous: verdict === "holds" && isVacuous(found) };
}

function isVacuous(found: readonly PropertyOfShare[]): boolean {
  return found.some(({ vacuous }) => vacuous) && found.every(({ vacuous, untested }) => vacuous || untested);
}

/** What one of them decides, else what is left open, else what they all agree in. */
function overall(verdicts: readonly Verdict[], decisive: "holds" | "violated" = "violated"): Verdict {
  if (verdicts.includes(decisive)) return decisive;
  if (verdicts.includes("incomplete")) return "incomplete";
  return decisive === "holds" ? "violated" : "holds";
}
