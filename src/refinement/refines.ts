import { type CheckOptions, type CheckResult, checkAnd } from "../engine/check.js";
import { compose } from "../language/compose.js";
import type { Mapping, Model, Refinement } from "../language/index.js";
import { refuseStrangeMappings } from "../language/refinement.js";
import { decideRefinement } from "./decideRefinement.js";

/** How a refinement is checked. Everything may be left out. */
export interface RefinementOptions extends CheckOptions, Pick<Refinement, "abstractThrough" | "ends"> {}

/** What a search found, with the refinement as the last of its properties. */
export interface RefinementResult extends CheckResult {
  /** What was compared, and, where the model does what the abstract model does not allow, what the abstract model could have done instead. */
  readonly evidence: readonly string[];
}

/**
 * Does a model, seen through a mapping, do only what an abstract model allows?
 *
 * Every reachable state of `model` is explored, as {@link check} does, and its own properties are decided; of `abstract`, as much as that takes. The property
 * `refines NAME: MAPPING` of the result says how it came out, with the shortest run up to the step that the abstract model does not allow.
 *
 * @example
 * ```ts
 * import { mapping, parameters, range, refines, system } from "faultline";
 *
 * const clock = system("clock", { parameters: parameters({}), variables: { hour: range(0, 11), minute: range(0, 59) } });
 * const dial = system("dial", { parameters: parameters({}), variables: { hour: range(0, 11) } });
 * const ticking = clock.actor("tick", {
 *   source: "this example",
 *   steps: {
 *     tick(s) {
 *       if (s.minute < 59) s.minute += 1;
 *       else {
 *         s.minute = 0;
 *         s.hour = s.hour === 11 ? 0 : s.hour + 1;
 *       }
 *       return "tick";
 *     },
 *   },
 * });
 * const turning = dial.actor("turn", {
 *   source: "this example",
 *   steps: {
 *     turn(s) {
 *       s.hour = s.hour === 11 ? 0 : s.hour + 1;
 *       return "turn";
 *     },
 *   },
 * });
 * const hours = mapping(clock, "the hour", {}, (s) => ({ hour: s.hour }));
 * const { verdict } = await refines(
 *   clock.model("a clock", { processes: [clock.process("tick", ticking)] }),
 *   dial.model("a dial", { processes: [dial.process("turn", turning)] }),
 *   hours,
 * );
 * ```
 *
 * @throws SpecError as {@link check} does; FL110 if a mapping throws; FL111 if the abstract model has no initial state; FL112 if a mapping is of another system, or gives what
 * the abstract model does not have
 */
export async function refines(model: Model, abstract: Model, through: Mapping, options: RefinementOptions = {}): Promise<RefinementResult> {
  const { abstractThrough, ends, ...checking } = options;
  const refinement: Refinement = { abstract, through, ...(abstractThrough && { abstractThrough }), ...(ends !== undefined && { ends }) };
  refuseStrangeMappings(model, refinement);
  const known = Object.entries(checking.set ?? {}).filter(([name]) => name in abstract.system.parameters.defaults);
  const composed = compose(abstract, Object.fromEntries(known));
  let evidence: readonly string[] = [];
  const result = await checkAnd(compose(model, checking.set), checking, function* (concrete, graph, found, budget) {
    const decision = yield* decideRefinement(concrete, composed, refinement, graph, found, budget);
    evidence = decision.evidence;
    return decision.result;
  });
  return { ...result, evidence };
}
