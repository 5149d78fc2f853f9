import type { Seen } from "../language/index.js";
import { agrees } from "./agrees.js";
import { Flattening, placesIn } from "./flatSeen.js";

/** One thing that was seen, with the number of its shape. */
interface Observation {
  readonly seen: Seen;
  readonly shape: number;
  readonly values: readonly number[];
}

/** What was seen of states, each once, with a number; and which of what is seen of a model agrees with what is seen of its abstract model. */
export class Observations {
  private readonly flattening = new Flattening();
  private readonly shapes = new Map<string, number>();
  private readonly numbers = new Map<string, number>();
  private readonly all: Observation[] = [];
  /** By pair of shapes: where the values of the one are in the other. */
  private readonly places = new Map<number, readonly number[] | undefined>();

  numberOf(seen: Seen): number {
    const flat = this.flattening.flatten(seen);
    const shape = numbered(this.shapes, flat.shape);
    const number = numbered(this.numbers, `${shape}:${flat.values.join()}`);
    if (number === this.all.length) this.all.push({ seen, shape, values: flat.values });
    return number;
  }

  at(number: number): Seen {
    return this.observation(number).seen;
  }

  /** Whether what is seen of the abstract model may be what is seen of the model. @throws SpecError FL112 if they are not of the same shape */
  agree(seen: number, abstract: number): boolean {
    const [one, other] = [this.observation(seen), this.observation(abstract)];
    const places = this.placesOf(one, other);
    if (places === undefined) return agrees(one.seen, other.seen);
    for (let value = 0; value < places.length; value++) if (one.values[value] !== other.values[places[value] as number]) return false;
    return true;
  }

  private placesOf(seen: Observation, abstract: Observation): readonly number[] | undefined {
    const pair = seen.shape * PAIR + abstract.shape;
    const known = this.places.get(pair);
    if (known !== undefined || this.places.has(pair)) return known;
    const places = placesIn(abstract.seen, seen.seen);
    this.places.set(pair, places);
    return places;
  }

  private observation(number: number): Observation {
    return this.all[number] as Observation;
  }
}

/** More than there are shapes. */
const PAIR = 2 ** 26;

/** The number that a text has; the next one, if it is new. */
function numbered(numbers: Map<string, number>, text: string): number {
  const known = numbers.get(text);
  if (known !== undefined) return known;
  numbers.set(text, numbers.size);
  return numbers.size - 1;
}
