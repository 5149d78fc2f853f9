import type { ComposedModel } from "../../language/compose.js";
import { DOMAINS, NO_DEADLOCK } from "../result.js";
import type { StateGraph } from "../search/stateGraph.js";
import { compiledGraph } from "./compiledGraph.js";
import { Crew } from "./crew.js";
import type { Instance } from "./instance.js";
import { roomIn } from "./room.js";
import { bytesOfState, type SearchLayout, searchLayout } from "./searchLayout.js";
import { StateSpace } from "./stateSpace.js";
import { findStuck } from "./stuckStates.js";
import type { WasmModule } from "./webAssembly.js";

/** How a property came out in a search of a mutant. */
export interface MutantAnswer {
  readonly property: string;
  /** A `sometimes` was violated if nothing ever satisfied it, which is known of a complete search only. */
  readonly verdict: "holds" | "violated" | "incomplete";
  /** Transitions on a shortest path to the violation; infinite where no path shows it. */
  readonly transitions: number;
}

/** What a search of a mutant found. It draws no traces: the specification's own functions say what the model does, not what the mutant does. */
export interface MutantFinding {
  readonly answers: readonly MutantAnswer[];
  /** A property that broke a rule of the language in a state that only the mutant reaches. */
  readonly broken: string | undefined;
  /** Every state that can be reached was expanded. */
  readonly complete: boolean;
  /** Properties of which no implication was put to the test, as far as was explored. */
  readonly vacuous: readonly string[];
  /** Steps that nobody took, by their control states, as far as was explored. */
  readonly untaken: readonly string[];
  readonly states: number;
  readonly transitions: number;
  /** A sum over all edges, each hashed with its step: see {@link isSameGraph}. */
  readonly fingerprint: bigint;
  /** What was explored; it may be read as long as whoever wants it keeps it. */
  readonly graph: StateGraph;
}

/** When a search of a mutant ends before it is over. */
export interface MutantBudget {
  /** Distinct states. */
  readonly maxStates: number;
  /** Properties of which a violation is enough: the level on which one is found is finished, and no other is begun. */
  readonly enough: ReadonlySet<string>;
}

/**
 * Whether two complete searches of one module explored the same graph: as many states and transitions, and the same sum over all edges of a 64-bit hash of where the edge came
 * from, by which step, and where it led. Two different graphs are told apart but for about one pair in 2^64: not exact as states are, and close to it.
 */
export function isSameGraph(a: MutantFinding, b: MutantFinding): boolean {
  return a.complete && b.complete && a.states === b.states && a.transitions === b.transitions && a.fingerprint === b.fingerprint;
}

/** Searches the mutants of a model, one after the other, with a module that has them all. */
export class MutantSearch {
  private readonly layout: SearchLayout;

  constructor(
    private readonly composed: ComposedModel,
    private readonly module: WasmModule,
  ) {
    this.layout = searchLayout(composed);
  }

  /** Explores a mutant breadth first, in this thread and at one go. @param mutant its number; 0 is the model itself */
  search(mutant: number, { maxStates, enough }: MutantBudget): MutantFinding {
    const size = bytesOfState(this.layout) + this.layout.waiting;
    // A table that is full to three quarters takes at most eleven bytes a state.
    const room = roomIn((maxStates + 2 ** 14) * (size + 12), size);
    const crew = new Crew(this.module, this.layout, 1, [room], Number.POSITIVE_INFINITY);
    const space = new StateSpace(crew.partitions, crew.leader.instances);
    const [instance] = crew.leader.instances as readonly [Instance];
    instance.become(mutant);
    const complete = this.explore(crew, space, maxStates, () =>
      this.answers(crew).some(({ property, verdict }) => verdict === "violated" && enough.has(property)),
    );
    const culprit = crew.halted()?.culprit;
    const { composed } = this;
    return {
      answers: [...this.answers(crew), ...this.missing(crew, complete), ...(complete ? [this.deadlock(crew, space)] : [])],
      broken: culprit === undefined ? undefined : composed.model.properties?.[culprit]?.name,
      complete,
      vacuous: this.vacuous(crew),
      untaken: this.untaken(crew),
      states: space.states,
      transitions: crew.transitions,
      fingerprint: instance.fingerprint ?? 0n,
      graph: compiledGraph(composed, space, crew.expanded),
    };
  }

  /** Level by level; false if it ended before it was over. */
  private explore(crew: Crew, space: StateSpace, maxStates: number, isEnough: () => boolean): boolean {
    const [partition] = crew.partitions as readonly [Crew["partitions"][number]];
    partition.set("length", 0);
    while (crew.leader.begin() !== "done") if (!settle(crew)) return false;
    crew.closeGaps();
    space.closeLevel();
    for (let level = 0; crew.expanded < space.states; level++) {
      const size = (space.levels[level + 1] as number) - (space.levels[level] as number);
      partition.begin(level);
      partition.allot(maxStates - space.states);
      while (!last(crew.expand(size))) if (crew.halted() !== undefined || space.states > maxStates || !settle(crew)) return false;
      crew.closeGaps();
      if (space.states > (space.levels.at(-1) as number)) space.closeLevel();
      if (isEnough() || space.states > maxStates) return crew.expanded === space.states;
    }
    return true;
  }

  /** What is known of properties that a path answers. */
  private answers(crew: Crew): readonly MutantAnswer[] {
    const { properties = [] } = this.composed.model;
    const asked = properties.flatMap(({ name, kind }, index) => (kind === "sometimes" ? [] : [answer(name, crew.answeredAt(index))]));
    return [...asked, answer(DOMAINS, crew.brokenAt)];
  }

  private vacuous(crew: Crew): readonly string[] {
    const { properties = [] } = this.composed.model;
    return properties.flatMap(({ name }, index) => {
      const { conditional, conditionMet } = crew.implications(index);
      return conditional && !conditionMet && !Number.isFinite(crew.answeredAt(index)) ? [name] : [];
    });
  }

  /** Ends are control states, too, but no steps. */
  private untaken(crew: Crew): readonly string[] {
    const states = this.composed.processes.flatMap((process) => process.states);
    return states.flatMap(({ name, body }, counter) => (body !== undefined && crew.fired(counter) === 0 ? [name] : []));
  }

  private missing(crew: Crew, complete: boolean): readonly MutantAnswer[] {
    const { properties = [] } = this.composed.model;
    return properties.flatMap(({ name, kind }, index) => {
      if (kind !== "sometimes") return [];
      const isFound = Number.isFinite(crew.answeredAt(index));
      return [{ property: name, verdict: isFound ? "holds" : complete ? "violated" : "incomplete", transitions: Number.POSITIVE_INFINITY } as const];
    });
  }

  private deadlock(crew: Crew, space: StateSpace): MutantAnswer {
    const stuck = last(findStuck(crew, space, this.composed.processes.length));
    return answer(NO_DEADLOCK, Math.min(...stuck.map(({ level }) => level)));
  }
}

function answer(property: string, transitions: number): MutantAnswer {
  return { property, verdict: Number.isFinite(transitions) ? "violated" : "holds", transitions };
}

/** Makes room; false if there is none. */
function settle(crew: Crew): boolean {
  crew.closeGaps();
  return last(crew.grow());
}

/** What a generator returns, whatever it yields before. */
function last<T>(work: Generator<void, T>): T {
  for (let next = work.next(); ; next = work.next()) if (next.done) return next.value;
}
