import type { ComposedModel } from "../../language/compose.js";
import { SpecError } from "../../language/errors.js";
import { originOf } from "../../language/machine.js";
import type { Budget, Progress } from "../engine.js";
import { Stepper } from "../interpreter/stepper.js";
import type { SearchResult } from "../result.js";
import type { Snapshot } from "./checkpoint.js";
import { compiledGraph } from "./compiledGraph.js";
import type { Crew } from "./crew.js";
import { Findings } from "./findings.js";
import type { Keeper } from "./keeper.js";
import { StateSpace } from "./stateSpace.js";
import { findStuck, type Stuck } from "./stuckStates.js";

/** A search that ended because its memory was full. */
export const FULL = "more states than fit into its memory";

/** A breadth-first search that a crew makes, level by level, within a budget. */
export class CompiledSearch {
  private readonly space: StateSpace;
  /** The level that is expanded. */
  private level = 0;
  /** Why the search ends before it is over. */
  private reason: string | undefined;
  /** Where it stood between the last two levels, if it is kept. */
  private latest: Snapshot | undefined;

  constructor(
    private readonly model: ComposedModel,
    private readonly budget: Budget,
    private readonly crew: Crew,
    private started: number,
    private readonly keeper?: Keeper,
  ) {
    this.space = new StateSpace(crew.partitions, crew.leader.instances);
  }

  /**
   * Explores all that can be reached; `undefined` if memory ended and there is more to be had.
   * @param last this is all the memory that there is
   * @param kept where the search goes on, if it began before
   */
  *run(last: boolean, kept?: Snapshot): Generator<Progress, SearchResult | undefined, boolean | undefined> {
    try {
      if (kept === undefined) yield* this.begin();
      else yield* this.restore(kept);
      this.reason ??= this.exhausted();
      while (!this.isOver && this.reason === undefined) {
        if (this.keeper?.isDue) this.save();
        yield* this.expandLevel();
      }
      if (this.reason === FULL && !last) return undefined;
      if (this.keeper?.isWorthIt(this.reason)) this.save();
      const stuck = this.reason === undefined ? yield* this.findDeadlocks() : [];
      this.budget.onGraph?.(compiledGraph(this.model, this.space, this.expandedFirst));
      return new Findings(this.model, this.space, this.crew, stuck, this.budget.reductions).result({
        reason: this.reason,
        depth: this.depth,
        seconds: () => this.seconds(),
      });
    } finally {
      this.crew.dismiss();
    }
  }

  /** Goes on from where the search was kept. */
  private *restore(kept: Snapshot): Generator<Progress, void, boolean | undefined> {
    const { space, crew } = this;
    if (!(yield* this.watch((this.keeper as Keeper).restore(kept))))
      throw new SpecError("FL311", "the checkpoint has more states than there is memory for", "give the search more: --max-memory");
    space.reopen();
    this.level = kept.level;
    this.latest = kept;
    this.started -= 1000 * kept.seconds;
    crew.shareAnswers();
  }

  private save(): void {
    if (this.latest !== undefined) (this.keeper as Keeper).save(this.latest);
  }

  /** Between two levels: what a checkpoint of the search has to say. */
  private snapshot(): Snapshot {
    const steps = this.model.processes.reduce((sum, { states }) => sum + states.length, 0);
    const partitions = this.crew.partitions.map((partition) => ({ starts: [...partition.starts], tally: partition.tally(steps) }));
    return { level: this.level, seconds: this.seconds(), partitions };
  }

  private *begin(): Generator<Progress, void, boolean | undefined> {
    const { crew, space, model } = this;
    for (const partition of crew.partitions) partition.set("length", 0);
    const ways = this.budget.share && crew.leader.takeShare(this.budget.share);
    while (crew.leader.begin() !== "done" && this.reason === undefined) yield* this.makeRoom();
    this.refuseBrokenProperty();
    if (Math.min(...crew.partitions.map(({ brokenAt }) => brokenAt)) === 0) this.refuseInitial();
    crew.closeGaps();
    if (space.states === 0 && !ways)
      throw new SpecError("FL111", `${model.model.name} has no initial state`, "its initial rule disables every leaf: loosen its when()", this.site);
    space.closeLevel();
    if (this.keeper !== undefined) this.latest = this.snapshot();
  }

  private *expandLevel(): Generator<Progress, void, boolean | undefined> {
    const { crew, space, level } = this;
    const size = (space.levels[level + 1] as number) - (space.levels[level] as number);
    const limit = Math.min(2 ** 32 - 1, (this.budget.maxStates ?? 2 ** 32 - 1) + crew.slack);
    for (const partition of crew.partitions) partition.begin(level, limit);
    let isFinished = false;
    while (!isFinished && this.reason === undefined) {
      isFinished = yield* this.watch(crew.expand(size));
      if (!isFinished && this.reason === undefined) yield* this.makeRoom();
    }
    this.refuseBrokenProperty();
    crew.closeGaps();
    crew.shareAnswers();
    const isLast = space.states === space.levels.at(-1);
    if (!isLast) space.closeLevel();
    if (!isFinished) return;
    if (!isLast) this.level++;
    if (this.keeper !== undefined) this.latest = this.snapshot();
    this.reason ??= this.exhausted();
  }

  private *makeRoom(): Generator<Progress, void, boolean | undefined> {
    this.refuseBrokenProperty();
    this.crew.closeGaps();
    if (!(yield* this.watch(this.crew.grow()))) this.reason ??= FULL;
  }

  /** Lets the crew work, and looks after each slice whether it has to stop. */
  private *watch<T>(work: Generator<void, T>): Generator<Progress, T, boolean | undefined> {
    for (let next = work.next(); ; next = work.next()) {
      if (next.done) return next.value;
      this.reason ??= this.exhausted();
      if (yield this.progress()) this.reason ??= this.unlessOver("interrupted");
      if (this.reason !== undefined) this.crew.stop();
    }
  }

  private exhausted(): string | undefined {
    const { crew, space, level, model } = this;
    const { maxStates, maxDepth, maxSeconds, stopOnFirst } = this.budget;
    if (maxStates !== undefined && space.states > maxStates) return this.unlessOver(`more than ${maxStates} states`);
    if (maxDepth !== undefined && level >= maxDepth) return this.unlessOver(`states at depth ${maxDepth} were not expanded`);
    // The level of the first violation is finished, so that its trace is the canonical one.
    const answers = (model.model.properties ?? []).map(({ kind }, index) => (kind === "sometimes" ? Number.POSITIVE_INFINITY : crew.answeredAt(index)));
    if (stopOnFirst && Math.min(crew.brokenAt, ...answers) <= level) return this.unlessOver("stopped at the first violation");
    return maxSeconds !== undefined && this.seconds() > maxSeconds ? this.unlessOver(`more than ${maxSeconds} seconds`) : undefined;
  }

  /** A search that is over stands, whatever happens afterwards. */
  private unlessOver(reason: string): string | undefined {
    return this.isOver ? undefined : reason;
  }

  private get isOver(): boolean {
    return this.crew.expanded === this.space.states;
  }

  private seconds(): number {
    return (performance.now() - this.started) / 1000;
  }

  private progress(): Progress {
    const { states } = this.space;
    const { expanded, transitions } = this.crew;
    return { states, transitions, depth: this.depth, frontier: states - expanded, seconds: this.seconds() };
  }

  private get depth(): number {
    return this.space.states > (this.space.levels[this.level + 1] as number) ? this.level + 1 : this.level;
  }

  /** Of how many states, the first ones, the edges are known: threads expand those of a level in no order, so a level that was cut short does not count. */
  private get expandedFirst(): number {
    return this.crew.size === 1 || this.isOver ? this.crew.expanded : (this.space.levels[this.level] as number);
  }

  private *findDeadlocks(): Generator<Progress, readonly Stuck[], boolean | undefined> {
    return yield* this.watch(findStuck(this.space, this.model.processes.length));
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
    const { crew, model } = this;
    const halted = crew.halted();
    if (halted === undefined) return;
    const property = model.model.properties?.[halted.culprit];
    const stepper = new Stepper(model);
    if (property !== undefined && property.kind !== "step") stepper.holds(property, halted.evidence);
    if (property?.kind === "step")
      stepper.successors(halted.evidence, (_, violation) => violation === undefined && stepper.holdsAcross(property, halted.evidence, stepper.slots.slice()));
    throw new SpecError(
      "FL901",
      `property '${property?.name}' broke a rule in the compiled engine only`,
      "report it; --engine reference goes on",
      property?.site,
    );
  }
}
