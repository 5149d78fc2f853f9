import { lengthOf, type Scenario } from "./scenario.js";

/** A run of a write that lies in one page of the file, one user page and one segment: a fault-in ends with one, whatever the kernel. Positions in the write, in cells. */
export interface Unit {
  readonly from: number;
  readonly to: number;
  readonly userPage: number;
}

/** The units of a write, in order. */
export function unitsOf(scenario: Scenario): readonly Unit[] {
  const { pos, bounds } = scenario;
  const places = placesOf(scenario);
  const units: Unit[] = [];
  for (let position = 0, from = 0; position < lengthOf(scenario); position++) {
    const here = places[position] as Place;
    const next = places[position + 1];
    const endsPage = (pos + position + 1) % bounds.PAGE === 0;
    if (next !== undefined && !endsPage && next.userPage === here.userPage && next.segment === here.segment) continue;
    units.push({ from, to: position + 1, userPage: here.userPage });
    from = position + 1;
  }
  return units;
}

interface Place {
  readonly segment: number;
  readonly userPage: number;
}

/** Where each cell of the write lies in the user's buffer. */
function placesOf({ segments, bounds }: Scenario): readonly Place[] {
  return segments.flatMap(({ start, length }, segment) =>
    Array.from({ length }, (_, offset) => ({ segment, userPage: Math.floor((start + offset) / bounds.PAGE) })),
  );
}
