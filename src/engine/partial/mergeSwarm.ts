import type { PropertyResult, SearchResult } from "../result.js";

/** A property of one member: as a search found it, or as it is reported. */
interface MemberProperty {
  readonly name: string;
  readonly kind: PropertyResult["kind"];
  readonly verdict: PropertyResult["verdict"];
  readonly vacuous: boolean;
  readonly trace?: { readonly steps: readonly unknown[] } | null | undefined;
}

/** What one search of a swarm found: a result, or the report on it. */
type Member = Pick<SearchResult, "verdict" | "states" | "transitions" | "depth" | "initialStates" | "seconds" | "exact" | "search"> & {
  readonly properties: readonly MemberProperty[];
  readonly reason: string | null | undefined;
};

/**
 * What searches with different seeds found together. One that came to its end has decided everything, and stands for all. Otherwise a property is violated if a member
 * violates it, with the shortest of their traces, the first among equals; counts are sums, and states that several members visited count for each.
 * @param members one or more, in the order of their seeds
 */
export function mergeSwarm<M extends Member>(members: readonly M[]): M {
  const whole = members.find(({ exact, reason }) => exact && (reason ?? undefined) === undefined);
  const [first] = members as readonly [M];
  if (whole !== undefined || members.length === 1) return whole ?? first;
  const names = [...new Set(members.flatMap(({ properties }) => properties.map(({ name }) => name)))];
  const properties = names.map((name) => decisive(members.flatMap((member) => member.properties.filter((property) => property.name === name))));
  const sum = (count: "states" | "transitions" | "initialStates" | "seconds"): number => members.reduce((total, member) => total + member[count], 0);
  return {
    ...first,
    verdict: properties.some(({ verdict }) => verdict === "violated") ? "violated" : "incomplete",
    properties,
    states: sum("states"),
    transitions: sum("transitions"),
    initialStates: sum("initialStates"),
    seconds: sum("seconds"),
    depth: Math.max(...members.map(({ depth }) => depth)),
    exact: members.every(({ exact }) => exact),
    reason: `swarm of ${members.length}, counts are sums; the first of them: ${first.reason}`,
    search: first.search && { ...first.search, swarm: members.length, omission: omissionOf(members) },
  };
}

/** Violated, or a promise kept, by the shortest run; else undecided. Vacuous is only what nobody put to the test. */
function decisive<P extends MemberProperty>(properties: readonly P[]): P {
  const length = ({ trace }: P): number => trace?.steps.length ?? Number.POSITIVE_INFINITY;
  const decided = properties.filter(({ verdict }) => verdict !== "incomplete");
  const [first, ...rest] = decided.length > 0 ? decided : properties;
  const best = rest.reduce((shortest, other) => (length(other) < length(shortest) ? other : shortest), first as P);
  return { ...best, vacuous: properties.every(({ vacuous }) => vacuous) };
}

/** A state is missed if every member takes it for another, each with hash functions of its own. */
function omissionOf(members: readonly Member[]): number | null {
  return members.reduce<number | null>((product, { search }) => (product === null || search?.omission == null ? null : product * search.omission), 1);
}
