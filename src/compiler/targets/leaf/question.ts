import type { PropertyProgram } from "../../ir.js";
import { type LeafProgram, leafProgramOf } from "./leafProgram.js";
import { opposite } from "./logic.js";

/**
 * What a property asks, as a program that has a leaf exactly where the property is satisfied (for `sometimes`: where its predicate is true). A predicate that
 * breaks a rule itself is not true.
 */
export function questionOf({ name, kind, program, value }: PropertyProgram): LeafProgram {
  const condition = kind === "never" ? opposite(value) : value;
  return leafProgramOf({ ...program, statements: [...program.statements, { kind: "when", condition, site: value.site }] }, name);
}
