import type { ComposedModel } from "../language/compose.js";
import type { ComposedAction } from "../language/composeTemporal.js";

/** The actions that the temporal properties of a model speak of, each once, with a number. */
export class Actions {
  private readonly numbers = new Map<string, number>();
  readonly all: ComposedAction[] = [];

  constructor({ temporal }: ComposedModel) {
    for (const { atoms, fairness } of temporal) {
      for (const atom of atoms.values()) if (atom.kind === "taken") for (const action of atom.actions) this.add(action);
      for (const condition of fairness) this.add(condition);
    }
  }

  numberOf(action: ComposedAction): number {
    return this.numbers.get(keyOf(action)) as number;
  }

  private add(action: ComposedAction): void {
    const key = keyOf(action);
    if (!this.numbers.has(key)) this.numbers.set(key, this.all.push(action) - 1);
  }
}

function keyOf({ process, state, choice, value }: ComposedAction): string {
  return JSON.stringify([process, state ?? null, choice ?? null, value ?? null]);
}
