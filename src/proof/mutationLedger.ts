import type { Mutant } from "../compiler/mutants/mutant.js";
import type { MutantOutcome, MutationScore } from "./mutation.js";
import type { Surprise } from "./mutationSurprise.js";

/** What killed a mutant. */
export interface Killing extends Surprise {
  /** The run: `claims/c10: before the fix`. */
  readonly run: string;
}

/** What a run said of a mutant. */
export type Said =
  | { readonly kind: "killed"; readonly by: Killing }
  | { readonly kind: "differs"; readonly run: string }
  | { readonly kind: "same" }
  /** No step that it changes was taken. */
  | { readonly kind: "unreached" }
  | { readonly kind: "unfinished" };

interface Entry {
  readonly mutant: Mutant;
  killedBy: Killing | null;
  reached: boolean;
  unfinished: boolean;
  readonly differsIn: string[];
}

/** What all runs said of all mutants so far. */
export class MutationLedger {
  private readonly entries = new Map<string, Entry>();

  /** Whether another run may tell more of a mutant. */
  isOpen({ key }: Mutant): boolean {
    return (this.entries.get(key)?.killedBy ?? null) === null;
  }

  note(mutant: Mutant, said: Said): void {
    const entry = this.entries.get(mutant.key) ?? { mutant, killedBy: null, reached: false, unfinished: false, differsIn: [] };
    this.entries.set(mutant.key, entry);
    if (said.kind === "killed") entry.killedBy = said.by;
    if (said.kind === "differs") entry.differsIn.push(said.run);
    if (said.kind === "unfinished") entry.unfinished = true;
    if (said.kind !== "unreached") entry.reached = true;
  }

  get counts(): { readonly mutants: number; readonly killed: number } {
    const killed = [...this.entries.values()].filter(({ killedBy }) => killedBy !== null).length;
    return { mutants: this.entries.size, killed };
  }

  score(): Omit<MutationScore, "asked" | "leftOut"> {
    const mutants = [...this.entries.values()].map(outcomeOf);
    const count = (fate: MutantOutcome["fate"]): number => mutants.filter((each) => each.fate === fate).length;
    const [killed, survived, equivalent, incomplete] = [count("killed"), count("survived"), count("equivalent"), count("incomplete")];
    const others = killed + survived + incomplete;
    return { mutants, killed, survived, equivalent, incomplete, score: others === 0 ? null : killed / others };
  }
}

function outcomeOf({ mutant, killedBy, reached, unfinished, differsIn }: Entry): MutantOutcome {
  if (killedBy !== null) return { mutant, fate: "killed", killedBy, reached, differsIn: [] };
  const fate = unfinished ? "incomplete" : differsIn.length > 0 ? "survived" : "equivalent";
  return { mutant, fate, killedBy, reached, differsIn };
}
