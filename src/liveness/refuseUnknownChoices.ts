import type { ComposedModel } from "../language/compose.js";
import type { ComposedTemporal } from "../language/composeTemporal.js";
import { SpecError } from "../language/errors.js";

/**
 * A label that nothing reachable chooses by is a mistake if no step could: the compiler knows. A model that it cannot read has the benefit of the doubt.
 * @param unseen labels that fairness or formulas name
 * @throws SpecError FL124
 */
export async function refuseUnknownChoices(model: ComposedModel, unseen: readonly string[]): Promise<void> {
  if (unseen.length === 0) return;
  const known = await labelsOf(model);
  const unknown = unseen.find((label) => known?.has(label) === false);
  if (known === undefined || unknown === undefined) return;
  const site = model.temporal.find((property) => names(property, unknown))?.property.site;
  throw new SpecError("FL124", `no step makes a choice '${unknown}'`, `choices of ${model.model.name}: ${[...known].sort().join(", ") || "none"}`, site);
}

function names({ atoms, fairness }: ComposedTemporal, label: string): boolean {
  const actions = [...fairness, ...[...atoms.values()].flatMap((atom) => (atom.kind === "taken" ? atom.actions : []))];
  return actions.some(({ choice }) => choice === label);
}

async function labelsOf(model: ComposedModel): Promise<ReadonlySet<string> | undefined> {
  const { checkSubset, structureOf } = await import("../compiler/index.js");
  if (model.model.interpreted || checkSubset(model).length > 0) return undefined;
  return new Set(structureOf(model).steps.flatMap(({ choices }) => choices));
}
