import type { ComposedModel, ControlState } from "../../language/compose.js";
import { SpecError, type Violation } from "../../language/errors.js";
import { originOf } from "../../language/machine.js";
import type { Budget, Progress, Search } from "../engine.js";
import { replay } from "../interpreter/replay.js";
import { Stepper } from "../interpreter/stepper.js";
import { MemoryBound } from "../memoryBound.js";
import type { SearchResult, Trace } from "../result.js";
import { canonicalPath } from "../search/canonicalPath.js";
import { stuckStates } from "../search/graph.js";
import type { Question } from "../search/question.js";
import { arrivalAt } from "./arrival.js";
import type { BreadthFirst, EdgeLog } from "./edgeLog.js";
import type { ExactTable } from "./exactTable.js";
import type { Open } from "./open.js";
import type { Plan } from "./plan.js";
import { Random } from "./random.js";
import type { Visited } from "./visited.js";
import { isDeadlock, Watch, whoIsStuck } from "./watch.js";

/** How many states are expanded between two yields. */
const STRIDE = 256;
/** What an open state takes besides its slots, in bytes. */
const NODE_BYTES = 96;

/** A visited state, with how the search came to it. */
export interface Node {
  /** Itself, until it is expanded; initial states stay. */
  state: Int32Array | undefined;
  /** Its number among the visited states. */
  readonly number: number;
  readonly parent: Node | undefined;
  /** Which of the parent's leaves leads to it. */
  readonly leaf: number;
  /** Transitions from an initial state. */
  readonly length: number;
}

/** A run that answers a question, to a state or to one of its leaves; or what is told of it. */
type Run = { readonly node: Node; readonly leaf?: number } | { readonly trace: Trace };

/** What an ordered search consists of. */
export interface Equipment {
  readonly visited: Visited;
  readonly open: Open<Node>;
  /** Where states are compared whole, the graph is known in the end. */
  readonly exact?: { readonly table: ExactTable; readonly edges: EdgeLog } | undefined;
}

/** A search in whatever order its open states are taken, over states that are compared whole or not. Its traces are real runs, and not the shortest. */
export class OrderedSearch {
  private readonly stepper: Stepper;
  private readonly watch: Watch<Run>;
  private readonly random: Random;
  private readonly started = performance.now();
  private readonly memory: MemoryBound;
  private transitions = 0;
  private initialStates = 0;
  private longest = 0;
  /** States that were not expanded because they are too deep. */
  private cutOff = 0;
  private expansions = 0;
  private reason: string | undefined;

  constructor(
    private readonly model: ComposedModel,
    private readonly budget: Budget,
    private readonly plan: Plan,
    private readonly equipment: Equipment,
  ) {
    this.memory = new MemoryBound(budget.maxMemory);
    this.stepper = new Stepper(model);
    this.watch = new Watch(this.stepper);
    this.random = new Random(plan.seed);
  }

  *run(): Search {
    this.begin();
    const { open } = this.equipment;
    while (open.size > 0 && this.reason === undefined) {
      this.expand(open.take() as Node);
      this.reason ??= this.exhausted();
      if (++this.expansions % STRIDE === 0 && (yield this.progress()) && open.size > 0) this.reason ??= "interrupted";
    }
    if (this.reason === undefined && this.cutOff > 0) this.reason = `${this.cutOff} states at depth ${this.plan.depth} were not expanded`;
    return this.conclude();
  }

  private begin(): void {
    const { stepper, model, equipment } = this;
    const { maxStates = Number.POSITIVE_INFINITY } = this.budget;
    const nodes: Node[] = [];
    let broken: string | undefined;
    stepper.initialStates((violation) => {
      broken ??= violation?.message;
      const node = violation === undefined && equipment.visited.size <= maxStates ? this.visit(undefined, 0) : undefined;
      if (node !== undefined) nodes.push(node);
    });
    const { name, initial, site } = model.model;
    const place = (initial && originOf(initial)?.site) ?? site;
    if (broken !== undefined)
      throw new SpecError("FL111", `${name}: an initial state breaks a rule: ${broken}`, "mend the initial rule, or narrow it with when()", place);
    if (nodes.length === 0) throw new SpecError("FL111", `${name} has no initial state`, "its initial rule disables every leaf: loosen its when()", place);
    this.initialStates = nodes.length;
    equipment.open.add(this.ordered(nodes));
  }

  private ordered(nodes: readonly Node[]): readonly Node[] {
    return this.plan.shuffled ? this.random.shuffled(nodes) : nodes;
  }

  /** The stepper's state, if it is new. */
  private visit(parent: Node | undefined, leaf: number): Node | undefined {
    const { watch, stepper, equipment } = this;
    const before = equipment.visited.size;
    const number = equipment.visited.add(stepper.slots);
    if (parent !== undefined) equipment.exact?.edges.edge(number, this.mover);
    if (equipment.visited.size === before) return undefined;
    const node: Node = { state: stepper.slots.slice(), number, parent, leaf, length: parent === undefined ? 0 : parent.length + 1 };
    this.longest = Math.max(this.longest, node.length);
    watch.state(stepper.slots, node.length, () => ({ node }));
    return node;
  }

  /** The process that takes the leaf that is looked at. */
  private mover = 0;

  private expand(node: Node): void {
    if (node.length >= this.plan.depth) {
      this.cutOff++;
      return;
    }
    const { stepper, watch, model, equipment } = this;
    const state = node.state as Int32Array;
    const children: Node[] = [];
    let able = this.ended(state);
    let leaf = 0;
    stepper.successors(state, (control, violation) => {
      able |= 1 << control.instance.process;
      this.mover = control.instance.process;
      const child = this.take(node, state, leaf++, control, violation);
      if (child !== undefined) children.push(child);
    });
    if (isDeadlock(model, state, leaf > 0)) watch.answer(watch.deadlock, node.length, () => ({ node }));
    equipment.exact?.edges.expanded(node.number, able);
    equipment.open.add(this.ordered(children));
    if (node.parent !== undefined) node.state = undefined;
  }

  private take(node: Node, from: Int32Array, leaf: number, control: ControlState, violation: Violation | undefined): Node | undefined {
    const { stepper, watch, equipment } = this;
    const length = node.length + 1;
    const run = (): Run => ({ node, leaf });
    if (violation !== undefined) {
      equipment.exact?.edges.edge(-1, this.mover);
      watch.answer(watch.domains, length, run);
      return undefined;
    }
    this.transitions++;
    const child = this.visit(node, leaf);
    watch.transition(control, from, stepper.slots, length, run);
    return child;
  }

  /** One bit for each process that is at an end. */
  private ended(state: Int32Array): number {
    return this.model.processes.reduce(
      (bits, { states, slot, root }) => (states[state[slot] as number]?.body === undefined ? bits | (1 << root.process) : bits),
      0,
    );
  }

  private exhausted(): string | undefined {
    const { maxStates, maxSeconds, maxMemory, stopOnFirst } = this.budget;
    const { visited, open } = this.equipment;
    if (open.size === 0) return undefined;
    if (maxStates !== undefined && visited.size > maxStates) return `more than ${maxStates} states`;
    if (stopOnFirst && this.watch.violated) return "stopped at the first violation";
    if (visited.isFull) return "more states than fit into its memory";
    if (maxMemory !== undefined && this.bytes > maxMemory) return `more memory than ${maxMemory} bytes`;
    if (this.expansions % STRIDE !== 0) return undefined;
    return maxSeconds !== undefined && this.seconds() > maxSeconds ? `more than ${maxSeconds} seconds` : this.memory.excess;
  }

  private get bytes(): number {
    const { visited, open, exact } = this.equipment;
    return visited.bytes + (exact?.edges.bytes ?? 0) + open.size * (this.model.slots.length * Int32Array.BYTES_PER_ELEMENT + NODE_BYTES);
  }

  private seconds(): number {
    return (performance.now() - this.started) / 1000;
  }

  private progress(): Progress {
    const { visited, open } = this.equipment;
    return { states: visited.size, transitions: this.transitions, depth: this.longest, frontier: open.size, seconds: this.seconds() };
  }

  private conclude(): SearchResult {
    const { watch, transitions, initialStates, reason, equipment, plan } = this;
    const { visited, exact } = equipment;
    const whole = reason === undefined && exact !== undefined ? exact.edges.breadthFirst(initialStates) : undefined;
    if (whole !== undefined) this.findDeadlock(whole);
    const properties = watch.results(whole !== undefined, this.traces());
    const caveat = exact === undefined ? `${plan.search} search, seed ${plan.seed}: ${omissionText(visited)}` : undefined;
    return {
      verdict: properties.some(({ verdict }) => verdict === "violated") ? "violated" : whole === undefined ? "incomplete" : "holds",
      properties,
      states: visited.size,
      transitions,
      depth: whole === undefined ? this.longest : whole.graph.levels.length - 2,
      initialStates,
      seconds: this.seconds(),
      workers: 1,
      exact: exact !== undefined,
      bytesPerState: Math.round(this.bytes / visited.size),
      reason: [reason, caveat].filter((part) => part !== undefined).join("; ") || undefined,
      fired: watch.fired,
      unreached: whole === undefined ? [] : watch.unreached,
      search: {
        name: plan.search,
        seed: plan.shuffled || exact === undefined ? plan.seed : null,
        swarm: 1,
        omission: exact === undefined ? visited.omission : null,
      },
    };
  }

  /** On the whole graph a process is stuck where no future enables it, even if others run on. */
  private findDeadlock({ graph, states }: BreadthFirst): void {
    const { model, stepper, watch, equipment } = this;
    for (const { daemon, root, states: places, slot } of model.processes) {
      if (daemon) continue;
      const stuck = stuckStates(graph, root.process);
      if (stuck.states.length === 0) continue;
      watch.answer(watch.deadlock, stuck.level, () => {
        const ends = stuck.states.map((state) => ({ state }));
        const { initial, leaves } = canonicalPath(graph, ends, stuck.level);
        const state = new Int32Array(model.slots.length);
        equipment.exact?.table.read(states[initial] as number, state);
        const trace = replay(stepper, state, leaves, watch.deadlock.name);
        const place = places[(trace.steps.at(-1)?.state ?? trace.initial)[slot] as number]?.name;
        return { trace: { ...trace, failure: { ...trace.failure, message: `stuck for ever: ${place}` } } };
      });
    }
  }

  private traces(): Map<string, Trace> {
    return new Map(this.watch.answers.map(({ question, run }) => [question.name, "trace" in run ? run.trace : this.trace(question, run)]));
  }

  /** Takes the run again from its initial state, on the specification's own functions: what is told did happen. */
  private trace(question: Question, { node, leaf }: Exclude<Run, { trace: Trace }>): Trace {
    const { stepper, model } = this;
    const leaves = leaf === undefined ? [] : [leaf];
    let first = node;
    for (; first.parent !== undefined; first = first.parent) leaves.unshift(first.leaf);
    const trace = replay(stepper, first.state as Int32Array, leaves, question.name);
    const [before, after] = [trace.initial, ...trace.steps.map(({ state }) => state)].slice(-2).map((state) => state && Int32Array.from(state));
    const last = trace.steps.length === 0 ? before : after;
    const isReal =
      last === undefined ? question === this.watch.domains : arrivalAt(stepper, question)(trace.steps.length === 0 ? undefined : before, last, undefined);
    if (!isReal) throw new Error(`'${question.name}' does not fail again on the run on which it failed: a step depends on something other than the state`);
    return question.kind === "deadlock" && last !== undefined ? { ...trace, failure: { ...trace.failure, message: whoIsStuck(model, last) } } : trace;
  }
}

/** What lossy storage may have cost. */
function omissionText({ omission, bytes }: Visited): string {
  return `some state was taken for another with probability ${omission.toPrecision(2)}, with ${(bytes / 2 ** 20).toPrecision(3)} MiB to know states by`;
}
