/** How much a memory holds. */
export interface Room {
  /** Places of the table at most: a power of two. */
  readonly places: number;
  /** States at most. */
  readonly states: number;
}

const LEAST_PLACES = 2 ** 12;

/** The share of the places that may be taken: beyond it, looking for a free one takes long. */
const LOAD = 0.75;

/** States that a table has room for. */
export function fitting(places: number): number {
  return Math.floor(LOAD * places);
}

/** The most states, of `size` bytes each, that fit into so many bytes together with their table. */
export function roomIn(bytes: number, size: number): Room {
  let best: Room = { places: LEAST_PLACES, states: 0 };
  for (let places = LEAST_PLACES; places < 2 ** 30; places *= 2) {
    const states = Math.min(fitting(places), Math.floor((bytes - 4 * places) / size));
    if (states > best.states) best = { places, states };
  }
  return best;
}

/** The places of a table that is to hold more than `states` states: small tables grow faster, for their states are soon counted. */
export function grown(places: number, most: number): number {
  return Math.min(most, places < 2 ** 20 ? 4 * places : 2 * places);
}

/** The places that a search begins with. */
export function firstPlaces(most: number): number {
  return Math.min(LEAST_PLACES, most);
}

/** Places enough for so many states. */
export function placesFor(states: number, most: number): number {
  let places = firstPlaces(most);
  while (fitting(places) < states && places < most) places = grown(places, most);
  return places;
}
