import type { ComposedModel } from "../language/compose.js";
import { clearDead } from "./analysis/clearDead.js";
import { refuseUnlessInterchangeable } from "./analysis/interchangeable.js";
import type { Reduction } from "./analysis/reduction.js";
import { stubbornSets } from "./analysis/stubbornSets.js";
import { symmetryOf } from "./analysis/symmetry.js";
import { compile } from "./compile.js";
import { type ModuleText, writeModule } from "./targets/assemblyscript/writeModule.js";

/**
 * AssemblyScript text of a module that explores a model, or as much of it as the reductions leave. Clearing a variable touches what its own process alone
 * deals with, so sets that are stubborn in the model are so in the cleared one.
 * @throws SpecError if the model is outside the subset, or FL116 if it tells copies apart that are to be renumbered
 */
export function reducedModule(composed: ComposedModel, reductions: readonly Reduction[]): ModuleText {
  const model = compile(composed);
  const copies = reductions.includes("symmetry") ? symmetryOf(composed) : [];
  if (reductions.includes("symmetry")) refuseUnlessInterchangeable(composed, model);
  const cleared = reductions.includes("dead") ? clearDead(model) : model;
  return writeModule(cleared, reductions.includes("por") ? stubbornSets(model, copies) : undefined, undefined, copies);
}
