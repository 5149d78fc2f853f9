import type { Temp } from "../../ir.js";
import type { Formula } from "./formula.js";
import { sortOf } from "./formula.js";
import type { HeldCell } from "./heldCells.js";
import { choice, type Term } from "./term.js";

/** What a program can write. */
export type Target = Temp | HeldCell;

/** The values of variables and temporaries at one point of a program, each as a term over the constants of the formula. */
export class Store {
  private constructor(
    private readonly cells: Map<HeldCell, Term>,
    private readonly temps: Map<Temp, Term>,
  ) {}

  static of(values: Iterable<readonly [HeldCell, Term]>): Store {
    return new Store(new Map(values), new Map());
  }

  copy(): Store {
    return new Store(new Map(this.cells), new Map(this.temps));
  }

  cell(cell: HeldCell): Term {
    return this.cells.get(cell) as Term;
  }

  /** Undefined for a temporary that was not bound on the way here. */
  temp(temp: Temp): Term | undefined {
    return this.temps.get(temp);
  }

  get(target: Target): Term | undefined {
    return isTemp(target) ? this.temps.get(target) : this.cells.get(target);
  }

  set(target: Target, value: Term): void {
    if (isTemp(target)) this.temps.set(target, value);
    else this.cells.set(target, value);
  }

  /** Takes over what two branches made of this store. A temporary that only one of them bound is not read where the other was taken. */
  merge(condition: Term, whenTrue: Store, whenFalse: Store, formula: Formula): void {
    const targets = new Set<Target>([...whenTrue.cells.keys(), ...whenTrue.temps.keys(), ...whenFalse.temps.keys()]);
    for (const target of targets) {
      const yes = whenTrue.get(target) ?? (whenFalse.get(target) as Term);
      const no = whenFalse.get(target) ?? yes;
      this.set(target, yes === no ? yes : formula.define(target.name, sortOfTarget(target), choice(condition, yes, no)));
    }
  }
}

export function isTemp(target: Target): target is Temp {
  return "flag" in target;
}

export function sortOfTarget(target: Target): "Bool" | "Int" {
  return isTemp(target) ? sortOf(target.type) : target.sort;
}
