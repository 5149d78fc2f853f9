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
import type { Spill } from "./spill.js";
import { isDiskFull } from "./stateFiles.js";
import { StateSpace } from "./stateSpace.js";
import { StoredStates } from "./storedStates.js";
import { findStuck, type Stuck } from "./stuckStates.js";

/** Why a search ended, or one part of it was not decided. */
const FULL = "more states than fit into its memory";
const FULL_OF_GRAPH = `${FULL}, and temporal properties and refinements need them there: those are not spilled`;
const FULL_OF_WAITERS = "more states in which a process may wait for ever than fit into its memory";
const FULL_DISK = "the disk is full to which its states are spilled or kept";

/** A breadth-first search that a crew makes, level by level, within a budget. */
export class CompiledSearch {
  private readonly space: StateSpace;
  /** The level that is expanded. */
  private level = 0;
  /** Why the search ends before it is over. */
  private reason: string | undefined;
  /** There is more memory than this. */
  private mayGrow = false;
  /** Where it stood between the last two levels, if it is kept or may be spilled. */
  private latest: Snapshot | undefined;

  constructor(
    private readonly model: ComposedModel,
    private readonly budget: Budget,
    private readonly crew: Crew,
    private started: number,
    private readonly keeper?: Keeper,
    private readonly spill?: Spill,
  ) {
    this.space = new StateSpace(crew.partitions, crew.leader.instances);
  }

  /**
   * Explores all that can be reached; `undefined` if memory ended and there is more to be had.
   * @param last this is all the memory that there is
   * @param kept where the search goes on, if it began before
   */
  *run(last: boolean, kept?: Snapshot): Generator<Progress, SearchResult | undefined, boolean | undefined> {
    this.mayGrow = !last;
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
      return yield* this.conclude();
    } finally {
      this.crew.dismiss();
    }
  }

  /** Goes on from where the search was kept. */
  private *restore(kept: Snapshot): Generator<Progress, void, boolean | undefined> {
    const { space, crew } = this;
    const keeper = this.keeper as Keeper;
    if (!(yield* this.watch(keeper.restore(kept)))) {
      if (this.spill === undefined)
        throw new SpecError("FL311", "the checkpoint has more states than there is memory for", "give the search more, --max-memory, or let it --spill");
      if (!(yield* this.watch(this.spill.resume(kept)))) throw keeper.damage;
    }
    space.reopen();
    this.level = Math.min(kept.level, space.levels.length - 2);
    this.latest = kept;
    this.started -= 1000 * kept.seconds;
    crew.shareAnswers();
  }

  private save(): void {
    if (this.latest === undefined) return;
    try {
      this.keeper?.save(this.latest, this.spill?.marks);
    } catch (error) {
      if (!isDiskFull(error)) throw error;
      this.reason ??= this.unlessOver(FULL_DISK);
    }
  }

  /** Decides what is decided when all states are known, and says what was found. */
  private *conclude(): Generator<Progress, SearchResult, boolean | undefined> {
    const { model, crew, reason, spill } = this;
    const stored = spill?.isOn ? new StoredStates(spill.files, crew.partitions, crew.alone()) : undefined;
    const stuck = reason === undefined ? yield* this.findDeadlocks(stored) : [];
    if (stored === undefined) this.budget.onGraph?.(compiledGraph(model, this.space, this.expandedFirst));
    return new Findings(model, stored ?? this.space, crew, stuck, this.budget.reductions).result({ reason, depth: this.depth, seconds: () => this.seconds() });
  }

  /** Between two levels: what a checkpoint of the search has to say. */
  private snapshot(): Snapshot {
    const steps = this.model.processes.reduce((sum, { states }) => sum + states.length, 0);
    const partitions = this.crew.partitions.map((partition) => ({ starts: [...partition.starts], tally: partition.tally(steps) }));
    return { level: this.isOver ? this.level + 1 : this.level, seconds: this.seconds(), partitions };
  }

  private *begin(): Generator<Progress, void, boolean | undefined> {
    const { crew, space, model } = this;
    for (const partition of crew.partitions) partition.set("length", 0);
    this.allot();
    const ways = this.budget.share && crew.leader.takeShare(this.budget.share);
    // Once states are in files, those in memory are not all of them, and it is makeRoom() that looks how many there are.
    while (crew.leader.begin(this.spill?.isOn ? undefined : this.budget.maxStates) !== "done" && this.reason === undefined) yield* this.makeRoom();
    this.refuseBrokenProperty();
    if (Math.min(...crew.partitions.map(({ brokenAt }) => brokenAt)) === 0) this.refuseInitial();
    crew.closeGaps();
    if (this.spill?.isOn) yield* this.settle(true);
    if (space.states === 0 && !ways)
      throw new SpecError("FL111", `${model.model.name} has no initial state`, "its initial rule disables every leaf: loosen its when()", this.site);
    space.closeLevel();
    // Whoever goes on from here takes the initial states for all that there are.
    this.reason ??= this.exhausted();
    if (this.reason === undefined) this.remember();
  }

  /** Between two levels: here a search can be taken up again. */
  private remember(): void {
    if (this.keeper === undefined && this.spill === undefined) return;
    this.latest = this.snapshot();
    if (this.spill?.isOn) this.spill.mark();
  }

  private *expandLevel(): Generator<Progress, void, boolean | undefined> {
    const { crew, space, spill } = this;
    let isFinished = spill?.isOn === true || (yield* this.expandInMemory());
    while (isFinished && spill?.isOn) {
      const states = yield* this.onDisk(spill.nextWindow(this.level));
      if (!states) break;
      isFinished = yield* this.expand(states);
    }
    this.refuseBrokenProperty();
    crew.closeGaps();
    if (spill?.isOn) isFinished = yield* this.settle(isFinished);
    crew.shareAnswers();
    const isLast = space.states === space.levels.at(-1);
    if (!isLast) space.closeLevel();
    if (!isFinished) return;
    if (!isLast) this.level++;
    this.remember();
    this.reason ??= this.exhausted();
  }

  /** Expands a level that is in memory; false if something is left of it. */
  private *expandInMemory(): Generator<Progress, boolean, boolean | undefined> {
    const { crew, space, level } = this;
    for (const partition of crew.partitions) partition.begin(level);
    this.allot();
    return yield* this.expand((space.levels[level + 1] as number) - (space.levels[level] as number));
  }

  /** Expands so many states, for which there may not be room at once; false if something is left of them. */
  private *expand(states: number): Generator<Progress, boolean, boolean | undefined> {
    let isFinished = false;
    while (!isFinished && this.reason === undefined) {
      isFinished = yield* this.watch(this.crew.expand(states));
      if (!isFinished && this.reason === undefined) yield* this.makeRoom();
    }
    return isFinished;
  }

  private *makeRoom(): Generator<Progress, void, boolean | undefined> {
    const { crew, spill, budget } = this;
    this.refuseBrokenProperty();
    crew.closeGaps();
    this.reason ??= this.exhausted();
    if (this.reason !== undefined) return;
    if (spill?.isOn) yield* this.onDisk(spill.settle());
    else if (yield* this.watch(crew.grow())) return this.allot();
    else if (spill !== undefined && !this.mayGrow) yield* this.onDisk(spill.begin(this.latest));
    else this.reason ??= this.mayGrow || budget.spill === undefined ? FULL : FULL_OF_GRAPH;
    if (crew.isCrowded) this.reason ??= FULL;
  }

  /** As many more states may be found as the budget has left. Gaps are closed. */
  private allot(): void {
    this.crew.allot(Math.max(0, (this.budget.maxStates ?? Number.POSITIVE_INFINITY) - this.space.states));
  }

  /**
   * States that were found last go to the files at the end of a level, or of the search if it met a violation among them: it is not told without them. False if the search
   * ends before the level does.
   */
  private *settle(isFinished: boolean): Generator<Progress, boolean, boolean | undefined> {
    const { crew, model, level } = this;
    const spill = this.spill as Spill;
    const isAnswered = (model.model.properties ?? []).some((_, index) => crew.answeredAt(index) === level + 1);
    if (this.reason === undefined || (isAnswered && this.reason !== FULL_DISK)) yield* this.onDisk(spill.settle());
    if (this.reason !== undefined) spill.drop();
    return isFinished && this.reason === undefined;
  }

  /** Works on files; where a disk is full, the search ends with what it has. */
  private *onDisk<T>(work: Generator<void, T>): Generator<Progress, T | undefined, boolean | undefined> {
    try {
      return yield* this.watch(work);
    } catch (error) {
      if (!isDiskFull(error)) throw error;
      this.reason = FULL_DISK;
      return undefined;
    }
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
    const { crew, level, model } = this;
    const { maxStates, maxDepth, maxSeconds, stopOnFirst } = this.budget;
    if (maxStates !== undefined && this.known > maxStates) return this.unlessOver(`more than ${maxStates} states`);
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

  /** States that are certain to be different ones. */
  private get known(): number {
    return this.spill?.isOn ? this.spill.states : this.space.states;
  }

  private progress(): Progress {
    const states = this.known;
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

  /** Where processes are stuck for good; or why that was not decided, though all states are known. */
  private *findDeadlocks(stored?: StoredStates): Generator<Progress, readonly Stuck[] | string, boolean | undefined> {
    const { maxSeconds } = this.budget;
    const processes = this.model.processes.length;
    const work = stored?.findStuck(processes) ?? findStuck(this.crew, this.space, processes);
    for (let next = work.next(); ; next = work.next()) {
      if (next.done) return next.value ?? FULL_OF_WAITERS;
      if (yield this.progress()) return "interrupted";
      if (maxSeconds !== undefined && this.seconds() > maxSeconds) return `more than ${maxSeconds} seconds`;
    }
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
