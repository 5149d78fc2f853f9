import type { Seen } from "../language/index.js";
import { agrees } from "./agrees.js";

/** What was seen of states, each once, with a number; and which of what is seen of a model agrees with what is seen of its abstract model. */
export class Observations {
  private readonly numbers = new Map<string, number>();
  private readonly all: Seen[] = [];
  /** By pair. */
  private readonly known = new Map<number, boolean>();

  numberOf(seen: Seen): number {
    const key = JSON.stringify(seen, (_, value) => (value === undefined ? null : value)) ?? "";
    const number = this.numbers.get(key);
    if (number !== undefined) return number;
    this.numbers.set(key, this.all.length);
    return this.all.push(seen) - 1;
  }

  at(number: number): Seen {
    return this.all[number];
  }

  /** Whether what is seen of the abstract model may be what is seen of the model. @throws SpecError FL112 if they are not of the same shape */
  agree(seen: number, abstract: number): boolean {
    const pair = seen * PAIR + abstract;
    const known = this.known.get(pair);
    if (known !== undefined) return known;
    const agreed = agrees(this.at(seen), this.at(abstract));
    this.known.set(pair, agreed);
    return agreed;
  }
}

/** More than there are observations. */
const PAIR = 2 ** 26;
