import type { ComposedModel, ControlState, Instance } from "../language/compose.js";
import type { Problem } from "../language/errors.js";
import type { AnyStep } from "../language/machine.js";
import type { PredicateProperty } from "../language/property.js";
import type { Site } from "../language/site.js";
import type { FoundBodies } from "./bodiesOf.js";
import { boolean, integer, label } from "./build.js";
import type { FunctionNode } from "./findBody.js";
import type { ModelProgram, ProcessProgram, Program, PropertyProgram, StateProgram } from "./ir.js";
import { Activation, type Setting } from "./lowering/activation.js";
import { Follower, type ModelContext } from "./lowering/follow.js";
import { inline } from "./lowering/inline.js";
import type { Mutation } from "./lowering/mutation.js";
import { ProgramBuilder } from "./lowering/programBuilder.js";
import { fieldsAt, Refused, scalar, type Value } from "./lowering/value.js";
import { wantBoolean, wantScalar } from "./lowering/views.js";
import { problemAt } from "./problemAt.js";

/** A model as programs, and what kept some of its bodies from becoming one. */
export interface Lowered {
  /** Complete only if there are no problems. */
  readonly program: ModelProgram;
  readonly problems: readonly Problem[];
}

const NOWHERE: Site = { file: "", line: 0, column: 0 };

/** Turns every body of a composed model into a program over its slots. Every body has a source. */
export function lowerModel(composed: ComposedModel, nodes: FoundBodies["nodes"]): Lowered {
  return new ModelLowering(composed, nodes).lower();
}

/** What all programs of a model have in common. */
export function contextOf(composed: ComposedModel, nodes: FoundBodies["nodes"]): ModelContext {
  return { composed, parameters: parametersOf(composed), nodeOf: (body) => nodes.get(body) as FunctionNode };
}

/** The program of one step, with a mutation of its text. @throws Refused if what that makes of it is outside the subset */
export function lowerStep(context: ModelContext, instance: Instance, body: AnyStep, mutation: Mutation): Program {
  const builder = new ProgramBuilder();
  new Follower(context, builder, { phase: "step", parameters: context.parameters, mutation }).step(instance, context.nodeOf(body));
  return builder.finish();
}

class ModelLowering {
  private readonly problems: Problem[] = [];
  private readonly context: ModelContext;

  constructor(
    private readonly composed: ComposedModel,
    nodes: FoundBodies["nodes"],
  ) {
    this.context = contextOf(composed, nodes);
  }

  lower(): Lowered {
    const { composed } = this;
    const processes = composed.processes.map(
      ({ name, daemon, slot, states }): ProcessProgram => ({ name, daemon, slot, states: states.map((state) => this.state(state)) }),
    );
    const initial = this.initial();
    const properties = (composed.model.properties ?? []).flatMap((property) => this.property(property));
    const predicates = composed.predicates.flatMap((predicate) => this.property({ ...predicate, kind: "always" }));
    const { slots, instances, temporal } = composed;
    const program: ModelProgram = { name: composed.model.name, slots, instances, processes, initial, properties, predicates, temporal };
    return { program, problems: this.problems };
  }

  private setting(phase: Setting["phase"]): Setting {
    return { phase, parameters: this.context.parameters };
  }

  private state({ index, name, instance, step, body }: ControlState): StateProgram {
    const about = { index, name, path: instance.path, function: instance.machine.prototype.name, step };
    if (body === undefined) return { ...about, program: undefined };
    const builder = new ProgramBuilder();
    this.attempt(() => new Follower(this.context, builder, this.setting("step")).step(instance, this.context.nodeOf(body)));
    return { ...about, program: builder.finish() };
  }

  private initial(): Program {
    const builder = new ProgramBuilder();
    const setting = this.setting("initial");
    const follower = new Follower(this.context, builder, setting);
    const { initial } = this.composed.model;
    this.attempt(() => {
      if (initial !== undefined)
        this.apply(builder, setting, this.context.nodeOf(initial), [{ kind: "view", view: follower.shared }, this.context.parameters, { kind: "choose" }]);
      for (const { definition, root } of this.composed.processes) follower.start(root, definition.with, definition.site ?? NOWHERE);
    });
    return builder.finish();
  }

  private property({ name, kind, holds }: Pick<PredicateProperty, "name" | "kind" | "holds">): readonly PropertyProgram[] {
    const builder = new ProgramBuilder();
    const node = this.context.nodeOf(holds);
    const now: Value = { kind: "view", view: fieldsAt(this.composed.variables, 0, "") };
    const before: Value = { kind: "view", view: fieldsAt(this.composed.variables, 0, "", "before") };
    const values = kind === "step" ? [before, now, this.context.parameters] : [now, this.context.parameters];
    const value = this.attempt(() => wantBoolean(wantScalar(this.apply(builder, this.setting("property"), node, values), node), node));
    if (value === undefined) return [];
    return [{ name, kind, program: builder.finish([value]), value, implications: builder.implications }];
  }

  private apply(builder: ProgramBuilder, setting: Setting, node: FunctionNode, values: readonly Value[]): Value {
    const discard = { jump: { flag: builder.temp("returned", { kind: "boolean" }, false, true) }, accept: () => undefined };
    return inline(new Activation(setting, builder, node, discard, []), node, values, node);
  }

  private attempt<T>(lower: () => T): T | undefined {
    try {
      return lower();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.problems.push(problemAt(error.node, error.code, error.message, error.hint));
      return undefined;
    }
  }
}

function parametersOf({ parameters }: ComposedModel): Value {
  const constant = (value: number | boolean | string): Value => {
    if (typeof value === "string") return scalar(label(value, NOWHERE));
    return scalar(typeof value === "boolean" ? boolean(value, NOWHERE) : integer(value, NOWHERE));
  };
  return { kind: "object", fields: Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, constant(value)])) };
}
