import { type CopySet, movedSlots, symmetryOf } from "../../compiler/analysis/symmetry.js";
import type { ComposedModel } from "../../language/compose.js";

/** A renumbering of copies, by set: what number each gets. */
export type Renumbering = readonly (readonly number[])[];

/** A state under way to its representative: its slots, and, by set and number, which copy has that number now. */
interface Arrangement {
  readonly slots: Int32Array;
  readonly who: number[][];
}

/** A representative, and how many renumberings lead to it: as many as leave it as it is. */
interface Best extends Arrangement {
  readonly ways: number;
}

/**
 * The states that differ from one another in the numbers of copies only: an orbit, of which a search with symmetry reduction stores one state, the representative. (Ip and Dill,
 * Better verification through symmetry, 1996; Clarke, Enders, Filkorn and Jha, Exploiting symmetry in temporal logic model checking, 1996.) Copies are put in the order
 * of what the state says of each; where that does not settle everything, for a copy's variables hold the numbers of others, all orders that are left are tried, and the
 * least state is taken. The module of the compiled engine does the same: see `symmetryText.ts`.
 */
export class Orbits {
  readonly sets: readonly CopySet[];
  private readonly sorted: readonly number[];
  private readonly tried: readonly number[];
  /** Slots that may change with a renumbering. */
  private readonly moved: readonly number[];

  constructor(model: ComposedModel) {
    this.sets = symmetryOf(model);
    this.sorted = [...this.sets.keys()].filter((set) => this.sets[set]?.isSorted);
    this.tried = [...this.sets.keys()].filter((set) => !this.sets[set]?.isSorted);
    this.moved = movedSlots(this.sets);
  }

  /** Puts the representative in the place of a state; returns a renumbering that leads there. */
  represent(slots: Int32Array): Renumbering {
    const { slots: found, who } = this.arrange(slots);
    slots.set(found);
    return who.map((numbers) => inverse(numbers));
  }

  /** How many states an orbit has. */
  size(slots: Int32Array): number {
    return this.orders / this.arrange(slots).ways;
  }

  /** A state with its copies renumbered. */
  renumbered(slots: Int32Array, by: Renumbering): Int32Array {
    const arrangement: Arrangement = { slots: slots.slice(), who: this.sets.map(({ count }) => identity(count)) };
    for (const [set, numbers] of by.entries()) {
      const wanted = inverse(numbers);
      const who = arrangement.who[set] as number[];
      for (let at = 0; at < wanted.length; at++) {
        const from = who.indexOf(wanted[at] as number);
        if (from !== at) this.swap(arrangement, set, at, from);
      }
    }
    return arrangement.slots;
  }

  /** The process that a process becomes. */
  processAfter(process: number, by: Renumbering): number {
    for (const [set, { processes }] of this.sets.entries()) {
      for (const [number, own] of processes.entries()) {
        const role = own.indexOf(process);
        if (role >= 0) return processes[by[set]?.[number] as number]?.[role] as number;
      }
    }
    return process;
  }

  /** How many renumberings there are. */
  get orders(): number {
    return this.sets.reduce((product, { count }) => product * factorial(count), 1);
  }

  /** Nobody gets another number. */
  get none(): Renumbering {
    return this.sets.map(({ count }) => identity(count));
  }

  private arrange(slots: Int32Array): Best {
    const start: Arrangement = { slots: slots.slice(), who: this.sets.map(({ count }) => identity(count)) };
    for (const set of this.tried) this.sort(start, set);
    return this.tryOrders(start, 0, 0, undefined) as Best;
  }

  /** Tries all orders of the copies of the sets from `depth` on, of the first of them those from number `at` on, that the keys leave open. */
  private tryOrders(now: Arrangement, depth: number, at: number, best: Best | undefined): Best | undefined {
    const set = this.tried[depth];
    if (set === undefined) return this.better(now, best);
    const { count } = this.sets[set] as CopySet;
    if (at >= count - 1) return this.tryOrders(now, depth + 1, 0, best);
    let found = best;
    for (let other = at; other < count && this.compare(now, set, at, other) === 0; other++) {
      if (other > at) this.swap(now, set, at, other);
      found = this.tryOrders(now, depth, at + 1, found);
      if (other > at) this.swap(now, set, at, other);
    }
    return found;
  }

  private better({ slots, who }: Arrangement, best: Best | undefined): Best {
    const trial: Arrangement = { slots: slots.slice(), who: who.map((numbers) => [...numbers]) };
    const twins = this.sorted.reduce((product, set) => product * this.sort(trial, set), 1);
    const order = best === undefined ? -1 : this.compareStates(trial.slots, best.slots);
    if (order < 0) return { ...trial, ways: twins };
    return order > 0 ? (best as Best) : { ...(best as Best), ways: (best as Best).ways + twins };
  }

  /** Sorts the copies of a set by their keys; returns in how many orders the same keys come out. */
  private sort(now: Arrangement, set: number): number {
    const { count } = this.sets[set] as CopySet;
    let orders = 1;
    let twins = 1;
    for (let sorted = 1; sorted < count; sorted++)
      for (let at = sorted; at > 0 && this.compare(now, set, at - 1, at) > 0; at--) this.swap(now, set, at - 1, at);
    for (let at = 1; at < count; at++) {
      twins = this.compare(now, set, at - 1, at) === 0 ? twins + 1 : 1;
      orders *= twins;
    }
    return orders;
  }

  /** Compares two copies by their keys. */
  private compare({ slots }: Arrangement, set: number, a: number, b: number): number {
    const { columns, key } = this.sets[set] as CopySet;
    const [left, right] = [columns[a], columns[b]] as [readonly number[], readonly number[]];
    for (const position of key.positions) {
      const difference = (slots[left[position] as number] as number) - (slots[right[position] as number] as number);
      if (difference !== 0) return difference;
    }
    for (const slot of key.ids) {
      const difference = Number(slots[slot] === a) - Number(slots[slot] === b);
      if (difference !== 0) return difference;
    }
    for (const slot of key.subsets) {
      const difference = bit(slots[slot] as number, a) - bit(slots[slot] as number, b);
      if (difference !== 0) return difference;
    }
    return 0;
  }

  /** Two copies change their numbers. */
  private swap({ slots, who }: Arrangement, set: number, a: number, b: number): void {
    const { columns, ids, subsets } = this.sets[set] as CopySet;
    const [left, right] = [columns[a], columns[b]] as [readonly number[], readonly number[]];
    for (const [position, slot] of left.entries()) exchange(slots, slot, right[position] as number);
    for (const slot of ids) {
      if (slots[slot] === a) slots[slot] = b;
      else if (slots[slot] === b) slots[slot] = a;
    }
    for (const slot of subsets) {
      const members = slots[slot] as number;
      if (bit(members, a) !== bit(members, b)) slots[slot] = members ^ (1 << a) ^ (1 << b);
    }
    exchange(who[set] as number[], a, b);
  }

  private compareStates(a: Int32Array, b: Int32Array): number {
    for (const slot of this.moved) {
      const difference = (a[slot] as number) - (b[slot] as number);
      if (difference !== 0) return difference;
    }
    return 0;
  }
}

/** One renumbering after another. */
export function renumberedBy(first: Renumbering, then: Renumbering): Renumbering {
  return first.map((numbers, set) => numbers.map((number) => then[set]?.[number] as number));
}

function exchange(row: Int32Array | number[], a: number, b: number): void {
  [row[a], row[b]] = [row[b] as number, row[a] as number];
}

function bit(members: number, number: number): number {
  return (members >>> number) & 1;
}

function identity(count: number): number[] {
  return Array.from({ length: count }, (_, number) => number);
}

/** By copy, what number it has; of which copy has which number, and the other way round. */
function inverse(numbers: readonly number[]): number[] {
  const found = identity(numbers.length);
  for (const [number, copy] of numbers.entries()) found[copy] = number;
  return found;
}

function factorial(count: number): number {
  return count < 2 ? 1 : count * factorial(count - 1);
}
