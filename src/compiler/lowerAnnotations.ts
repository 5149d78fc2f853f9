import type { Annotation, Assertion } from "../language/annotation.js";
import type { ComposedModel, Instance } from "../language/compose.js";
import { errorOf } from "../language/errors.js";
import type { Body } from "./bodiesOf.js";
import { findBodies } from "./bodiesOf.js";
import { checkText } from "./checkText.js";
import type { PropertyProgram } from "./ir.js";
import { Activation } from "./lowering/activation.js";
import { Follower } from "./lowering/follow.js";
import { inline } from "./lowering/inline.js";
import { ProgramBuilder } from "./lowering/programBuilder.js";
import { Refused, type Value } from "./lowering/value.js";
import { wantBoolean, wantScalar } from "./lowering/views.js";
import { contextOf } from "./lowerModel.js";
import { problemAt } from "./problemAt.js";

/** An assertion about one instance of a machine, as a program over the slots of the model. */
export interface AssertionProgram extends PropertyProgram {
  readonly process: number;
  /** The control states of the process of which it says something. */
  readonly states: readonly number[];
}

/** An assertion, and the instance that it is about. */
interface Asserted {
  readonly instance: Instance;
  readonly place: string;
  readonly holds: Assertion;
  /** The function that is called, for what is true during a call. */
  readonly callee: Instance | undefined;
  readonly states: readonly number[];
}

/**
 * The assertions of annotations, for each instance of the machines that they are about.
 * @throws SpecError with the first thing in one that is outside the subset
 */
export function lowerAnnotations(composed: ComposedModel, annotations: readonly Annotation[]): readonly AssertionProgram[] {
  const asserted = composed.instances.flatMap((instance) =>
    annotations.filter(({ of }) => of.name === instance.machine.prototype.name).flatMap((annotation) => assertionsAbout(instance, annotation, composed)),
  );
  const bodies = asserted.map(({ place, holds, instance }): Body => ({ role: "property", name: place, value: holds, nearby: instance.machine.site }));
  const { nodes, problems: lost } = findBodies(bodies);
  const [first] = [...lost, ...checkText(bodies, nodes)];
  if (first !== undefined) throw errorOf(first);
  const context = contextOf(composed, nodes);
  return asserted.map((each) => lowerAssertion(context, each));
}

function assertionsAbout(instance: Instance, { name, at, during }: Annotation, { processes }: ComposedModel): readonly Asserted[] {
  const { path, states, callees } = instance;
  const ofProcess = processes[instance.process]?.states ?? [];
  const steps = Object.entries(at).flatMap(([step, holds]): Asserted[] => {
    const state = states[step];
    return state === undefined ? [] : [{ instance, place: `${name}, at ${path}.${step}`, holds, callee: undefined, states: [state] }];
  });
  const calls = Object.entries(during).flatMap(([call, holds]): Asserted[] => {
    const callee = callees[call];
    if (callee === undefined) return [];
    const inside = ofProcess.filter((state) => state.instance === callee || state.instance.path.startsWith(`${callee.path}/`));
    return [{ instance, place: `${name}, during ${callee.path}`, holds, callee, states: inside.map(({ index }) => index) }];
  });
  return [...steps, ...calls];
}

function lowerAssertion(context: ReturnType<typeof contextOf>, { instance, place, holds, callee, states }: Asserted): AssertionProgram {
  const builder = new ProgramBuilder();
  const setting = { phase: "property", parameters: context.parameters } as const;
  const follower = new Follower(context, builder, setting);
  const node = context.nodeOf(holds);
  const shared: Value = { kind: "view", view: follower.shared };
  const values = [shared, follower.mine(instance), ...(callee === undefined ? [] : [follower.mine(callee)]), context.parameters];
  const discard = { jump: { flag: builder.temp("returned", { kind: "boolean" }, false, true) }, accept: () => undefined };
  try {
    const value = wantBoolean(wantScalar(inline(new Activation(setting, builder, node, discard, []), node, values, node), node), node);
    return { name: place, kind: "always", program: builder.finish([value]), value, implications: builder.implications, process: instance.process, states };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    throw errorOf(problemAt(error.node, error.code, error.message, error.hint));
  }
}
