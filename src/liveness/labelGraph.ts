import { Stepper } from "../engine/interpreter/stepper.js";
import type { ChoiceMade } from "../engine/result.js";
import { initialStatesInOrder } from "../engine/search/initialStatesInOrder.js";
import { Row } from "../engine/search/row.js";
import { hasSuccessor, type StateGraph } from "../engine/search/stateGraph.js";
import type { ComposedModel } from "../language/compose.js";
import type { ComposedAction } from "../language/composeTemporal.js";
import { Actions } from "./actions.js";
import { type RunGraph, STAYING } from "./runGraph.js";

/** What an explored graph looks like to temporal properties. */
export interface LabelledGraph {
  readonly runs: RunGraph;
  readonly actions: Actions;
  /** By state: the control state of each process. */
  readonly stands: Int32Array;
  /** Labels that fairness or formulas name, and that no step was seen to choose by. */
  readonly unseenLabels: readonly string[];
}

/** Reads the edges of an explored graph once; `yields` after each `stride` of states. @throws RangeError if there is no memory for them */
export function* labelGraph(model: ComposedModel, graph: StateGraph, stride: number): Generator<undefined, LabelledGraph, void> {
  const labelling = new Labelling(model, graph);
  for (let state = 0; state < graph.states; state++) {
    labelling.add(state);
    if (state % stride === stride - 1) yield;
  }
  return labelling.finish();
}

class Labelling {
  private readonly stepper: Stepper;
  private readonly actions: Actions;
  private readonly targets = new Row(Int32Array);
  private readonly edgeKinds = new Row(Int32Array);
  private readonly firstEdge: Int32Array;
  private readonly enabledKinds: Int32Array;
  private readonly stands: Int32Array;
  private readonly kinds = new Kinds([NO_ACTIONS]);
  private readonly enabled = new Kinds([]);
  /** By process and control state: the kind of its edges, if no choice matters there. */
  private readonly kindOfStep: readonly number[][];
  /** By process and control state: actions that depend on what is chosen. */
  private readonly choosing: readonly (readonly number[])[][];
  private readonly seenLabels = new Set<string>();

  constructor(
    private readonly model: ComposedModel,
    private readonly graph: StateGraph,
  ) {
    this.stepper = new Stepper(model);
    this.actions = new Actions(model);
    this.firstEdge = new Int32Array(graph.states + 1);
    this.enabledKinds = new Int32Array(graph.states);
    this.stands = new Int32Array(graph.states * model.processes.length);
    const actionsAt = (process: number, state: number, chosen: boolean): readonly number[] =>
      this.actions.all.flatMap((action, index) => (isAt(action, process, state) && (action.choice !== undefined) === chosen ? [index] : []));
    this.kindOfStep = model.processes.map(({ states }, process) => states.map((_, state) => this.kinds.of(actionsAt(process, state, false))));
    this.choosing = model.processes.map(({ states }, process) => states.map((_, state) => actionsAt(process, state, true)));
  }

  add(state: number): void {
    const { graph, targets, edgeKinds, firstEdge, model, stands } = this;
    const enabled = new Set<number>();
    const slots = graph.read(state);
    for (const [process, { slot }] of model.processes.entries()) stands[state * model.processes.length + process] = slots[slot] as number;
    if (state < graph.expanded) {
      const chosen = this.choicesIn(slots);
      graph.edges(state, (target, mover, leaf) => {
        const kind = this.kindOf(slots, mover, chosen?.[leaf]);
        targets.push(target);
        edgeKinds.push(kind);
        if (hasSuccessor(target)) for (const action of this.kinds.all[kind] as ReadonlySet<number>) enabled.add(action);
      });
      if (this.isOver(state)) {
        targets.push(state);
        edgeKinds.push(STAYING);
      }
    }
    this.enabledKinds[state] = this.enabled.of([...enabled]);
    firstEdge[state + 1] = targets.length;
  }

  finish(): LabelledGraph {
    const { graph, targets, edgeKinds, firstEdge, kinds, enabled, enabledKinds, actions } = this;
    const runs = {
      states: graph.states,
      initial: initialStatesInOrder(graph),
      firstEdge,
      targets: targets.whole,
      edgeKinds: edgeKinds.whole,
      actionsOf: kinds.all,
      enabledKinds,
      enabledBy: enabled.all,
    };
    const labels = new Set(actions.all.flatMap(({ choice }) => (choice === undefined ? [] : [choice])));
    return { runs, actions, stands: this.stands, unseenLabels: [...labels].filter((label) => !this.seenLabels.has(label)) };
  }

  /** Whether no leaf of the state has a successor: its runs end here. */
  private isOver(state: number): boolean {
    for (let edge = this.firstEdge[state] as number; edge < this.targets.length; edge++) if (this.targets.at(edge) >= 0) return false;
    return true;
  }

  private kindOf(slots: Int32Array, mover: number, chosen: readonly ChoiceMade[] | undefined): number {
    const at = slots[this.model.processes[mover]?.slot as number] as number;
    const plain = this.kindOfStep[mover]?.[at] as number;
    const choosing = this.choosing[mover]?.[at] ?? [];
    if (choosing.length === 0 || chosen === undefined) return plain;
    for (const { label } of chosen) this.seenLabels.add(label);
    const made = choosing.filter((index) => isMade(this.actions.all[index] as ComposedAction, chosen));
    return this.kinds.of([...(this.kinds.all[plain] as ReadonlySet<number>), ...made]);
  }

  /** By leaf, what was chosen; only where it matters, for the specification's own functions have to be asked. */
  private choicesIn(slots: Int32Array): (readonly ChoiceMade[])[] | undefined {
    const matters = this.model.processes.some(({ slot }, process) => (this.choosing[process]?.[slots[slot] as number] ?? []).length > 0);
    if (!matters) return undefined;
    const chosen: (readonly ChoiceMade[])[] = [];
    this.stepper.successors(slots, () => chosen.push(this.stepper.made));
    return chosen;
  }
}

const NO_ACTIONS: ReadonlySet<number> = new Set();

/** Sets of actions, each once, with a number. */
class Kinds {
  private readonly numbers = new Map<string, number>();

  /** @param all kinds that are something else than a set of actions, and so come first */
  constructor(readonly all: ReadonlySet<number>[]) {}

  of(actions: readonly number[]): number {
    const sorted = [...actions].sort((a, b) => a - b);
    const key = sorted.join();
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    this.numbers.set(key, this.all.length);
    return this.all.push(new Set(sorted)) - 1;
  }
}

function isAt(action: ComposedAction, process: number, state: number): boolean {
  return action.process === process && (action.state === undefined || action.state === state);
}

function isMade({ choice, value }: ComposedAction, chosen: readonly ChoiceMade[]): boolean {
  return chosen.some((made) => made.label === choice && (value === undefined || made.value === value));
}
