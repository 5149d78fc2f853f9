import { REDUCTIONS, type Reduction } from "../compiler/analysis/reduction.js";
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
  /** More than the model's own properties is decided on the graph. */
  readonly wholeGraph: boolean;
  /** States may move from memory to files. */
  readonly spills?: boolean | undefined;
}

/**
 * The reductions that a search of a model makes. Whether copies can be told apart is found out when the search begins.
 * @throws SpecError FL302 for one that is unknown, or unsound for a property of the model, or asked of the reference engine, which makes none but symmetry
 */
export function reductionsFor(asked: AskedReductions, composed: ComposedModel, { engine, wholeGraph, spills }: Circumstances): readonly Reduction[] {
  if (asked === "none" || asked.length === 0) return [];
  const { model, temporal } = composed;
  const step = (model.properties ?? []).find(({ kind }) => kind === "step")?.name;
  const obstacles = new Map(REDUCTIONS.map((reduction) => [reduction, obstacleTo(reduction, wholeGraph || temporal.length > 0, step, spills)]));
  const isOffered = (reduction: Reduction): boolean => (reduction === "symmetry" ? symmetryOf(composed).length > 0 : engine !== "reference");
  if (asked === "auto") return REDUCTIONS.filter((reduction) => obstacles.get(reduction) === undefined && isOffered(reduction));
  for (const reduction of asked) {
    if (!REDUCTIONS.includes(reduction)) throw new SpecError("FL302", `there is no reduction '${reduction}'`, `use some of: ${REDUCTIONS.join(", ")}`);
    const obstacle = obstacles.get(reduction);
    if (obstacle !== undefined)
      throw new SpecError("FL302", `--reduce ${reduction} ${obstacle}`, "--reduce auto takes what is sound for each model", model.site);
  }
  const compiledOnly = asked.find((reduction) => reduction !== "symmetry");
  if (engine === "reference" && compiledOnly !== undefined)
    throw new SpecError("FL302", `the reference engine does not make the reduction '${compiledOnly}'`, "leave --engine reference or --reduce away");
  return REDUCTIONS.filter((reduction) => asked.includes(reduction));
}

/**
 * Why a reduction is not sound, if it is not. Temporal properties are decided on the whole graph: the cycles of a reduced one need not be the fair ones of the whole. A step
 * property is asked of every transition, and partial-order reduction leaves transitions out that change nothing it reads. Whether a process may go before the others hangs on
 * whether its successors are new, and of a state that may be in a file nobody knows at once.
 */
function obstacleTo(reduction: Reduction, wholeGraph: boolean, step: string | undefined, spills = false): string | undefined {
  if (wholeGraph) return "does not go with a temporal property or a refinement, which is decided on the whole graph";
  if (reduction === "por" && spills) return "does not go with --spill: it has to know at once whether a state is new";
  return reduction === "por" && step !== undefined ? `does not go with a step property ('${step}'), which is asked of every transition` : undefined;
}
