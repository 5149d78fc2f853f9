import type { Reduction } from "../../compiler/analysis/reduction.js";
import { EDGE } from "../../compiler/targets/assemblyscript/index.js";
import type { ComposedModel } from "../../language/compose.js";
import { glob } from "../../language/glob.js";
import { replay } from "../interpreter/replay.js";
import { Stepper } from "../interpreter/stepper.js";
import { surprisesIn } from "../interpreter/surprisesOf.js";
import { DOMAINS, NO_DEADLOCK, type SearchResult, type Trace } from "../result.js";
import { canonicalPath, type End, type LayeredGraph } from "../search/canonicalPath.js";
import { Question } from "../search/question.js";
import type { Crew } from "./crew.js";
import type { StateSpace } from "./stateSpace.js";
import type { Stuck } from "./stuckStates.js";

/** How a search went. */
interface Course {
  readonly reason: string | undefined;
  readonly depth: number;
  readonly seconds: () => number;
}

/** What a search means: verdicts, and traces that are found again on the states that it kept. */
export class Findings {
  constructor(
    private readonly model: ComposedModel,
    private readonly space: StateSpace,
    private readonly crew: Crew,
    /** By process: where it is stuck for good. */
    private readonly stuck: readonly Stuck[],
    private readonly reductions: readonly Reduction[] = [],
  ) {}

  result({ reason, depth, seconds }: Course): SearchResult {
    const { crew, space } = this;
    const properties = this.questions().map((question) => question.result(reason === undefined, () => this.trace(question)));
    const fired = this.firedByName();
    return {
      verdict: properties.some(({ verdict }) => verdict === "violated") ? "violated" : reason === undefined ? "holds" : "incomplete",
      properties,
      states: space.states,
      transitions: crew.transitions,
      depth,
      initialStates: space.levels[1] as number,
      seconds: seconds(),
      workers: crew.size,
      exact: true,
      bytesPerState: Math.round(crew.bytes / space.states),
      reason,
      fired,
      unreached: reason === undefined ? this.unreached(fired) : [],
      ...(this.reductions.length > 0 ? { reductions: this.reductions.map((reduction) => ({ reduction, effect: this.effectOf(reduction) })) } : {}),
    };
  }

  private effectOf(reduction: Reduction): string {
    const { crew } = this;
    return reduction === "por" ? `one process alone moved in ${crew.reduced} of ${crew.expanded} states` : "variables that nobody will read are cleared";
  }

  private questions(): readonly Question[] {
    const { model, crew } = this;
    const asked = (model.model.properties ?? []).map(({ name, kind }, index) => {
      const question = new Question(name, kind);
      Object.assign(question, crew.implications(index));
      const length = crew.answeredAt(index);
      const ends = kind === "step" ? this.leavesThatFail(length, index) : this.statesThatAnswer(length, index, kind !== "always");
      for (const end of ends) question.answered(end, length);
      return question;
    });
    const domains = new Question(DOMAINS, "domain");
    for (const end of this.leavesThatFail(crew.brokenAt)) domains.answered(end, crew.brokenAt);
    const deadlock = new Question(NO_DEADLOCK, "deadlock");
    for (const { states, level } of this.stuck) for (const state of states) deadlock.answered({ state }, level);
    return [...asked, domains, deadlock];
  }

  private statesThatAnswer(level: number, property: number, truth: boolean): End[] {
    const { space } = this;
    const ends: End[] = [];
    const end = space.levels[level + 1] ?? space.states;
    for (let state = space.levels[level] ?? end; state < end; state++) if (space.holds(property, state) === truth) ends.push({ state });
    return ends;
  }

  /** Leaves that break a step property, or, without one, a rule of the language. */
  private leavesThatFail(length: number, property?: number): End[] {
    const { space, crew } = this;
    const ends: End[] = [];
    // One thread expands states in their order, so that a search that was cut short knows which.
    const end = Math.min(space.levels[length] ?? space.states, crew.size === 1 ? crew.expanded : space.states);
    for (let state = space.levels[length - 1] ?? end; state < end; state++) {
      let leaf = 0;
      space.edges(
        state,
        (target, _, fails) => {
          if (property === undefined ? target === EDGE.nowhere : fails) ends.push({ state, leaf });
          leaf++;
        },
        property,
      );
    }
    return ends;
  }

  private trace({ name, kind, ends, length }: Question): Trace {
    const level = ends[0]?.leaf === undefined ? length : length - 1;
    const { initial, leaves, last } = canonicalPath(this.graph, ends, level);
    return replay(new Stepper(this.model), this.space.read(initial), leaves, name, this.messageOf(kind, last) ?? name);
  }

  /** What is told of a violation that the specification's own functions do not tell when they are run. */
  private messageOf(kind: Question["kind"], last: number): string | undefined {
    if (kind === "domain") return "overflow: a sum, difference or product that is only compared leaves the 32-bit integers";
    return kind === "deadlock" ? this.whoIsStuck(last) : undefined;
  }

  private get graph(): LayeredGraph {
    const { space } = this;
    const initial = this.crew.partitions.length === 1 ? undefined : this.initialStates();
    const surprises = surprisesIn(this.model, new Stepper(this.model), (state) => space.read(state));
    return { levels: space.levels, initial, edges: (state, visit) => space.edges(state, visit), surprises };
  }

  /** Initial states that lie in several memories, in the order of the initial rule. */
  private initialStates(): readonly number[] {
    const numbers = new Map<string, number>();
    for (let state = 0; state < (this.space.levels[1] as number); state++) numbers.set(this.space.read(state).join(), state);
    const order = new Set<number>();
    const stepper = new Stepper(this.model);
    stepper.initialStates(() => order.add(numbers.get(stepper.slots.join()) as number));
    return [...order];
  }

  private whoIsStuck(state: number): string {
    const slots = this.space.read(state);
    const stuck = this.model.processes.filter((_, process) => this.stuck[process]?.states.includes(state));
    return `stuck for ever: ${stuck.map(({ states, slot }) => states[slots[slot] as number]?.name).join(", ")}`;
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
