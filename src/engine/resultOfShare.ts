import type { PropertyResult, SearchResult } from "./result.js";
import { type Share, shareName } from "./search/share.js";

/**
 * What the search of a share says of the whole: a violation is one, and a `sometimes` that came true is kept, for one run decides either; whatever speaks of all runs, or
 * of what never happens, is `incomplete`. What was found in the share stands in `share`.
 */
export function resultOfShare(found: SearchResult, share: Share): SearchResult {
  const properties = found.properties.map((property) =>
    isDecidedByOneRun(property) ? property : { ...property, verdict: "incomplete" as const, vacuous: false },
  );
  const { verdict, reason, fired, unreached } = found;
  const rest = `share ${shareName(share)} of the initial states`;
  return {
    ...found,
    verdict: properties.some((property) => property.verdict === "violated") ? "violated" : "incomplete",
    properties,
    unreached: [],
    reason: `${rest} ${verdict === "incomplete" ? `is incomplete: ${reason}` : verdict === "holds" ? "holds; the others were not searched" : "was searched, and no other"}`,
    share: { ...share, verdict, reason: reason ?? null, properties: found.properties.map(inShare), fired, unreached },
  };
}

function isDecidedByOneRun({ kind, verdict }: PropertyResult): boolean {
  return verdict === (kind === "sometimes" ? "holds" : "violated");
}

function inShare({ name, verdict, vacuous, conditional = true }: PropertyResult): NonNullable<SearchResult["share"]>["properties"][number] {
  return { name, verdict, vacuous, untested: !conditional && verdict === "holds" };
}
