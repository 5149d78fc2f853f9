import type { Place, Program } from "../../compiler/ir.js";
import type { HeldCell } from "../../compiler/targets/smt/heldCells.js";
import { alternativesOf } from "../../compiler/targets/smt/places.js";
import type { SmtModel } from "../../compiler/targets/smt/smtModel.js";
import { walk } from "../../compiler/walk.js";

/** The variables that programs may look at, and where processes stand. */
export function cellsReadBy({ cells, program: { processes } }: SmtModel, programs: readonly (Program | undefined)[]): ReadonlySet<HeldCell> {
  const found = new Set(processes.map(({ slot }) => cells.at(slot).cell));
  const read = (place: Place): void => {
    for (const { cell } of alternativesOf(place, cells, () => "index")) found.add(cell);
  };
  for (const program of programs) walk(program?.statements ?? [], { read });
  return found;
}
