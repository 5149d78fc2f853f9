import type { Subset } from "./domain.js";
import { Violation } from "./errors.js";
import { type Place, write } from "./memory.js";

/** A set that lives in one slot, one bit a member. */
export function subsetView(members: readonly (number | string)[], place: Place): Subset<number | string> {
  const { memory, at, name } = place;
  const bitOf = (member: number | string): number => {
    const bit = members.indexOf(member);
    if (bit < 0) throw new Violation("domain", `${name} cannot hold ${member}`);
    return 1 << bit;
  };
  const bits = (): number => memory.slots[at] as number;
  const put = (value: number): void => write(place, 0, value, "", false);
  return Object.freeze({
    has: (member: number | string) => (bits() & bitOf(member)) !== 0,
    add: (member: number | string) => put(bits() | bitOf(member)),
    delete: (member: number | string) => put(bits() & ~bitOf(member)),
    clear: () => put(0),
    get size() {
      return members.reduce<number>((sum, _, bit) => sum + ((bits() >>> bit) & 1), 0);
    },
  });
}
