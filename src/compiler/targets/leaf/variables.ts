import type { Slot } from "../../../language/layout.js";
import type { ModelProgram, Place } from "../../ir.js";
import { walk, walkExpression } from "../../walk.js";
import type { Names } from "./names.js";

/** One variable of an exported model: a slot, or several that some place reads or writes by a computed index. */
export interface Variable {
  readonly name: string;
  readonly first: number;
  readonly slots: readonly Slot[];
  /** It is indexed from 0, even if it has one slot. */
  readonly isArray: boolean;
  readonly least: number;
  readonly greatest: number;
}

/** The variables of a model, in the order of its slots. */
export class Variables {
  readonly all: readonly Variable[];
  private readonly bySlot: readonly Variable[];
  private readonly controls: readonly number[];

  constructor({ slots, processes, initial, properties }: ModelProgram, names: Names) {
    const runs = new Runs(slots.length);
    const note = (place: Place): void => runs.join(place);
    const visitor = { read: note, write: note };
    for (const { states } of processes) for (const { program } of states) if (program !== undefined) walk(program.statements, visitor);
    walk(initial.statements, visitor);
    for (const { program, value } of properties) {
      walk(program.statements, visitor);
      walkExpression(value, visitor);
    }
    this.all = runs.all.map(({ from, to, joined }) => variableOf(slots.slice(from, to + 1), from, joined, names));
    this.controls = processes.map(({ slot }) => slot);
    this.bySlot = this.all.flatMap((variable) => variable.slots.map(() => variable));
  }

  /** The variable that has a slot. */
  at(slot: number): Variable {
    return this.bySlot[slot] as Variable;
  }

  /** The variable that says where a process stands. */
  control(process: number): Variable {
    return this.at(this.controls[process] as number);
  }
}

function variableOf(slots: readonly Slot[], first: number, isArray: boolean, names: Names): Variable {
  const least = Math.min(...slots.map((slot) => slot.least));
  const greatest = Math.max(...slots.map((slot) => slot.greatest));
  return { name: names.take(commonName(slots)), first, slots, isArray, least, greatest };
}

/** What the names of several slots begin with: `page[0].uptodate` and `page[1].dirty` are of `page`. */
function commonName(slots: readonly Slot[]): string {
  const [first, ...others] = slots.map(({ name }) => name) as [string, ...string[]];
  if (others.length === 0) return first.replace(/@$/, " at");
  let length = first.length;
  for (const other of others) while (!other.startsWith(first.slice(0, length))) length--;
  return first.slice(0, length).replace(/[[.][^[.]*$/, "");
}

interface Run {
  readonly from: number;
  readonly to: number;
  readonly joined: boolean;
}

/** Slots that have to lie in one variable, because one place may mean any of them. */
class Runs {
  private readonly linked: boolean[];
  private readonly joined: boolean[];

  constructor(private readonly size: number) {
    this.linked = Array.from({ length: size }, () => false);
    this.joined = Array.from({ length: size }, () => false);
  }

  join(place: Place): void {
    if (place.terms.length === 0 && place.size <= 1) return;
    const [first, last] = extentOf(place);
    for (let slot = first; slot <= last; slot++) {
      this.joined[slot] = true;
      if (slot > first) this.linked[slot] = true;
    }
  }

  get all(): readonly Run[] {
    const runs: Run[] = [];
    for (let from = 0; from < this.size; ) {
      let to = from;
      while (to + 1 < this.size && this.linked[to + 1]) to++;
      runs.push({ from, to, joined: this.joined[from] === true });
      from = to + 1;
    }
    return runs;
  }
}

/** The first and the last slot that a place may mean; its indices are within their types. */
function extentOf({ base, terms, size }: Place): readonly [number, number] {
  let first = base;
  let last = base + Math.max(1, size) - 1;
  for (const { index, stride } of terms) {
    if (index.type.kind !== "integer") continue;
    first += index.type.least * stride;
    last += index.type.greatest * stride;
  }
  return [first, last];
}
