import type { ComposedModel, ControlState } from "../../language/compose.js";
import { SpecError } from "../../language/errors.js";
import { glob } from "../../language/glob.js";
import type { Property } from "../../language/property.js";
import { evidence } from "../../language/quantify.js";
import type { Budget, Engine, Progress } from "../engine.js";
import { DOMAINS, NO_DEADLOCK, type PropertyResult, type SearchResult, type Trace } from "../result.js";
import { firstStuck, Graph } from "./graph.js";
import { rebuildTrace } from "./rebuildTrace.js";
import { StateTable } from "./stateTable.js";
import { type Leaf, Stepper } from "./stepper.js";

/** The first violation of a property: where breadth-first search met it. */
export interface Finding {
  /** The last state of the path. */
  readonly state: number;
  /** For step properties and broken rules: which leaf out of that state, counted from 0. */
  readonly leaf: number | undefined;
}

/** How many states are expanded between two yields. */
const STRIDE = 512;

/** Plain breadth-first search over whole states: small, deterministic, and the definition of what a model means. */
export const referenceEngine: Engine = {
  name: "reference",
  *explore(model, budget) {
    return yield* new Search(model, budget).run();
  },
};

class Search {
  private readonly stepper: Stepper;
  private readonly table: StateTable;
  private readonly graph = new Graph();
  private readonly fired: number[] = [];
  private readonly findings = new Map<string, Finding>();
  private readonly impliesSeen = new Set<string>();
  private readonly impliesMet = new Set<string>();
  private readonly statewise: readonly Property[];
  private readonly stepwise: readonly Property[];
  private readonly started = performance.now();
  private readonly current: Int32Array;
  private transitions = 0;
  private initialStates = 0;
  private expanded = 0;

  constructor(
    private readonly model: ComposedModel,
    private readonly budget: Budget,
  ) {
    this.stepper = new Stepper(model);
    this.table = new StateTable(model.slots);
    this.current = new Int32Array(model.slots.length);
    const properties = model.model.properties ?? [];
    this.statewise = properties.filter(({ kind }) => kind !== "step");
    this.stepwise = properties.filter(({ kind }) => kind === "step");
    if (model.processes.length > 31)
      throw new SpecError("FL102", `${model.model.name} has ${model.processes.length} processes`, "the reference engine takes at most 31");
  }

  *run(): Generator<Progress, SearchResult, boolean | undefined> {
    let reason: string | undefined;
    this.begin();
    while (this.expanded < this.table.size && reason === undefined) {
      this.expand(this.expanded++);
      reason = this.exhausted();
      if (this.expanded % STRIDE === 0 && (yield this.progress())) reason = "interrupted";
    }
    if (reason === undefined) this.findDeadlocks();
    return this.conclude(reason);
  }

  private begin(): void {
    let broken: string | undefined;
    this.stepper.initialStates((_, violation) => {
      if (violation !== undefined) broken ??= violation.message;
      else if (this.add(-1, 0)) this.initialStates++;
    });
    const { name } = this.model.model;
    if (broken !== undefined)
      throw new SpecError("FL111", `${name}: an initial state breaks a rule: ${broken}`, "mend the initial rule, or narrow it with when()");
    if (this.initialStates === 0) throw new SpecError("FL111", `${name} has no initial state`, "its initial rule disables every leaf: loosen its when()");
  }

  /** Adds the stepper's state; true if it is new. */
  private add(parent: number, depth: number): boolean {
    const { index, isNew } = this.table.add(this.stepper.slots);
    if (parent >= 0) this.graph.targets.push(index);
    if (!isNew) return false;
    this.graph.parent.push(parent);
    this.graph.depth.push(depth);
    for (const property of this.statewise) this.examine(property, index);
    return true;
  }

  private examine(property: Property, index: number): void {
    const decided = this.findings.has(property.name);
    if (decided && !this.watchesImplications(property)) return;
    evidence.implied = false;
    evidence.sawImplication = false;
    const truth = this.stepper.holds(property, this.stepper.slots);
    this.noteImplications(property);
    const met = property.kind === "always" ? !truth : truth;
    if (met && !decided) this.findings.set(property.name, { state: index, leaf: undefined });
  }

  private watchesImplications(property: Property): boolean {
    return this.impliesSeen.has(property.name) && !this.impliesMet.has(property.name);
  }

  private noteImplications(property: Property): void {
    if (evidence.sawImplication) this.impliesSeen.add(property.name);
    if (evidence.implied) this.impliesMet.add(property.name);
  }

  private expand(state: number): void {
    const { table, graph, stepper, current, model } = this;
    table.read(state, current);
    let able = 0;
    for (const process of model.processes) {
      const stands = process.states[current[process.slot] as number] as ControlState;
      if (stands.body === undefined) able |= 1 << process.root.process;
    }
    let leaf = 0;
    stepper.successors(current, (taken) => {
      able |= 1 << taken.process;
      this.take(state, leaf++, taken);
    });
    graph.able.push(able);
    graph.firstTarget.push(graph.targets.length);
  }

  private take(state: number, leaf: number, { violation, state: stands, process }: Leaf): void {
    const { fired, stepper, current } = this;
    if (violation !== undefined) {
      if (!this.findings.has(DOMAINS)) this.findings.set(DOMAINS, { state, leaf });
      return;
    }
    this.transitions++;
    const counter = this.counterOf(process, stands);
    fired[counter] = (fired[counter] ?? 0) + 1;
    this.add(state, this.graph.depth.at(state) + 1);
    for (const property of this.stepwise) {
      const decided = this.findings.has(property.name);
      if (decided && !this.watchesImplications(property)) continue;
      evidence.implied = false;
      evidence.sawImplication = false;
      const truth = stepper.holdsAcross(property, current, stepper.slots);
      this.noteImplications(property);
      if (!truth && !decided) this.findings.set(property.name, { state, leaf });
    }
  }

  private counterOf(process: number, state: ControlState): number {
    return process * 65536 + state.index;
  }

  private exhausted(): string | undefined {
    const { maxStates, maxSeconds, stopOnFirst } = this.budget;
    if (this.expanded === this.table.size) return undefined;
    if (maxStates !== undefined && this.table.size > maxStates) return `more than ${maxStates} states`;
    if (stopOnFirst && this.hasViolation()) return "stopped at the first violation";
    if (maxSeconds !== undefined && this.expanded % STRIDE === 0 && this.seconds() > maxSeconds) return `more than ${maxSeconds} seconds`;
    return undefined;
  }

  private hasViolation(): boolean {
    return [...this.findings.keys()].some((name) => this.model.model.properties?.find((property) => property.name === name)?.kind !== "sometimes");
  }

  private seconds(): number {
    return (performance.now() - this.started) / 1000;
  }

  private progress(): Progress {
    return {
      states: this.table.size,
      transitions: this.transitions,
      depth: this.graph.depth.at(this.table.size - 1),
      frontier: this.table.size - this.expanded,
      seconds: this.seconds(),
    };
  }

  private findDeadlocks(): void {
    for (const process of this.model.processes) {
      if (process.daemon) continue;
      const state = firstStuck(this.graph, process.root.process);
      const known = this.findings.get(NO_DEADLOCK);
      if (state >= 0 && (known === undefined || state < known.state)) this.findings.set(NO_DEADLOCK, { state, leaf: undefined });
    }
  }

  private conclude(reason: string | undefined): SearchResult {
    const properties = [
      ...(this.model.model.properties ?? []).map((property) => this.resultOf(property.name, property.kind, reason)),
      this.resultOf(DOMAINS, "domain", reason),
      this.resultOf(NO_DEADLOCK, "deadlock", reason),
    ];
    const verdict = properties.some((result) => result.verdict === "violated") ? "violated" : reason === undefined ? "holds" : "incomplete";
    const fired = this.firedByName();
    return {
      verdict,
      properties,
      states: this.table.size,
      transitions: this.transitions,
      depth: this.graph.depth.at(this.table.size - 1),
      initialStates: this.initialStates,
      seconds: this.seconds(),
      exact: true,
      reason,
      fired,
      unreached: reason === undefined ? this.unreached(fired) : [],
    };
  }

  private resultOf(name: string, kind: PropertyResult["kind"], reason: string | undefined): PropertyResult {
    const finding = this.findings.get(name);
    const found = finding !== undefined;
    const vacuous = this.impliesSeen.has(name) && !this.impliesMet.has(name) && !found;
    if (kind === "sometimes") {
      const verdict = found ? "holds" : reason === undefined ? "violated" : "incomplete";
      return { name, kind, verdict, vacuous: false, trace: undefined };
    }
    const verdict = found ? "violated" : reason === undefined ? "holds" : "incomplete";
    return { name, kind, verdict, vacuous, trace: finding && this.trace(name, finding) };
  }

  private trace(name: string, finding: Finding): Trace {
    const path = [finding.state];
    for (let state = this.graph.parent.at(finding.state); state >= 0; state = this.graph.parent.at(state)) path.unshift(state);
    return rebuildTrace(this.stepper, this.table, name, path, finding.leaf);
  }

  private firedByName(): Record<string, number> {
    const named: Record<string, number> = {};
    for (const process of this.model.processes) {
      for (const state of process.states) if (state.body !== undefined) named[state.name] = this.fired[this.counterOf(process.root.process, state)] ?? 0;
    }
    return named;
  }

  private unreached(fired: Readonly<Record<string, number>>): string[] {
    const known = (this.model.model.unreached ?? []).map(glob);
    return Object.keys(fired).filter((name) => fired[name] === 0 && !known.some((pattern) => pattern.test(name)));
  }
}
