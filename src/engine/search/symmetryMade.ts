import type { CopySet } from "../../compiler/analysis/symmetry.js";
import type { ComposedModel } from "../../language/compose.js";
import type { ReductionMade } from "../result.js";

/** What came of symmetry reduction. @param whole states of the orbits that a search's representatives stand for: its states without this reduction */
export function symmetryMade(sets: readonly CopySet[], states: number, whole: number): ReductionMade {
  const copies = sets.map(({ name, count }) => `${count} copies of ${name}`).join(", ");
  const effect = sets.length === 0 ? "no processes are declared to be copies of one another" : `${states} states stand for ${whole}: ${copies}`;
  return { reduction: "symmetry", effect };
}

/** How often each step fired, where copies are the same: a step of one of them as often as that of all together, for which of them has which number is the search's choice. */
export function firedAlike({ processes }: ComposedModel, sets: readonly CopySet[], fired: Readonly<Record<string, number>>): Record<string, number> {
  const alike = { ...fired };
  for (const { processes: byCopy } of sets) {
    for (const [role, first] of (byCopy[0] as readonly number[]).entries()) {
      for (const { index, body } of processes[first]?.states ?? []) {
        if (body === undefined) continue;
        const names = byCopy.map((own) => processes[own[role] as number]?.states[index]?.name as string);
        const sum = names.reduce((total, name) => total + (fired[name] as number), 0);
        for (const name of names) alike[name] = sum;
      }
    }
  }
  return alike;
}
