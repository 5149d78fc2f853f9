import type { ComposedModel, ComposedProcess, ControlState } from "../../language/compose.js";
import type { Budget, Progress, Search } from "../engine.js";
import { Stepper } from "../interpreter/stepper.js";
import type { SearchResult, Trace } from "../result.js";
import type { Question } from "../search/question.js";
import { arrivalAt } from "./arrival.js";
import type { Plan } from "./plan.js";
import { Random } from "./random.js";
import { rerun, type Schedule, type Turn, traceOf } from "./schedule.js";
import { shrink } from "./shrink.js";
import { Walker } from "./walker.js";
import { isDeadlock, Watch, whoIsStuck } from "./watch.js";

/** Steps between two yields. */
const STRIDE = 64;

/**
 * Random runs, one after another, each until nobody can move or its steps are used up. No state is kept, so they run at any size; nothing is proved by them. What they
 * find is shrunk before it is told. Counts are of visits: a state that is come upon twice counts twice.
 */
export class Simulation {
  private readonly stepper: Stepper;
  private readonly walker: Walker;
  private readonly watch: Watch<Schedule>;
  /** The state that the walk is in, and the one after it. */
  private readonly state: Int32Array;
  private readonly after: Int32Array;
  private readonly started = performance.now();
  private runs = 0;
  private transitions = 0;
  private longest = 0;
  /** Why it ends before all runs were made. */
  private cut: string | undefined;

  constructor(
    private readonly model: ComposedModel,
    private readonly budget: Budget,
    private readonly plan: Plan,
  ) {
    this.stepper = new Stepper(model);
    this.walker = new Walker(this.stepper, new Random(plan.seed));
    this.watch = new Watch(this.stepper);
    this.state = new Int32Array(model.slots.length);
    this.after = new Int32Array(model.slots.length);
  }

  *run(): Search {
    while (this.runs < this.plan.runs && this.cut === undefined) {
      yield* this.walk();
      if (this.budget.stopOnFirst && this.watch.violated) this.cut ??= "stopped at the first violation";
    }
    const traces = yield* this.traces();
    return this.conclude(traces);
  }

  private *walk(): Generator<Progress, void, boolean | undefined> {
    const { walker, stepper, state, after, watch, model } = this;
    const initial = walker.begin();
    const turns: Turn[] = [];
    const schedule = (): Schedule => ({ initial, turns: [...turns] });
    this.runs++;
    state.set(stepper.slots);
    watch.state(state, 0, schedule);
    while (turns.length < this.plan.steps) {
      yield* this.pause();
      if (this.cut !== undefined) return;
      const move = walker.move(state);
      if (move === undefined) {
        if (isDeadlock(model, state, false)) watch.answer(watch.deadlock, turns.length, schedule);
        return;
      }
      const { process, answers, violation } = move;
      turns.push({ process, answers });
      this.longest = Math.max(this.longest, turns.length);
      if (violation !== undefined) return watch.answer(watch.domains, turns.length, schedule);
      this.transitions++;
      const { states, slot } = model.processes[process] as ComposedProcess;
      after.set(stepper.slots);
      watch.transition(states[state[slot] as number] as ControlState, state, after, turns.length, schedule);
      state.set(after);
      watch.state(state, turns.length, schedule);
    }
  }

  /** From time to time, says how far it is and looks whether it has to end. */
  private *pause(): Generator<Progress, void, boolean | undefined> {
    if (this.transitions % STRIDE !== 0) return;
    if (yield this.progress()) this.cut ??= "interrupted";
    if (this.isLate) this.cut ??= `more than ${this.budget.maxSeconds} seconds`;
  }

  private *traces(): Generator<Progress, Map<string, Trace>, boolean | undefined> {
    const traces = new Map<string, Trace>();
    for (const { question, run } of this.watch.answers) traces.set(question.name, yield* this.shrunk(question, run));
    return traces;
  }

  private *shrunk(question: Question, schedule: Schedule): Generator<Progress, Trace, boolean | undefined> {
    const { stepper, model, state } = this;
    const work = shrink(schedule, (candidate) => rerun(stepper, candidate, arrivalAt(stepper, question)));
    let isCut = false;
    let next = work.next();
    while (!next.done && !isCut) {
      isCut = (yield this.progress()) === true || this.isLate;
      if (!isCut) next = work.next();
    }
    const confirmed = rerun(stepper, next.value, arrivalAt(stepper, question));
    if (confirmed === undefined)
      throw new Error(`'${question.name}' does not fail again on the run on which it failed: a step depends on something other than the state`);
    state.set(stepper.slots);
    return traceOf(stepper, confirmed, question.name, question.kind === "deadlock" ? whoIsStuck(model, state) : question.name);
  }

  private progress(): Progress {
    return {
      states: this.transitions + this.runs,
      transitions: this.transitions,
      depth: this.longest,
      frontier: this.plan.runs - this.runs,
      seconds: this.seconds(),
    };
  }

  private get isLate(): boolean {
    const { maxSeconds } = this.budget;
    return maxSeconds !== undefined && this.seconds() > maxSeconds;
  }

  private seconds(): number {
    return (performance.now() - this.started) / 1000;
  }

  private conclude(traces: ReadonlyMap<string, Trace>): SearchResult {
    const { watch, runs, transitions, longest, plan, cut } = this;
    const properties = watch.results(false, traces);
    const made = `${runs} random ${runs === 1 ? "run" : "runs"} of at most ${plan.steps} steps, seed ${plan.seed}; states that were come upon again count again`;
    return {
      verdict: properties.some(({ verdict }) => verdict === "violated") ? "violated" : "incomplete",
      properties,
      states: transitions + runs,
      transitions,
      depth: longest,
      initialStates: runs,
      seconds: this.seconds(),
      workers: 1,
      exact: false,
      bytesPerState: 0,
      reason: cut === undefined ? made : `${cut}, after ${made}`,
      fired: watch.fired,
      unreached: [],
      search: { name: plan.search, seed: plan.seed, swarm: 1, omission: null },
    };
  }
}
