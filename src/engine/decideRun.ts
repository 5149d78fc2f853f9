import { type ComposedModel, compose } from "../language/compose.js";
import { type Model, type ParameterValues, type Refinement, type Run, SpecError, type Structure } from "../language/index.js";
import { refinementName } from "../language/refinement.js";
import { type CheckOptions, type CheckpointOptions, checkAnd, type GraphDecision } from "./check.js";
import { contentHash, refinementHash } from "./contentHash.js";
import type { Engine, Progress } from "./engine.js";
import type { SearchOptions } from "./partial/searchOptions.js";
import type { AskedReductions } from "./reductionsFor.js";
import { DOMAINS, NO_DEADLOCK, type SearchResult } from "./result.js";

/** How a run is decided. */
export interface RunOptions extends SearchOptions {
  /** Bounds that win over the model's; every one of them must be a parameter of the model's system. */
  readonly set: ParameterValues;
  readonly maxStates?: number | undefined;
  readonly maxSeconds?: number | undefined;
  readonly stopOnFirst?: boolean | undefined;
  readonly workers?: number | undefined;
  /** Bytes. */
  readonly maxMemory?: number | undefined;
  /** A folder for states that do not fit into memory. */
  readonly spill?: string | undefined;
  readonly checkpoint?: CheckpointOptions | undefined;
  /** Unless one is named: the compiled one, or the reference engine for a model that cannot be compiled. */
  readonly engine?: Engine["name"] | undefined;
  /** What the search leaves out: nothing, unless given. */
  readonly reduce?: AskedReductions | undefined;
}

/** What deciding a run found, and on what. */
export interface RunOutcome {
  readonly composed: ComposedModel;
  readonly result: SearchResult;
  /** What decided: the engine that explored, or the compiler by the model's structure. */
  readonly engine: Engine["name"] | "structure";
  /** What could not be had, why, and what was done instead. */
  readonly fallbacks: readonly string[];
  /** What a structural decision rests on, and what a refinement was compared with; empty for any other search. */
  readonly evidence: readonly string[];
  readonly contentHash: string;
}

/** Who watches while a run is decided. */
export interface RunWatcher {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** Decides more on the graph of a search. */
  readonly decideMore?: GraphDecision | undefined;
}

/**
 * Decides one run of a check: by its structure, where the run says so, else by exploring its model.
 * @throws SpecError for every mistake in the model or in what is expected of it
 */
export async function decideRun(run: Run, options: RunOptions, watch: RunWatcher = {}): Promise<RunOutcome> {
  const composed = compose(run.model, options.set);
  refuseUnknownProperties(run);
  const found = run.decide === undefined ? await search(run, composed, options, watch) : await decideStructure(run, run.decide, composed);
  return { ...found, composed, contentHash: run.refines === undefined ? contentHash(composed) : refinementHash(composed, run.refines) };
}

/** What was found, and how. */
type Finding = Pick<RunOutcome, "result" | "engine" | "fallbacks" | "evidence">;

async function search(
  { model, refines }: Run,
  composed: ComposedModel,
  { maxSeconds, ...options }: RunOptions,
  { decideMore, ...watch }: RunWatcher,
): Promise<Finding> {
  const checking = { ...options, maxTime: maxSeconds, ...watch };
  if (refines !== undefined) return searchBeside(model, refines, checking);
  const result = await checkAnd(composed, checking, decideMore);
  return { result, engine: result.engine, fallbacks: result.fallbacks, evidence: [] };
}

/** Only a run that asks for a refinement loads what decides it. */
async function searchBeside(model: Model, { abstract, through, ...how }: Refinement, checking: CheckOptions): Promise<Finding> {
  const { refines } = await import("../refinement/index.js");
  const result = await refines(model, abstract, through, { ...how, ...checking });
  return { result, engine: result.engine, fallbacks: result.fallbacks, evidence: result.evidence };
}

async function decideStructure(run: Run, decide: NonNullable<Run["decide"]>, composed: ComposedModel): Promise<Finding> {
  const started = performance.now();
  const { holds, evidence } = decide(await structureOf(composed));
  const verdict = holds ? "holds" : "violated";
  const result: SearchResult = {
    verdict,
    properties: [{ name: run.name ?? run.model.name, kind: "structural", verdict, vacuous: false, trace: undefined }],
    states: 0,
    transitions: 0,
    depth: 0,
    initialStates: 0,
    seconds: (performance.now() - started) / 1000,
    workers: 1,
    exact: true,
    bytesPerState: 0,
    reason: undefined,
    fired: {},
    unreached: [],
  };
  return { result, engine: "structure", fallbacks: [], evidence };
}

/** The compiler costs half a second to load, so only structural runs pay for it. */
async function structureOf(composed: ComposedModel): Promise<Structure> {
  const compiler = await import("../compiler/index.js");
  return compiler.structureOf(composed);
}

function refuseUnknownProperties({ model, properties, refines }: Run): void {
  const known = [...(model.properties ?? []).map(({ name }) => name), DOMAINS, NO_DEADLOCK, ...(refines === undefined ? [] : [refinementName(refines)])];
  const unknown = Object.keys(properties ?? {}).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw new SpecError("FL112", `a verdict is expected of '${unknown}', which ${model.name} does not ask`, `its properties: ${known.join("; ")}`);
}
