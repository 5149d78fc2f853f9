import { setImmediate } from "node:timers/promises";
import { type ComposedModel, compose } from "../language/compose.js";
import { type Model, type ParameterValues, SpecError } from "../language/index.js";
import { type BegunSearch, beginReduced } from "./beginSearch.js";
import { bytesOf } from "./bytes.js";
import { secondsOf } from "./duration.js";
import type { Budget, Engine, Progress } from "./engine.js";
import type { Plan } from "./partial/plan.js";
import { planOf } from "./partial/planOf.js";
import type { SearchOptions } from "./partial/searchOptions.js";
import { refuseUnsound } from "./partial/soundness.js";
import { type AskedReductions, reductionsFor } from "./reductionsFor.js";
import type { SearchResult } from "./result.js";
import { resultOfShare } from "./resultOfShare.js";
import { refuseNoShare } from "./search/share.js";
import type { StateGraph } from "./search/stateGraph.js";

/** How a model is checked. Everything may be left out. */
export interface CheckOptions extends SearchOptions {
  /** Bounds: values for parameters that the model's system declares. They win over the model's own and the kernel's. */
  readonly set?: ParameterValues | undefined;
  /** Stop, `incomplete`, after this many distinct states. */
  readonly maxStates?: number | undefined;
  /** Stop, `incomplete`, after this time: seconds, or text with a unit such as `"90s"` or `"10m"`. */
  readonly maxTime?: number | string | undefined;
  /** Stop at the first violation; properties that are undecided by then are `incomplete`. */
  readonly stopOnFirst?: boolean | undefined;
  /** Aborting it ends the search, `incomplete`, with what was learned. A search that is over before it is looked at stands. */
  readonly signal?: AbortSignal | undefined;
  /** Called about every 50 ms of a search that takes that long. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** Threads that explore: a whole number, 1 unless given. The reference engine always uses one; {@link CheckResult.workers} says how many there were. */
  readonly workers?: number | undefined;
  /**
   * Stop, `incomplete`, before the process takes more memory than this: bytes, or text with a unit such as `"512m"` or `"8g"`. The compiled engine takes three quarters of what is
   * free for its states, unless given.
   */
  readonly maxMemory?: number | string | undefined;
  /**
   * Where memory ends, go on with the states in files in this folder, instead of stopping: the same verdict, counts and traces, in more time. They have no names, and are gone
   * when the search ends, however it ends. With `checkpoint` they are the checkpoint's, whose folder this has to be. Temporal properties and refinements are decided in memory
   * only: a search that has any stops. The compiled engine only.
   */
  readonly spill?: string | undefined;
  /** Keep the search in a folder, so that it survives the end of its process; with `resume`, it goes on from what the folder has. The compiled engine only. */
  readonly checkpoint?: CheckpointOptions | undefined;
  /**
   * Which engine explores. Unless one is named the compiled one does, and the reference engine where a model cannot be compiled:
   * {@link CheckResult.fallbacks} then says why. The same is an error where `"compiled"` is named.
   */
  readonly engine?: Engine["name"] | undefined;
  /**
   * What the search leaves out: `"none"`, unless given; `"auto"`, what is sound for the model's properties; or some by name. Verdicts stay the same; counts are
   * those of the reduced graph, traces are the shortest in it, and {@link CheckResult.reductions} says what was made of it.
   */
  readonly reduce?: AskedReductions | undefined;
}

/** Decides more on the graph that a search explored. */
export type GraphDecision = (
  model: ComposedModel,
  graph: StateGraph,
  found: SearchResult,
  budget: Budget,
) => Generator<Progress, SearchResult, boolean | undefined>;

/** How a search is kept. */
export interface CheckpointOptions {
  readonly folder: string;
  /** Time between two saves: seconds, or text with a unit; a minute unless given. A search that is cut short is saved besides. */
  readonly every?: number | string | undefined;
  /** Go on from the checkpoint that the folder has, if it has one. @throws SpecError FL311 where that is of another search */
  readonly resume?: boolean | undefined;
}

/** What a search found, and of what. */
export interface CheckResult extends SearchResult {
  /** The model's name. */
  readonly model: string;
  /** The kernel's name, where the model has a kernel. */
  readonly kernel: string | undefined;
  /** Names of the patches on that kernel, in the order in which they were applied. */
  readonly patches: readonly string[];
  /** Every parameter with the value that was checked, those that follow from others included. */
  readonly bounds: ParameterValues;
  /** The engine that explored. */
  readonly engine: Engine["name"];
  /** What could not be had, why, and what was done instead: a sentence each. Empty, as a rule. */
  readonly fallbacks: readonly string[];
}

const ENGINES: readonly Engine["name"][] = ["compiled", "reference"];

/** Of traces that were not found breadth first. */
const NOT_SHORTEST = "traces are runs that do happen, and may not be the shortest: --search bfs finds those";

/** Milliseconds of exploring between two turns of the event loop. */
const TURN = 50;

/**
 * Explores every reachable state of a model within its bounds.
 *
 * The search runs in this thread, and gives the event loop a turn every 50 ms, so that timers and signals work.
 *
 * @example
 * ```ts
 * import { check, parameters, range, system } from "faultline";
 *
 * const tank = system("tank", { parameters: parameters({ size: 3 }), variables: { level: range(0, 5) } });
 * const pump = tank.actor("pump", {
 *   source: "this example",
 *   exits: ["full"],
 *   steps: {
 *     fill(s, _, { size }) {
 *       if (s.level === size) return "full";
 *       s.level += 1;
 *       return "fill";
 *     },
 *   },
 * });
 * const low = tank.always("the level stays low", {}, (s) => s.level < 2);
 * const model = tank.model("a tank", { processes: [tank.process("pump", pump)], properties: [low] });
 * const { verdict, properties } = await check(model);
 * ```
 *
 * @throws SpecError FL302 for a bad option or a reduction that is not sound for the model, FL106 for an unknown parameter, FL1xx for a model that is ill-formed, too wide or throws, and, where the
 * compiled engine is named, FL2xx or FL310 for a model that cannot be compiled
 */
export async function check(model: Model, options: CheckOptions = {}): Promise<CheckResult> {
  return checkAnd(compose(model, options.set), options);
}

/** As {@link check}, of a model that is composed with its bounds, and decides more on the explored graph. */
export async function checkAnd(composed: ComposedModel, options: Omit<CheckOptions, "set">, decideMore?: GraphDecision): Promise<CheckResult> {
  const budget = budgetOf(options);
  const asked = engineOf(options);
  const plan = planOf(options);
  refuseUnsound({ ...options, refinement: decideMore !== undefined }, composed);
  const reductions = reductionsFor(options.reduce ?? "none", composed, {
    engine: asked,
    wholeGraph: decideMore !== undefined,
  });
  let graph: StateGraph | undefined;
  const keepGraph = (explored: StateGraph): void => {
    graph = explored;
  };
  const needsGraph = composed.temporal.length > 0 || decideMore !== undefined;
  const wanted = { ...budget, reductions, ...(needsGraph && { onGraph: keepGraph }) };
  const { engine, search, fallbacks } =
    plan === undefined ? await beginReduced(composed, wanted, asked, options.reduce ?? "none") : await beginPartially(composed, wanted, plan);
  const found = await drive(search, options);
  const decided = graph === undefined || composed.temporal.length === 0 ? found : await decideOn(composed, graph, found, budget, options);
  const result = graph === undefined || decideMore === undefined ? decided : await drive(decideMore(composed, graph, decided, budget), options);
  const { name: model, kernel } = composed.model;
  const hasLongTraces = plan !== undefined && result.properties.some(({ trace }) => trace !== undefined);
  const notes = hasLongTraces ? [...fallbacks, NOT_SHORTEST] : fallbacks;
  const told = options.share === undefined ? result : resultOfShare(result, options.share);
  return { ...told, model, kernel: kernel?.name, patches: kernel?.patches ?? [], bounds: composed.parameters, engine, fallbacks: notes };
}

/** Only who asks for another search than the usual one loads it. */
async function beginPartially(model: ComposedModel, budget: Budget, plan: Plan): Promise<BegunSearch> {
  const { explorePartially } = await import("./partial/explorePartially.js");
  return { engine: "reference", search: explorePartially(model, budget, plan), fallbacks: [] };
}

/** Only a model with temporal properties loads what decides them. */
async function decideOn(model: ComposedModel, graph: StateGraph, found: SearchResult, budget: Budget, options: CheckOptions): Promise<SearchResult> {
  const { decideTemporal, refuseUnknownChoices } = await import("../liveness/index.js");
  const { result, unseenLabels } = await drive(decideTemporal(model, graph, found, budget), options);
  await refuseUnknownChoices(model, unseenLabels);
  return result;
}

async function drive<T>(search: Generator<Progress, T, boolean | undefined>, { signal, onProgress }: CheckOptions): Promise<T> {
  let turn = performance.now() + TURN;
  let next = search.next();
  while (!next.done) {
    if (performance.now() >= turn) {
      onProgress?.(next.value);
      await setImmediate();
      turn = performance.now() + TURN;
    }
    next = search.next(signal?.aborted);
  }
  return next.value;
}

function budgetOf({ maxStates, depth, maxTime, stopOnFirst, workers = 1, maxMemory, spill, checkpoint, share }: CheckOptions): Budget {
  if (maxStates !== undefined) refuseNoCount("maxStates", maxStates, "states");
  refuseNoCount("workers", workers, "threads");
  if (spill !== undefined && checkpoint !== undefined && spill !== checkpoint.folder)
    throw new SpecError("FL302", `a search that is kept in ${checkpoint.folder} spills to ${spill}`, "it keeps its states once: name the same folder for both");
  if (share !== undefined) refuseNoShare(share);
  return {
    maxStates,
    maxDepth: depth,
    maxSeconds: maxTime === undefined ? undefined : secondsOf(maxTime),
    stopOnFirst,
    workers,
    share,
    maxMemory: maxMemory === undefined ? undefined : bytesOf(maxMemory),
    spill,
    checkpoint: checkpoint && { folder: checkpoint.folder, everySeconds: secondsOf(checkpoint.every ?? "1m"), resume: checkpoint.resume ?? false },
  };
}

function refuseNoCount(option: string, value: number, of: string): void {
  if (Number.isSafeInteger(value) && value > 0) return;
  throw new SpecError("FL302", `${option} is ${value}`, `give a whole number of ${of}, 1 or more`);
}

function engineOf({ engine }: CheckOptions): Engine["name"] | undefined {
  if (engine === undefined || ENGINES.includes(engine)) return engine;
  throw new SpecError("FL302", `there is no engine '${engine}'`, `use one of: ${ENGINES.join(", ")}`);
}
