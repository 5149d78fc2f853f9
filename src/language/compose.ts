import { type ComposedTemporal, composeTemporal } from "./composeTemporal.js";
import { type CopyOf, fieldsOfCopy, refuseIncompleteCopies } from "./copies.js";
import { closeFields, type Fields, type MarkedDomain } from "./domain.js";
import { SpecError } from "./errors.js";
import { atomsOf, type Predicate } from "./formula.js";
import { linked, type ParameterValues } from "./kernel.js";
import { layOut, type Slot, slotsOf } from "./layout.js";
import type { AnyCall, AnyMachine, AnyStep } from "./machine.js";
import type { Model, Process } from "./model.js";
import type { PredicateProperty, Property } from "./property.js";
import type { AnyPrototype } from "./prototype.js";
import type { Site } from "./site.js";
import type { TemporalProperty } from "./temporal.js";

/** A machine at one call site of one process: it has its own locals. */
export interface Instance {
  /** `writer` or `writer/iomap_write_iter`: the process and the calls that lead here. */
  readonly path: string;
  readonly process: number;
  readonly machine: AnyMachine;
  /** Arguments, results and locals. */
  readonly fields: Readonly<Record<string, MarkedDomain>>;
  readonly firstSlot: number;
  readonly slotCount: number;
  /** The slots of its results: from, and up to but not including, to. */
  readonly results: { readonly from: number; readonly to: number };
  /** Control states of its steps, by name. */
  readonly states: Readonly<Record<string, number>>;
  readonly callees: Readonly<Record<string, Instance>>;
  readonly caller: { readonly instance: Instance; readonly call: AnyCall } | undefined;
}

/** Where a process can stand: before a step, or at an end. */
export interface ControlState {
  readonly index: number;
  /** `writer/iomap_write_iter.copy`, or `writer.done` at an end. */
  readonly name: string;
  readonly instance: Instance;
  readonly step: string;
  /** Absent at an end. */
  readonly body: AnyStep | undefined;
}

/** A process of a composed model: its control states, with the slot that says where it stands. */
export interface ComposedProcess {
  readonly name: string;
  readonly daemon: boolean;
  readonly definition: Process;
  readonly root: Instance;
  readonly states: readonly ControlState[];
  /** The slot that holds the index of its control state. */
  readonly slot: number;
}

/** A model whose properties are those that a search asks as it goes. */
export interface SearchedModel extends Omit<Model, "properties"> {
  readonly properties?: readonly PredicateProperty[];
}

/** A model with everything settled: one explicit machine a process, no hidden stack. */
export interface ComposedModel {
  readonly model: SearchedModel;
  /** Decided after the search, on what it explored. */
  readonly temporal: readonly ComposedTemporal[];
  /** The predicates of temporal properties, once each: compiled as properties are, and asked of nobody on the way. */
  readonly predicates: readonly Predicate[];
  readonly parameters: ParameterValues;
  readonly variables: Readonly<Record<string, MarkedDomain>>;
  readonly processes: readonly ComposedProcess[];
  readonly instances: readonly Instance[];
  /** Shared variables first, then the locals of each instance, then one slot a process for its control state. */
  readonly slots: readonly Slot[];
}

/**
 * Settles parameters, links functions, gives every call site its own instance and lays out the state.
 * @param overrides values for declared parameters, as `--set` gives them; they win over the model's and the kernel's
 * @throws SpecError for every mistake that can be seen before a search
 */
export function compose(model: Model, overrides: ParameterValues = {}): ComposedModel {
  const parameters = settle(model, overrides);
  const variables = closeFields(model.system.variables, parameters);
  const slots: Slot[] = Object.entries(variables).flatMap(([name, domain]) => layOut(name, domain));
  const instances: Instance[] = [];
  const drafts = model.processes.map((definition, process) => {
    const states: ControlState[] = [];
    const build = new Builder(model, parameters, process, definition.copy, slots, instances, states);
    const root = build.instance(definition.name, machineOf(model, definition.runs, definition.site), undefined, []);
    for (const exit of root.machine.prototype.exits) build.end(root, exit);
    return { name: definition.name, daemon: definition.daemon, definition, root, states };
  });
  refuseTwins(
    drafts.map(({ name }) => name),
    "process",
    model,
  );
  refuseIncompleteCopies(model.processes);
  refuseTwins(
    (model.properties ?? []).map(({ name }) => name),
    "property",
    model,
  );
  const processes = drafts.map((draft) => {
    const slot = slots.length;
    const labels = draft.states.map(({ name }) => name);
    slots.push({ name: `${draft.name}@`, least: 0, greatest: labels.length - 1, ghost: false, rigid: false, domain: { kind: "oneOf", labels } });
    return { ...draft, slot };
  });
  const properties = model.properties ?? [];
  const temporal = composeTemporal(properties.filter(isTemporal), model.fairness ?? [], processes);
  const searched = { ...model, properties: properties.filter((property): property is PredicateProperty => !isTemporal(property)) };
  return { model: searched, temporal, predicates: predicatesOf(temporal), parameters, variables, processes, instances, slots };
}

function isTemporal(property: Property): property is TemporalProperty {
  return property.kind === "temporal";
}

/** The predicates of temporal properties, once each. */
export function predicatesOf(temporal: readonly ComposedTemporal[]): readonly Predicate[] {
  const atoms = temporal.flatMap(({ property }) => atomsOf(property.formula));
  return [...new Set(atoms.filter((atom) => atom.kind === "predicate"))];
}

/** The machine that a process or a call, written at `site`, runs. */
export function machineOf(model: Model, runs: AnyPrototype | AnyMachine, site?: Site): AnyMachine {
  return "steps" in runs ? runs : linked(model.kernel, runs, site);
}

function settle(model: Model, overrides: ParameterValues): ParameterValues {
  const { defaults, derive } = model.system.parameters;
  const given: Record<string, number | boolean | string> = { ...defaults };
  for (const [name, value] of Object.entries({ ...model.kernel?.set, ...model.set, ...overrides })) {
    const usual = defaults[name];
    if (usual === undefined) {
      throw new SpecError("FL106", `${model.name} has no parameter '${name}'`, `its parameters: ${Object.keys(defaults).join(", ") || "none"}`, model.site);
    }
    if (typeof usual !== typeof value || (typeof value === "number" && !Number.isInteger(value))) {
      throw new SpecError(
        "FL106",
        `parameter ${name} of ${model.name} is a ${typeof usual}, not ${String(value)}`,
        `its usual value is ${String(usual)}`,
        model.site,
      );
    }
    given[name] = value;
  }
  return Object.freeze({ ...given, ...derive(given) });
}

function slotsIn(fields: Instance["fields"]): number {
  return Object.values(fields).reduce((sum, { domain }) => sum + slotsOf(domain), 0);
}

function refuseTwins(names: readonly string[], what: string, model: Model): void {
  const twin = names.find((name, index) => names.indexOf(name) < index);
  if (twin !== undefined) throw new SpecError("FL113", `${model.name}: two of its ${what} names are '${twin}'`, "names must differ", model.site);
}

class Builder {
  constructor(
    readonly model: Model,
    readonly parameters: ParameterValues,
    readonly process: number,
    readonly copy: CopyOf | undefined,
    readonly slots: Slot[],
    readonly instances: Instance[],
    readonly states: ControlState[],
  ) {}

  instance(path: string, machine: AnyMachine, caller: Instance["caller"], above: readonly AnyMachine[]): Instance {
    this.refuseCircle(path, machine, above);
    const { args, results } = machine.prototype;
    const fields = this.close({ ...args, ...results, ...machine.locals });
    const firstSlot = this.slots.length;
    for (const [name, domain] of Object.entries(fields)) this.slots.push(...layOut(`${path}.${name}`, domain));
    // Without a prototype, so that a next state called "constructor" is as unknown as any other.
    const states: Record<string, number> = Object.create(null);
    const callees: Record<string, Instance> = Object.create(null);
    const slotCount = this.slots.length - firstSlot;
    const from = firstSlot + slotsIn(this.close(args));
    const bounds = { from, to: from + slotsIn(this.close(results)) };
    const instance: Instance = { path, process: this.process, machine, fields, firstSlot, slotCount, results: bounds, states, callees, caller };
    this.instances.push(instance);
    for (const [step, body] of Object.entries(machine.steps)) states[step] = this.state(instance, step, body);
    for (const [name, call] of Object.entries(machine.calls)) {
      callees[name] = this.instance(`${path}/${name}`, machineOf(this.model, call.to, machine.site), { instance, call }, [...above, machine]);
    }
    return instance;
  }

  close(fields: Fields): Instance["fields"] {
    return closeFields(fieldsOfCopy(fields, this.copy), this.parameters);
  }

  end(root: Instance, exit: string): void {
    (root.states as Record<string, number>)[exit] = this.state(root, exit, undefined);
  }

  state(instance: Instance, step: string, body: AnyStep | undefined): number {
    const index = this.states.length;
    this.states.push({ index, name: `${instance.path}.${step}`, instance, step, body });
    return index;
  }

  refuseCircle(path: string, machine: AnyMachine, above: readonly AnyMachine[]): void {
    if (!above.includes(machine)) return;
    throw new SpecError("FL104", `${machine.prototype.name}() calls itself along ${path}`, "write the repetition as a loop of steps", machine.site);
  }
}
