import { REDUCTIONS, type Reduction } from "../compiler/analysis/reduction.js";
import { isStutterInvariant } from "../compiler/analysis/stutterInvariant.js";
import { symmetryOf } from "../compiler/analysis/symmetry.js";
import type { ComposedModel } from "../language/compose.js";
import { SpecError } from "../language/errors.js";
import type { Engine } from "./engine.js";

/** Which reductions are asked for: none; those that are sound for what the model asks; or some by name. */
export type AskedReductions = "none" | "auto" | readonly Reduction[];

/** What else is asked of a search. */
interface Circumstances {
  /** The engine that is asked for by name. */
  readonly engine: Engine["name"] | undefined;
  /** A refinement is decided on the graph. */
  readonly wholeGraph: boolean;
}

/**
 * The reductions that a search of a model makes. Whether copies can be told apart is found out when the search begins.
 * @throws SpecError FL302 for one that is unknown, or unsound for a property of the model, or asked of the reference engine, which makes none but symmetry
 */
export function reductionsFor(asked: AskedReductions, composed: ComposedModel, { engine, wholeGraph }: Circumstances): readonly Reduction[] {
  if (asked === "none" || asked.length === 0) return [];
  const obstacles = new Map(REDUCTIONS.map((reduction) => [reduction, obstacleTo(reduction, composed, wholeGraph)]));
  const isOffered = (reduction: Reduction): boolean => (reduction === "symmetry" ? symmetryOf(composed).length > 0 : engine !== "reference");
  if (asked === "auto") return REDUCTIONS.filter((reduction) => obstacles.get(reduction) === undefined && isOffered(reduction));
  for (const reduction of asked) {
    if (!REDUCTIONS.includes(reduction)) throw new SpecError("FL302", `there is no reduction '${reduction}'`, `use some of: ${REDUCTIONS.join(", ")}`);
    const obstacle = obstacles.get(reduction);
    if (obstacle !== undefined)
      throw new SpecError("FL302", `--reduce ${reduction} ${obstacle}`, "--reduce auto takes what is sound for each model", composed.model.site);
  }
  const compiledOnly = asked.find((reduction) => reduction !== "symmetry");
  if (engine === "reference" && compiledOnly !== undefined)
    throw new SpecError("FL302", `the reference engine does not make the reduction '${compiledOnly}'`, "leave --engine reference or --reduce away");
  return REDUCTIONS.filter((reduction) => asked.includes(reduction));
}

/**
 * Why a reduction is not sound, if it is not. A step property is asked of every transition, and partial-order reduction leaves transitions out that change nothing it reads. It keeps the
 * visible steps of a run in their order, with others in between: so it keeps fairness, the steps towards which are visible, but no formula that counts steps.
 */
function obstacleTo(reduction: Reduction, { model, temporal }: ComposedModel, wholeGraph: boolean): string | undefined {
  if (wholeGraph) return "does not go with a refinement, which is decided on the whole graph";
  if (reduction === "symmetry" && temporal.length > 0) return "does not go with a temporal property, which may follow one copy through a run";
  if (reduction !== "por") return undefined;
  const step = (model.properties ?? []).find(({ kind }) => kind === "step");
  if (step !== undefined) return `does not go with a step property ('${step.name}'), which is asked of every transition`;
  const counting = temporal.find(({ property }) => !isStutterInvariant(property.formula));
  return (
    counting &&
    `does not go with '${counting.property.name}': which step is taken is said outside of <> (taken(…) && …) and [] (taken(…) -> …), so it matters what is taken in between`
  );
}
