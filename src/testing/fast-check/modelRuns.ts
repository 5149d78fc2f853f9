import type { Arbitrary as ArbitraryOf, Random, Stream as StreamOf, Value as ValueOf } from "fast-check";
import { Stepper } from "../../engine/interpreter/stepper.js";
import { type ComposedModel, compose } from "../../language/compose.js";
import { type Model, type ParameterValues, SpecError } from "../../language/index.js";
import { initialValue } from "../../language/layout.js";
import { changesBetween } from "../../trace/changesBetween.js";
import { decodeState } from "../../trace/decodeState.js";
import type { InitialLeaf } from "../../trace/explain/leaves.js";
import { tellSettings } from "../../trace/tellChanges.js";
import type { DecodedState } from "../../trace/traceDocument.js";
import { describeLeaf } from "../runs/describeLeaf.js";
import { type ModelRun, type ModelStep, showStep } from "../runs/modelRun.js";
import { Arbitrary, Stream, toStringMethod, Value } from "./fastCheck.js";
import { smallerWalks } from "./smallerWalks.js";
import { type Taken, type Walk, Walks } from "./walk.js";

/** Which runs of a model are drawn. */
export interface ModelRunConstraints {
  /** Bounds: values for parameters that the model's system declares. */
  readonly set?: ParameterValues;
  /** Steps of the longest run: 30, unless given. */
  readonly maxSteps?: number;
}

const USUAL_MOST_STEPS = 30;

/**
 * Runs of a model, for testing an implementation against it, as `fc.commands` is of commands: a random initial state, then random steps of random processes with random answers, as long as there are any.
 *
 * A run that fails shrinks: steps are dropped, and with them those that cannot be taken any more; then it begins in the first initial states, and its choices get the first answers. What is
 * left is always a run of the model.
 *
 * @example
 * ```ts
 * import fc from "fast-check";
 * import { followRun, modelRuns } from "faultline/fast-check";
 *
 * await fc.assert(
 *   fc.asyncProperty(modelRuns(jugs), (run) =>
 *     followRun(run, {
 *       start: () => new Jugs(),
 *       steps: { pour: (real, { answers }) => real.pour(answers.action) },
 *       agrees: (real, { variables }) => real.big === variables.big && real.small === variables.small,
 *     }),
 *   ),
 * );
 * ```
 *
 * @throws SpecError FL106 for an unknown parameter, FL111 for a model without initial states, FL302 for a bad `maxSteps`, FL401 without the package fast-check, FL1xx for a model that is ill-formed
 */
export function modelRuns(model: Model, { set, maxSteps = USUAL_MOST_STEPS }: ModelRunConstraints = {}): ArbitraryOf<ModelRun> {
  if (!Number.isSafeInteger(maxSteps) || maxSteps < 0) throw new SpecError("FL302", `maxSteps is ${maxSteps}`, "give a whole number of steps: 30");
  const composed = compose(model, set);
  const walks = new Walks(new Stepper(composed));
  if (walks.initial.length === 0) throw new SpecError("FL111", `${model.name} has no initial state`, "mend its initial rule", model.site);
  return new ModelRuns(composed, walks, maxSteps);
}

class ModelRuns extends Arbitrary<ModelRun> {
  constructor(
    private readonly composed: ComposedModel,
    private readonly walks: Walks,
    private readonly maxSteps: number,
  ) {
    super();
  }

  generate(random: Random): ValueOf<ModelRun> {
    const initial = random.nextInt(0, this.walks.initial.length - 1);
    const taken: Taken[] = [];
    for (let left = random.nextInt(0, this.maxSteps); left > 0; left--) {
      const leaf = this.drawn(random, { initial, taken });
      if (leaf === undefined) break;
      taken.push(leaf);
    }
    return this.value({ initial, taken });
  }

  canShrinkWithoutContext(_value: unknown): _value is ModelRun {
    return false;
  }

  shrink(_run: ModelRun, context: unknown): StreamOf<ValueOf<ModelRun>> {
    return new Stream(smallerWalks(this.walks, context as Walk)).map((walk) => this.value(walk));
  }

  /** A process among those that can move, then one of the ways in which it can: a step with many answers is not drawn more often. */
  private drawn(random: Random, walk: Walk): Taken | undefined {
    const leaves = this.walks.next(walk);
    const movers = [...new Set(leaves.map(({ process }) => process))];
    if (movers.length === 0) return undefined;
    const mover = movers[random.nextInt(0, movers.length - 1)];
    const own = leaves.filter(({ process }) => process === mover);
    return own[random.nextInt(0, own.length - 1)];
  }

  private value(walk: Walk): ValueOf<ModelRun> {
    return new Value(new DrawnRun(this.composed, this.walks, walk), walk);
  }
}

/** A run that tells itself in one line where fast-check reports it. */
class DrawnRun implements ModelRun {
  readonly initial: DecodedState;
  readonly steps: readonly ModelStep[];
  private readonly settings: string;

  constructor(composed: ComposedModel, walks: Walks, { initial, taken }: Walk) {
    const first = [...(walks.initial[initial] as InitialLeaf).state];
    this.initial = decodeState(composed, first);
    this.steps = taken.map((leaf) => describeLeaf(composed, leaf, leaf.state));
    this.settings = tellSettings(changesBetween(composed, composed.slots.map(initialValue), first)).join(", ");
  }

  [toStringMethod](): string {
    return [...(this.settings === "" ? [] : [`from ${this.settings}`]), ...this.steps.map(showStep)].join("; ");
  }
}
