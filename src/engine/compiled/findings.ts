import type { Reduction } from "../../compiler/analysis/reduction.js";
import type { ComposedModel } from "../../language/compose.js";
import { glob } from "../../language/glob.js";
import { replay } from "../interpreter/replay.js";
import { Stepper } from "../interpreter/stepper.js";
import { surprisesIn } from "../interpreter/surprisesOf.js";
import { DOMAINS, NO_DEADLOCK, type ReductionMade, type SearchResult, type Trace } from "../result.js";
import { canonicalPath, type End } from "../search/canonicalPath.js";
import { Orbits } from "../search/orbits.js";
import { Question } from "../search/question.js";
import { retraceOrbits } from "../search/retraceOrbits.js";
import { firedAlike, symmetryMade } from "../search/symmetryMade.js";
import type { Crew } from "./crew.js";
import type { Explored, Surroundings } from "./explored.js";
import type { Stuck } from "./stuckStates.js";

/** How a search went. */
interface Course {
  readonly reason: string | undefined;
  readonly depth: number;
  readonly seconds: () => number;
}

/** What a search means: verdicts, and traces that are found again on the states that it kept. */
export class Findings {
  /** What the states stand for, where representatives alone are stored. */
  private readonly orbits: Orbits | undefined;

  constructor(
    private readonly model: ComposedModel,
    private readonly space: Explored,
    private readonly crew: Crew,
    /** By process: where it is stuck for good; or why nobody knows, though all states are known. */
    private readonly stuck: readonly Stuck[] | string,
    private readonly reductions: readonly Reduction[] = [],
  ) {
    this.orbits = reductions.includes("symmetry") ? new Orbits(model) : undefined;
  }

  result({ reason, depth, seconds }: Course): SearchResult {
    const { crew, space } = this;
    const undecided = reason ?? (typeof this.stuck === "string" ? this.stuck : undefined);
    const isDecided = ({ kind }: Question): boolean => (kind === "deadlock" ? undecided : reason) === undefined;
    const properties = this.questions().map((question) => question.result(isDecided(question), () => this.trace(question)));
    const fired = this.orbits === undefined ? this.firedByName() : firedAlike(this.model, this.orbits.sets, this.firedByName());
    return {
      verdict: properties.some(({ verdict }) => verdict === "violated") ? "violated" : undecided === undefined ? "holds" : "incomplete",
      properties,
      states: space.states,
      transitions: crew.transitions,
      depth,
      initialStates: space.levels[1] as number,
      seconds: seconds(),
      workers: crew.size,
      exact: true,
      bytesPerState: Math.round(crew.bytes / Math.max(1, space.states)),
      reason: undecided,
      fired,
      unreached: reason === undefined ? this.unreached(fired) : [],
      ...(this.reductions.length > 0 ? { reductions: this.reductions.map((reduction) => this.reductionMade(reduction)) } : {}),
    };
  }

  private reductionMade(reduction: Reduction): ReductionMade {
    const { crew, orbits, space } = this;
    if (reduction === "symmetry") return symmetryMade(orbits?.sets ?? [], space.states, this.statesOfOrbits());
    return {
      reduction,
      effect:
        reduction === "por" ? `some processes were left out in ${crew.reduced} of ${crew.expanded} states` : "variables that nobody will read are cleared",
    };
  }

  private statesOfOrbits(): number {
    let sum = 0;
    for (const ways of this.space.ways()) sum += 1 / ways;
    return Math.round(sum * (this.orbits?.orders ?? 1));
  }

  private questions(): readonly Question[] {
    const { model, crew } = this;
    const asked = (model.model.properties ?? []).map(({ name, kind }, index) => {
      const question = new Question(name, kind);
      Object.assign(question, crew.implications(index));
      const length = crew.answeredAt(index);
      const ends = kind === "step" ? this.leavesThatFail(length, index) : this.space.statesWhere(length, index, kind !== "always");
      for (const end of ends) question.answered(end, length);
      return question;
    });
    const domains = new Question(DOMAINS, "domain");
    for (const end of this.leavesThatFail(crew.brokenAt)) domains.answered(end, crew.brokenAt);
    const deadlock = new Question(NO_DEADLOCK, "deadlock");
    for (const { states, level } of this.whereStuck) for (const state of states) deadlock.answered({ state }, level);
    return [...asked, domains, deadlock];
  }

  /** Leaves that break a step property, or, without one, a rule of the language. One thread expands states in their order, so that a search that was cut short knows which. */
  private leavesThatFail(length: number, property?: number): End[] {
    const { space, crew } = this;
    return space.leavesWhere(length - 1, crew.size === 1 ? crew.expanded : space.states, property);
  }

  private trace({ name, kind, ends, length }: Question): Trace {
    const level = ends[0]?.leaf === undefined ? length : length - 1;
    const around = this.space.around(ends, level);
    const surprises = surprisesIn(this.model, new Stepper(this.model), around.read);
    const graph = { levels: around.levels, initial: this.initialStates(around), edges: around.edges, surprises };
    const { initial, leaves, last } = canonicalPath(graph, around.ends, level);
    const [stepper, first] = [new Stepper(this.model), around.read(initial)];
    const { orbits } = this;
    if (orbits === undefined) return replay(stepper, first, leaves, name, this.messageOf(kind, around.numberOf(last), around.read(last)) ?? name);
    return retraceOrbits(
      stepper,
      orbits,
      first,
      leaves,
      name,
      (state, by) => this.messageOf(kind, around.numberOf(last), state, (process) => orbits.processAfter(process, by)) ?? name,
    );
  }

  /** What is told of a violation that the specification's own functions do not tell when they are run. */
  private messageOf(kind: Question["kind"], last: number, slots: Int32Array, inGraph?: (process: number) => number): string | undefined {
    if (kind === "domain") return "overflow: a sum, difference or product that is only compared leaves the 32-bit integers";
    return kind === "deadlock" ? this.whoIsStuck(last, slots, inGraph) : undefined;
  }

  /** Initial states that lie in several memories, in the order of the initial rule; in one memory they have that order. */
  private initialStates({ levels, read }: Surroundings): readonly number[] | undefined {
    if (this.crew.partitions.length === 1) return undefined;
    const numbers = new Map<string, number>();
    for (let state = 0; state < (levels[1] as number); state++) numbers.set(read(state).join(), state);
    const order = new Set<number>();
    const stepper = new Stepper(this.model);
    stepper.initialStates(() => {
      this.orbits?.represent(stepper.slots);
      // Others were not searched, or lie on no path that matters.
      const number = numbers.get(stepper.slots.join());
      if (number !== undefined) order.add(number);
    });
    return [...order];
  }

  /** @param state of the graph, of whose orbit `slots` are @param inGraph which process of the graph's state a process is */
  private whoIsStuck(state: number, slots: Int32Array, inGraph = (process: number): number => process): string {
    const stuck = this.model.processes.filter((_, process) => this.whereStuck[inGraph(process)]?.states.includes(state));
    return `stuck for ever: ${stuck.map(({ states, slot }) => states[slots[slot] as number]?.name).join(", ")}`;
  }

  private get whereStuck(): readonly Stuck[] {
    return typeof this.stuck === "string" ? [] : this.stuck;
  }

  private firedByName(): Record<string, number> {
    const { processes } = this.model;
    let counter = 0;
    return Object.fromEntries(
      processes.flatMap(({ states }) =>
        states.flatMap(({ name, body }) => {
          const fired = this.crew.fired(counter++);
          return body === undefined ? [] : [[name, fired] as const];
        }),
      ),
    );
  }

  private unreached(fired: Readonly<Record<string, number>>): string[] {
    const known = (this.model.model.unreached ?? []).map(glob);
    return Object.keys(fired).filter((name) => fired[name] === 0 && !known.some((pattern) => pattern.test(name)));
  }
}
