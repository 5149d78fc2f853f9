import ts from "typescript";
import type { ComposedModel, Instance } from "../../language/compose.js";
import { slotsOf } from "../../language/layout.js";
import type { AnyCall } from "../../language/machine.js";
import type { Site } from "../../language/site.js";
import { BOOLEAN, compare, label, textOf } from "../build.js";
import { bare } from "../checkSyntax.js";
import type { FunctionNode } from "../findBody.js";
import type { Expression, Next, Statement } from "../ir.js";
import { siteOf } from "../problemAt.js";
import { Activation, type Jump, type Returning, type Setting } from "./activation.js";
import { assignValue } from "./assign.js";
import { runBody } from "./inline.js";
import { branch, FALLS } from "./jumps.js";
import { lowerCondition, lowerExpression } from "./lowerExpression.js";
import type { ProgramBuilder } from "./programBuilder.js";
import { fieldsAt, Refused, type Value, type View } from "./value.js";
import { field } from "./views.js";

/** What is the same for all programs of a model. */
export interface ModelContext {
  readonly composed: ComposedModel;
  readonly parameters: Value;
  /** The source of a body; every body has one, or the model is not lowered. */
  // biome-ignore lint/complexity/noBannedTypes: bodies of a specification, by identity.
  readonly nodeOf: (body: Function) => FunctionNode;
}

/** Lowers what a step leads to: the same as the interpreter's `follow`, but for every name that it may return. */
export class Follower {
  readonly shared: View;

  constructor(
    private readonly context: ModelContext,
    private readonly builder: ProgramBuilder,
    private readonly setting: Setting,
  ) {
    this.shared = fieldsAt(context.composed.variables, 0, "");
  }

  mine(instance: Instance): Value {
    return { kind: "view", view: fieldsAt(instance.fields, instance.firstSlot, instance.path) };
  }

  /** The body of a step; each `return` goes where its name leads. */
  step(instance: Instance, body: FunctionNode): void {
    this.run(body, this.stepArguments(instance), (at, node) => this.returned(at, node, instance, () => undefined));
  }

  /** Enters a process: its arguments, then the first of its steps. */
  // biome-ignore lint/complexity/noBannedTypes: a wiring, by identity.
  start(root: Instance, given: Function | undefined, site: Site): void {
    if (given !== undefined) this.give(root, given, [this.sharedValue, this.context.parameters]);
    this.go(root, root.machine.start, site);
  }

  private get sharedValue(): Value {
    return { kind: "view", view: this.shared };
  }

  private stepArguments(instance: Instance): readonly Value[] {
    return [this.sharedValue, this.mine(instance), this.context.parameters, { kind: "choose" }];
  }

  private run(body: FunctionNode, values: readonly Value[], accept: (at: Activation, node: ts.Expression) => void): void {
    const jump: Jump = { flag: this.builder.temp("returned", BOOLEAN, false, true) };
    const returning: Returning = {
      jump,
      accept: (at, node) => {
        if (node === undefined) throw new Refused(body, "FL207", "a return without a name", "return the name of a step, a call or an exit");
        accept(at, node);
      },
    };
    runBody(new Activation(this.setting, this.builder, body, returning, [body]), body, values, body);
  }

  /** A `return`, whose value may be chosen by conditions, names what comes next. `leave` runs before the process goes there. */
  private returned(at: Activation, node: ts.Expression, instance: Instance, leave: () => void): void {
    const inner = bare(node);
    if (ts.isConditionalExpression(inner)) {
      const run = (part: ts.Expression) => () => {
        this.returned(at, part, instance, leave);
        return FALLS;
      };
      const chosen = { site: siteOf(inner), condition: () => lowerCondition(at, inner.condition), run: run(inner.whenTrue) };
      branch(at, siteOf(inner), [chosen], run(inner.whenFalse), () => FALLS);
      return;
    }
    const value = lowerExpression(at, node);
    if (value.kind !== "scalar" || value.expression.type.kind !== "label") {
      throw new Refused(node, "FL207", "a next state that is no name", "return the name of a step, a call or an exit, as a string");
    }
    this.goToOneOf(instance, this.builder.pinned(value.expression, "next"), leave, siteOf(node));
  }

  private goToOneOf(instance: Instance, name: Expression, leave: () => void, site: Site): void {
    const known = textOf(name);
    const names = name.type.kind === "label" ? name.type.labels : [];
    const go = (target: string): void => {
      leave();
      this.go(instance, target, site);
    };
    if (known !== undefined) go(known);
    else this.choose(name, names, go, site);
  }

  private choose(name: Expression, names: readonly string[], go: (target: string) => void, site: Site): void {
    const [first, ...others] = names;
    if (first === undefined) return;
    if (others.length === 0) {
      go(first);
      return;
    }
    const then = this.builder.capture(() => go(first)).statements;
    const otherwise = this.builder.capture(() => this.choose(name, others, go, site)).statements;
    this.builder.emit({ kind: "if", condition: compare("===", name, label(first, site), site), whenTrue: then, otherwise, site });
  }

  private go(instance: Instance, name: string, site: Site): void {
    const state = instance.states[name];
    const callee = instance.callees[name];
    const isExit = instance.machine.prototype.exits.includes(name);
    if (state !== undefined) {
      if (isExit) this.reset(instance, new Set(Object.keys(instance.machine.prototype.results)), site);
      const next: Next = { kind: "next", process: instance.process, state, site };
      this.builder.emit(next);
    } else if (callee !== undefined) this.enter(instance, name, callee, site);
    else if (isExit && instance.caller !== undefined) this.leave(instance, name, instance.caller);
    else
      this.builder.emit({
        kind: "fail",
        violation: "unknown next state",
        message: `${instance.machine.prototype.name}() has no step, call or exit '${name}'`,
        site,
      });
  }

  private enter(caller: Instance, call: string, callee: Instance, site: Site): void {
    const given = caller.machine.calls[call]?.with;
    if (given !== undefined) this.give(callee, given, [this.sharedValue, this.mine(caller), this.context.parameters]);
    this.go(callee, callee.machine.start, site);
  }

  private leave(instance: Instance, exit: string, { instance: caller, call }: { readonly instance: Instance; readonly call: AnyCall }): void {
    const handler = this.context.nodeOf(call.on[exit] as AnyCall["on"][string]);
    const values = [this.sharedValue, this.mine(caller), this.mine(instance), this.context.parameters];
    const reset = (): void => this.reset(instance, new Set(), siteOf(handler));
    this.run(handler, values, (at, node) => this.returned(at, node, caller, reset));
  }

  /** Evaluates a `with`, and gives what it returns to the arguments of an instance. */
  // biome-ignore lint/complexity/noBannedTypes: a wiring, by identity.
  private give(to: Instance, given: Function, values: readonly Value[]): void {
    const target = fieldsAt(to.fields, to.firstSlot, to.path);
    this.run(this.context.nodeOf(given), values, (at, node) => {
      const result = lowerExpression(at, node);
      if (result.kind !== "object") throw new Refused(node, "FL201", "arguments that are no object written in place", "return { name: value, … }");
      for (const [name, value] of Object.entries(result.fields)) {
        const place = field(target, name, node);
        if (place.kind === "view") assignValue(at, place.view, value, node);
      }
    });
  }

  private reset(instance: Instance, keep: ReadonlySet<string>, site: Site): void {
    const slots: number[] = [];
    let slot = instance.firstSlot;
    for (const [name, { domain }] of Object.entries(instance.fields)) {
      const end = slot + slotsOf(domain);
      for (; slot < end; slot++) if (!keep.has(name)) slots.push(slot);
    }
    const statement: Statement = { kind: "reset", slots, site };
    if (slots.length > 0) this.builder.emit(statement);
  }
}
