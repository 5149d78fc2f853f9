/** What searches are measured by. */
export interface Counts {
  readonly states: number;
  readonly transitions: number;
  readonly depth: number;
  readonly initialStates: number;
  readonly seconds: number;
  readonly exact: boolean;
}

/** Of several searches: sums, the greatest depth, and exact if all of them are. */
export function sumCounts(searches: readonly Counts[]): Counts {
  const sum = (count: "states" | "transitions" | "initialStates" | "seconds"): number => searches.reduce((total, search) => total + search[count], 0);
  return {
    states: sum("states"),
    transitions: sum("transitions"),
    depth: Math.max(0, ...searches.map(({ depth }) => depth)),
    initialStates: sum("initialStates"),
    seconds: sum("seconds"),
    exact: searches.every(({ exact }) => exact),
  };
}
