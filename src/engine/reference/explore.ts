import type { ComposedModel, ControlState } from "../../language/compose.js";
import { SpecError, type Violation } from "../../language/errors.js";
import type { Predicate } from "../../language/formula.js";
import { glob } from "../../language/glob.js";
import { originOf } from "../../language/machine.js";
import type { PredicateProperty } from "../../language/property.js";
import type { Budget, Engine, Progress } from "../engine.js";
import { replay } from "../interpreter/replay.js";
import { Stepper } from "../interpreter/stepper.js";
import { surprisesIn } from "../interpreter/surprisesOf.js";
import { visitInitialStates } from "../interpreter/visitInitialStates.js";
import { MemoryBound } from "../memoryBound.js";
import { DOMAINS, NO_DEADLOCK, type SearchResult, type Trace } from "../result.js";
import { canonicalPath, type LayeredGraph } from "../search/canonicalPath.js";
import { Graph, NOWHERE, stuckStates } from "../search/graph.js";
import { Question } from "../search/question.js";
import { retraceOrbits } from "../search/retraceOrbits.js";
import type { StateGraph } from "../search/stateGraph.js";
import { firedAlike, symmetryMade } from "../search/symmetryMade.js";
import { Quotient, type Stuck } from "./quotient.js";
import { StateTable } from "./stateTable.js";

const NOBODY_STUCK: Stuck = { states: [], level: Number.POSITIVE_INFINITY };

/** How many states are expanded between two yields. */
const STRIDE = 512;

/** Plain breadth-first search over whole states: small, deterministic, and the definition of what a model means. */
export const referenceEngine = {
  name: "reference",
  *explore(model, budget) {
    return yield* new ReferenceSearch(model, budget).run();
  },
} as const satisfies Engine;

class ReferenceSearch {
  private readonly stepper: Stepper;
  private readonly table: StateTable;
  private readonly graph = new Graph();
  /** Only representatives are stored, where symmetry reduction is asked for. */
  private readonly quotient: Quotient | undefined;
  /** By process: where it is stuck for good. */
  private stuck: readonly Stuck[] = [];
  /** How often each step fired, by process and control state. */
  private readonly fired: readonly number[][];
  private readonly statewise: readonly (readonly [PredicateProperty, Question])[];
  private readonly stepwise: readonly (readonly [PredicateProperty, Question])[];
  private readonly domains = new Question(DOMAINS, "domain");
  private readonly deadlock = new Question(NO_DEADLOCK, "deadlock");
  private readonly questions: readonly Question[];
  private readonly started = performance.now();
  private readonly memory: MemoryBound;
  /** How many states were expanded. */
  private expanded = 0;
  /** The state that is expanded now, its level, how many leaves of it were taken, and which processes can move in it. */
  private readonly current: Int32Array;
  private level = 0;
  private leaf = 0;
  private able = 0;
  private transitions = 0;

  constructor(
    private readonly model: ComposedModel,
    private readonly budget: Budget,
  ) {
    const { processes, slots } = model;
    const { name, properties = [] } = model.model;
    if (processes.length > 31)
      throw new SpecError("FL102", `${name} has ${processes.length} processes`, "the reference engine takes at most 31", model.model.site);
    this.memory = new MemoryBound(budget.maxMemory);
    this.stepper = new Stepper(model);
    this.table = new StateTable(slots);
    this.current = new Int32Array(slots.length);
    this.quotient = budget.reductions?.includes("symmetry") ? new Quotient(model, this.graph) : undefined;
    this.fired = processes.map(({ states }) => states.map(() => 0));
    const asked = properties.map((property) => [property, new Question(property.name, property.kind)] as const);
    this.statewise = asked.filter(([{ kind }]) => kind !== "step");
    this.stepwise = asked.filter(([{ kind }]) => kind === "step");
    this.questions = [...asked.map(([, question]) => question), this.domains, this.deadlock];
  }

  *run(): Generator<Progress, SearchResult, boolean | undefined> {
    this.begin();
    let reason = this.exhausted();
    while (this.expanded < this.table.size && reason === undefined) {
      this.expand();
      if (this.expanded === this.graph.levels[this.level + 1]) this.nextLevel();
      reason = this.exhausted();
      if (this.expanded % STRIDE === 0 && (yield this.progress())) reason = this.unlessOver("interrupted");
    }
    if (reason === undefined) this.findDeadlocks();
    this.budget.onGraph?.(this.explored());
    return this.conclude(reason);
  }

  private begin(): void {
    const { maxStates = Number.POSITIVE_INFINITY } = this.budget;
    let broken: string | undefined;
    const ways = visitInitialStates(this.stepper, this.budget.share, (violation) => {
      if (violation !== undefined) broken ??= violation.message;
      else if (this.table.size <= maxStates) {
        this.quotient?.represent(this.stepper.slots);
        this.add(this.stepper.slots, 0);
      }
    });
    const { name, initial } = this.model.model;
    const site = (initial && originOf(initial)?.site) ?? this.model.model.site;
    if (broken !== undefined)
      throw new SpecError("FL111", `${name}: an initial state breaks a rule: ${broken}`, "mend the initial rule, or narrow it with when()", site);
    if (ways === 0) throw new SpecError("FL111", `${name} has no initial state`, "its initial rule disables every leaf: loosen its when()", site);
    this.graph.levels.push(0, this.table.size);
  }

  private nextLevel(): void {
    if (this.table.size === this.expanded) return;
    this.level++;
    this.graph.levels.push(this.table.size);
  }

  /** Adds a state, at the end of a path of `length` transitions, and returns its number. */
  private add(state: Int32Array, length: number): number {
    const { table, stepper, statewise } = this;
    const known = table.size;
    const index = table.add(state);
    if (index < known) return index;
    for (const [property, question] of statewise) {
      if (!question.isOpen(length)) continue;
      const truth = stepper.holds(property, state);
      question.note(stepper.evidence);
      if (truth !== (property.kind === "always")) question.answered({ state: index }, length);
    }
    return index;
  }

  private expand(): void {
    const { table, graph, stepper, current, model } = this;
    table.read(this.expanded++, current);
    this.able = 0;
    this.leaf = 0;
    for (const { states, slot, root } of model.processes) {
      if (states[current[slot] as number]?.body === undefined) this.able |= 1 << root.process;
    }
    stepper.successors(current, this.take);
    graph.expanded(this.able);
  }

  private readonly take = ({ instance, index }: ControlState, violation: Violation | undefined): void => {
    const { stepper, current, graph } = this;
    const length = this.level + 1;
    const end = { state: this.expanded - 1, leaf: this.leaf++ };
    this.able |= 1 << instance.process;
    if (violation !== undefined) {
      graph.edge(NOWHERE, instance.process, this.quotient && 0);
      this.domains.answered(end, length);
      return;
    }
    this.transitions++;
    (this.fired[instance.process] as number[])[index]++;
    for (const [property, question] of this.stepwise) {
      if (!question.isOpen(length)) continue;
      const truth = stepper.holdsAcross(property, current, stepper.slots);
      question.note(stepper.evidence);
      if (!truth) question.answered(end, length);
    }
    const turn = this.quotient?.represent(stepper.slots);
    graph.edge(this.add(stepper.slots, length), instance.process, turn);
  };

  private exhausted(): string | undefined {
    const { maxStates, maxDepth, maxSeconds, stopOnFirst } = this.budget;
    if (maxStates !== undefined && this.table.size > maxStates) return this.unlessOver(`more than ${maxStates} states`);
    if (maxDepth !== undefined && this.level >= maxDepth) return this.unlessOver(`states at depth ${maxDepth} were not expanded`);
    // The level of the first violation is finished, so that its trace is the canonical one.
    const violated = stopOnFirst && this.questions.some(({ kind, length }) => kind !== "sometimes" && length <= this.level);
    if (violated) return this.unlessOver("stopped at the first violation");
    if (this.expanded % STRIDE !== 0) return undefined;
    const late = maxSeconds !== undefined && this.seconds() > maxSeconds ? `more than ${maxSeconds} seconds` : undefined;
    const reason = late ?? this.memory.excess;
    return reason && this.unlessOver(reason);
  }

  /** A search that is over stands, whatever happens afterwards. */
  private unlessOver(reason: string): string | undefined {
    return this.expanded === this.table.size ? undefined : reason;
  }

  private seconds(): number {
    return (performance.now() - this.started) / 1000;
  }

  private progress(): Progress {
    const { table, transitions, depth, expanded } = this;
    return { states: table.size, transitions, depth, frontier: table.size - expanded, seconds: this.seconds() };
  }

  private get depth(): number {
    return this.table.size > (this.graph.levels[this.level + 1] as number) ? this.level + 1 : this.level;
  }

  private findDeadlocks(): void {
    const { processes } = this.model;
    this.stuck = this.quotient?.stuck(processes.length) ?? processes.map(({ daemon, root }) => (daemon ? NOBODY_STUCK : stuckStates(this.graph, root.process)));
    for (const { daemon, root } of processes) {
      if (daemon) continue;
      const { states, level } = this.stuck[root.process] as Stuck;
      for (const state of states) this.deadlock.answered({ state }, level);
    }
  }

  private explored(): StateGraph {
    const { table, graph, stepper, expanded, model } = this;
    return {
      states: table.size,
      initialStates: graph.levels[1] as number,
      expanded,
      edges(state, visit) {
        const first = graph.firstEdge.at(state);
        for (let edge = first; edge < graph.firstEdge.at(state + 1); edge++) visit(graph.targets.at(edge), graph.movers.at(edge), edge - first);
      },
      read: (state) => this.read(state),
      isTrue(predicate, state) {
        return stepper.holds(model.predicates[predicate] as Predicate, this.read(state));
      },
      holds(property, state) {
        return stepper.holds(model.model.properties?.[property] as PredicateProperty, this.read(state));
      },
    };
  }

  private conclude(reason: string | undefined): SearchResult {
    const { table, transitions, depth, graph } = this;
    const properties = this.questions.map((question) => question.result(reason === undefined, () => this.trace(question)));
    const { quotient } = this;
    const fired = quotient === undefined ? this.firedByName() : firedAlike(this.model, quotient.orbits.sets, this.firedByName());
    return {
      verdict: properties.some(({ verdict }) => verdict === "violated") ? "violated" : reason === undefined ? "holds" : "incomplete",
      properties,
      states: table.size,
      transitions,
      depth,
      initialStates: graph.levels[1] as number,
      seconds: this.seconds(),
      workers: 1,
      exact: true,
      bytesPerState: Math.round((table.bytes + graph.bytes) / Math.max(1, table.size)),
      reason,
      fired,
      unreached: reason === undefined ? this.unreached(fired) : [],
      ...(quotient === undefined ? {} : { reductions: [symmetryMade(quotient.orbits.sets, table.size, this.statesOfOrbits(quotient))] }),
    };
  }

  private statesOfOrbits({ orbits }: Quotient): number {
    let sum = 0;
    for (let state = 0; state < this.table.size; state++) sum += orbits.size(this.read(state));
    return sum;
  }

  private trace({ name, kind, ends, length }: Question): Trace {
    const endsInLeaf = ends[0]?.leaf !== undefined;
    const { initial, leaves, last } = canonicalPath(this.layered(), ends, endsInLeaf ? length - 1 : length);
    const { stepper, quotient } = this;
    const first = this.read(initial);
    const describe = (state: Int32Array, inGraph: (process: number) => number): string => (kind === "deadlock" ? this.whoIsStuck(last, state, inGraph) : name);
    if (quotient === undefined)
      return replay(
        stepper,
        first,
        leaves,
        name,
        describe(this.read(last), (process) => process),
      );
    const { orbits } = quotient;
    return retraceOrbits(stepper, orbits, first, leaves, name, (state, by) => describe(state, (process) => orbits.processAfter(process, by)));
  }

  private read(state: number): Int32Array {
    const slots = new Int32Array(this.current.length);
    this.table.read(state, slots);
    return slots;
  }

  private layered(): LayeredGraph {
    const { graph, stepper, model, quotient } = this;
    const surprises = surprisesIn(model, stepper, (state) => this.read(state));
    return { levels: graph.levels, edges: (state, visit) => (quotient ?? graph).edges(state, visit), surprises };
  }

  /** @param state of the graph, of whose orbit `slots` are @param inGraph which process of the graph's state a process is */
  private whoIsStuck(state: number, slots: Int32Array, inGraph: (process: number) => number): string {
    const stuck = this.model.processes.filter(({ daemon, root }) => !daemon && this.stuck[inGraph(root.process)]?.states.includes(state));
    const places = stuck.map(({ states, slot }) => states[slots[slot] as number]?.name);
    return `stuck for ever: ${places.join(", ")}`;
  }

  private firedByName(): Record<string, number> {
    const steps = this.model.processes.flatMap(({ states }) => states.filter(({ body }) => body !== undefined));
    return Object.fromEntries(steps.map(({ name, index, instance }) => [name, this.fired[instance.process]?.[index] ?? 0]));
  }

  private unreached(fired: Readonly<Record<string, number>>): string[] {
    const known = (this.model.model.unreached ?? []).map(glob);
    return Object.keys(fired).filter((name) => fired[name] === 0 && !known.some((pattern) => pattern.test(name)));
  }
}
