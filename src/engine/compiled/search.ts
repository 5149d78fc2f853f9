import type { ComposedModel } from "../../language/compose.js";
import { SpecError } from "../../language/errors.js";
import { glob } from "../../language/glob.js";
import { originOf } from "../../language/machine.js";
import type { Budget, Progress } from "../engine.js";
import { replay } from "../interpreter/replay.js";
import { Stepper } from "../interpreter/stepper.js";
import { DOMAINS, NO_DEADLOCK, type SearchResult, type Trace } from "../result.js";
import { canonicalPath, type End } from "../search/canonicalPath.js";
import { Graph, NOWHERE } from "../search/graph.js";
import { Question } from "../search/question.js";
import { Row } from "../search/row.js";
import type { Instance } from "./instance.js";
import { type Stuck, stuckStates } from "./stuckStates.js";

/** Milliseconds that a slice of the search should take. */
const SLICE = 10;
/** States expanded in a slice, however fast it goes. */
const MOST_A_SLICE = 1 << 20;

/** A breadth-first search that a module makes, and what it means: budgets, verdicts, and traces that are found again on the states that it kept. */
export class CompiledSearch {
  private readonly started = performance.now();
  /** The first state of each breadth-first level, and where the next one begins. */
  private readonly levels: number[] = [0];
  private level = 0;
  /** By process: the states in which it is blocked. */
  private readonly blocked: readonly Row<Int32Array<ArrayBuffer>>[];
  private stuck: readonly Stuck[] = [];

  constructor(
    private readonly model: ComposedModel,
    private readonly budget: Budget,
    private readonly instance: Instance,
  ) {
    this.blocked = model.processes.map(() => new Row(Int32Array));
  }

  *run(): Generator<Progress, SearchResult, boolean | undefined> {
    const { instance } = this;
    this.begin();
    let reason = this.exhausted();
    for (let most = 512; instance.expanded < instance.states && reason === undefined; ) {
      const since = performance.now();
      this.slice(most);
      if (performance.now() - since < SLICE) most = Math.min(2 * most, MOST_A_SLICE);
      reason = this.exhausted();
      if (yield this.progress()) reason ??= this.unlessOver("interrupted");
    }
    if (reason === undefined) this.findDeadlocks();
    return this.conclude(reason);
  }

  private begin(): void {
    const { instance, levels, model } = this;
    instance.begin();
    this.refuseBrokenProperty();
    if (instance.brokenAt === 0) this.refuseInitial();
    if (instance.states === 0)
      throw new SpecError("FL111", `${model.model.name} has no initial state`, "its initial rule disables every leaf: loosen its when()", this.site);
    levels.push(instance.states);
  }

  private slice(most: number): void {
    const { instance, levels, level } = this;
    const limit = this.budget.maxStates ?? 2 ** 32 - 1;
    instance.run(levels[level + 1] as number, level, most, limit, (state, processes) => {
      for (let rest = processes; rest !== 0; rest &= rest - 1) this.blocked[31 - Math.clz32(rest & -rest)]?.push(state);
    });
    this.refuseBrokenProperty();
    if (instance.expanded === levels[level + 1] && instance.states > instance.expanded) {
      this.level++;
      levels.push(instance.states);
    }
  }

  private exhausted(): string | undefined {
    const { instance, level, model } = this;
    const { maxStates, maxSeconds, stopOnFirst } = this.budget;
    if (instance.halted === "full") return "more states than fit into 4 GiB";
    if (maxStates !== undefined && instance.states > maxStates) return this.unlessOver(`more than ${maxStates} states`);
    // The level of the first violation is finished, so that its trace is the canonical one.
    const answers = (model.model.properties ?? []).map(({ kind }, index) => (kind === "sometimes" ? Number.POSITIVE_INFINITY : instance.answeredAt(index)));
    if (stopOnFirst && Math.min(instance.brokenAt, ...answers) <= level) return this.unlessOver("stopped at the first violation");
    return maxSeconds !== undefined && this.seconds() > maxSeconds ? this.unlessOver(`more than ${maxSeconds} seconds`) : undefined;
  }

  /** A search that is over stands, whatever happens afterwards. */
  private unlessOver(reason: string): string | undefined {
    return this.instance.expanded === this.instance.states ? undefined : reason;
  }

  private seconds(): number {
    return (performance.now() - this.started) / 1000;
  }

  private progress(): Progress {
    const { states, expanded, transitions } = this.instance;
    return { states, transitions, depth: this.depth, frontier: states - expanded, seconds: this.seconds() };
  }

  private get depth(): number {
    return this.instance.states > (this.levels[this.level + 1] as number) ? this.level + 1 : this.level;
  }

  private findDeadlocks(): void {
    const { model, blocked, instance, levels } = this;
    const targetsOf = (state: number, visit: (target: number) => void): void => instance.edges(state, (target) => target !== NOWHERE && visit(target));
    this.stuck = model.processes.map((_, process) => stuckStates(blocked[process] as (typeof blocked)[number], levels, targetsOf));
  }

  private conclude(reason: string | undefined): SearchResult {
    const { instance, levels } = this;
    const { states, transitions } = instance;
    const properties = this.questions().map((question) => question.result(reason === undefined, () => this.trace(question)));
    const fired = this.firedByName();
    return {
      verdict: properties.some(({ verdict }) => verdict === "violated") ? "violated" : reason === undefined ? "holds" : "incomplete",
      properties,
      states,
      transitions,
      depth: this.depth,
      initialStates: levels[1] as number,
      seconds: this.seconds(),
      workers: 1,
      exact: true,
      bytesPerState: Math.round(instance.bytes / states),
      reason,
      fired,
      unreached: reason === undefined ? this.unreached(fired) : [],
    };
  }

  private questions(): readonly Question[] {
    const { model, instance } = this;
    const asked = (model.model.properties ?? []).map(({ name, kind }, index) => {
      const question = new Question(name, kind);
      Object.assign(question, instance.implications(index));
      const length = instance.answeredAt(index);
      const ends = kind === "step" ? this.leavesThatFail(length, index) : this.statesThatAnswer(length, index, kind !== "always");
      for (const end of ends) question.answered(end, length);
      return question;
    });
    const domains = new Question(DOMAINS, "domain");
    for (const end of this.leavesThatFail(instance.brokenAt)) domains.answered(end, instance.brokenAt);
    const deadlock = new Question(NO_DEADLOCK, "deadlock");
    for (const { states, level } of this.stuck) for (const state of states) deadlock.answered({ state }, level);
    return [...asked, domains, deadlock];
  }

  private statesThatAnswer(level: number, property: number, truth: boolean): End[] {
    const { instance, levels } = this;
    const ends: End[] = [];
    const end = Math.min(levels[level + 1] ?? instance.states, instance.states);
    for (let state = levels[level] ?? end; state < end; state++) if (instance.holds(property, state) === truth) ends.push({ state });
    return ends;
  }

  /** Leaves that break a step property, or, without one, a rule of the language. */
  private leavesThatFail(length: number, property?: number): End[] {
    const { instance, levels } = this;
    const ends: End[] = [];
    const end = Math.min(levels[length] ?? instance.expanded, instance.expanded);
    for (let state = levels[length - 1] ?? end; state < end; state++) {
      let leaf = 0;
      instance.edges(
        state,
        (target, _, fails) => {
          if (property === undefined ? target === NOWHERE : fails) ends.push({ state, leaf });
          leaf++;
        },
        property,
      );
    }
    return ends;
  }

  private trace({ name, kind, ends, length }: Question): Trace {
    const level = ends[0]?.leaf === undefined ? length : length - 1;
    const { initial, leaves, last } = canonicalPath(this.graphUpTo(level), ends, level);
    return replay(new Stepper(this.model), this.instance.read(initial), leaves, name, kind === "deadlock" ? this.whoIsStuck(last) : name);
  }

  /** The edges of the states up to a level. */
  private graphUpTo(level: number): Graph {
    const { instance, levels } = this;
    const graph = new Graph();
    graph.levels.push(...levels);
    const end = Math.min(levels[level + 1] ?? instance.expanded, instance.expanded);
    for (let state = 0; state < end; state++) {
      instance.edges(state, (target, mover) => graph.edge(target, mover));
      graph.expanded(0);
    }
    return graph;
  }

  private whoIsStuck(state: number): string {
    const slots = this.instance.read(state);
    const stuck = this.model.processes.filter((_, process) => this.stuck[process]?.states.includes(state));
    return `stuck for ever: ${stuck.map(({ states, slot }) => states[slots[slot] as number]?.name).join(", ")}`;
  }

  private firedByName(): Record<string, number> {
    const steps = this.model.processes.flatMap(({ states }) => states.filter(({ body }) => body !== undefined));
    return Object.fromEntries(steps.map(({ name, index, instance: { process } }) => [name, this.instance.fired(process, index)]));
  }

  private unreached(fired: Readonly<Record<string, number>>): string[] {
    const known = (this.model.model.unreached ?? []).map(glob);
    return Object.keys(fired).filter((name) => fired[name] === 0 && !known.some((pattern) => pattern.test(name)));
  }

  private get site() {
    const { initial, site } = this.model.model;
    return (initial && originOf(initial)?.site) ?? site;
  }

  /** Lets the specification's own function say what it did. */
  private refuseInitial(): never {
    const { name } = this.model.model;
    let broken: string | undefined;
    new Stepper(this.model).initialStates((violation) => {
      broken ??= violation?.message;
    });
    throw new SpecError("FL111", `${name}: an initial state breaks a rule: ${broken}`, "mend the initial rule, or narrow it with when()", this.site);
  }

  /** A property that breaks a rule is a mistake in the specification: its own function says which. */
  private refuseBrokenProperty(): void {
    const { instance, model } = this;
    if (instance.halted !== "broken") return;
    const property = model.model.properties?.[instance.culprit];
    const stepper = new Stepper(model);
    if (property !== undefined && property.kind !== "step") stepper.holds(property, instance.read(instance.evidence));
    if (property?.kind === "step") {
      const before = instance.read(instance.expanded - 1);
      stepper.successors(before, (_, violation) => violation === undefined && stepper.holdsAcross(property, before, stepper.slots.slice()));
    }
    throw new SpecError(
      "FL901",
      `property '${property?.name}' broke a rule in the compiled engine only`,
      "report it; --engine reference goes on",
      property?.site,
    );
  }
}
