import type { Coverage } from "../coverage/coverage.js";
import { type Excuse, excusesOf } from "../coverage/excuses.js";
import { USUAL_ENGINE } from "../engine/beginSearch.js";
import type { RunOutcome } from "../engine/decideRun.js";
import type { Engine } from "../engine/engine.js";
import type { PropertyResult, SearchMade, ShareFound } from "../engine/result.js";
import type { ParameterValues, Run, Verdict } from "../language/index.js";
import { describeTrace } from "../trace/describeTrace.js";
import type { TraceDocument } from "../trace/traceDocument.js";
import { untestedIn } from "./strictness.js";

/** How a property came out, in the JSON document of `check`. */
export interface PropertyReport {
  readonly name: string;
  readonly kind: PropertyResult["kind"];
  readonly verdict: Verdict;
  /** What the check expects of this property by itself; null where it says nothing. */
  readonly expected: "holds" | "violated" | null;
  /** It holds only because nothing ever put it to the test. */
  readonly vacuous: boolean;
  readonly trace: TraceDocument | null;
}

/** One model of a check, as it came out. Field names, once published, stay. */
export interface RunReport {
  readonly name: string | null;
  readonly role: "claim" | "contrast";
  readonly model: string;
  readonly kernel: string | null;
  readonly patches: readonly string[];
  /** The names of the processes. */
  readonly actors: readonly string[];
  readonly bounds: ParameterValues;
  /** The engine that explored this run; one that never began names the engine that would have. */
  readonly engine: RunOutcome["engine"];
  /** Threads that explored this run. */
  readonly workers: number;
  /** What could not be had, why, and what was done instead: a sentence each. */
  readonly fallbacks: readonly string[];
  readonly verdict: Verdict;
  readonly expected: "holds" | "violated";
  /** Its verdict, and those of single properties, are what the check expects. */
  readonly asExpected: boolean;
  readonly properties: readonly PropertyReport[];
  /** What a structural verdict rests on. */
  readonly evidence: readonly string[];
  readonly states: number;
  readonly transitions: number;
  readonly depth: number;
  readonly initialStates: number;
  readonly seconds: number;
  /** Memory held for each state, in bytes. */
  readonly bytesPerState: number;
  readonly exact: boolean;
  readonly contentHash: string | null;
  /** The reductions that were made, each with what came of it. */
  readonly reductions: readonly string[];
  /** Steps that never fired and that the model does not list as known not to. */
  readonly unreached: readonly string[];
  /** What the check knows not to be tested, and what that came upon here. */
  readonly excuses: readonly Excuse[];
  /** Under `--strict`: why a run whose verdicts are the expected ones is not as expected, a sentence each. */
  readonly untested: readonly string[];
  /** What the search exercised, where that was asked. */
  readonly coverage?: Coverage;
  /** In which way it searched, where not breadth first. */
  readonly search?: SearchMade;
  /** What it found, where it searched a share of the initial states: then verdicts are what that says of the whole. */
  readonly share?: ShareFound;
  /** Why the verdict is incomplete. */
  readonly reason: string | null;
}

/** How strictly a run is judged. */
export interface Judgement {
  /** Overrides of parameters, by name. */
  readonly set: ParameterValues;
  /** A property that nothing put to the test, or a step that never fired, is not as expected. */
  readonly strict: boolean;
  /** The engine that was asked for. */
  readonly engine?: Engine["name"] | undefined;
}

/** The report on a run that was decided, or that ran out of its budget. */
export function reportRun(run: Run, { composed, result, engine, fallbacks, evidence, contentHash }: RunOutcome, judgement: Judgement): RunReport {
  const properties = result.properties.map((property) => ({
    name: property.name,
    kind: property.kind,
    verdict: property.verdict,
    expected: run.properties?.[property.name] ?? null,
    vacuous: property.vacuous,
    trace: property.trace === undefined ? null : describeTrace(composed, property.trace),
  }));
  const { verdict, states, transitions, depth, initialStates, seconds, workers, bytesPerState, exact, unreached } = result;
  const met = verdict === run.expect && properties.every(({ verdict: came, expected }) => expected === null || came === expected);
  const excuses = run.decide === undefined ? excusesOf(run.model, result) : [];
  // What a lossy search has not come to may well be tested by what it left out.
  const untested = judgement.strict && exact ? untestedIn(properties, unreached, excuses) : [];
  return {
    ...describeRun(run, judgement),
    engine,
    workers,
    fallbacks,
    reductions: (result.reductions ?? []).map(({ reduction, effect }) => `${reduction}: ${effect}`),
    verdict,
    asExpected: met && untested.length === 0,
    properties,
    evidence,
    states,
    transitions,
    depth,
    initialStates,
    seconds,
    bytesPerState,
    exact,
    contentHash,
    unreached,
    excuses,
    untested,
    ...(result.search === undefined ? {} : { search: result.search }),
    ...(result.share === undefined ? {} : { share: result.share }),
    reason: result.reason ?? null,
  };
}

/** Counts of a search that did not come back. */
export interface LastSeen {
  readonly states: number;
  readonly transitions: number;
  readonly depth: number;
  readonly seconds: number;
}

/** The report on a run that never came to an end: interrupted before it began, or lost with its worker. */
export function reportUndecided(
  run: Run,
  reason: string,
  judgement: Judgement,
  last: LastSeen = { states: 0, transitions: 0, depth: 0, seconds: 0 },
): RunReport {
  const properties = (run.model.properties ?? []).map(({ name, kind }) => ({
    name,
    kind,
    verdict: "incomplete" as const,
    expected: run.properties?.[name] ?? null,
    vacuous: false,
    trace: null,
  }));
  const { states, transitions, depth, seconds } = last;
  return {
    ...describeRun(run, judgement),
    verdict: "incomplete",
    asExpected: false,
    properties,
    evidence: [],
    states,
    transitions,
    depth,
    initialStates: 0,
    seconds,
    bytesPerState: 0,
    exact: true,
    contentHash: null,
    unreached: [],
    excuses: [],
    untested: [],
    reason,
  };
}

type RunDescription = Pick<
  RunReport,
  "name" | "role" | "model" | "kernel" | "patches" | "actors" | "bounds" | "engine" | "workers" | "fallbacks" | "expected" | "reductions"
>;

function describeRun(run: Run, { set, engine = USUAL_ENGINE }: Judgement): RunDescription {
  const { model } = run;
  return {
    name: run.name ?? null,
    role: run.role ?? "claim",
    model: model.name,
    kernel: model.kernel?.name ?? null,
    patches: model.kernel?.patches ?? [],
    actors: model.processes.map(({ name }) => name),
    bounds: boundsOf(run, set),
    engine: run.decide === undefined ? engine : "structure",
    workers: 1,
    fallbacks: [],
    expected: run.expect,
    reductions: [],
  };
}

/** The declared parameters with the values that count: the override's, else the model's, else the kernel's, else the usual ones. */
function boundsOf({ model }: Run, set: ParameterValues): ParameterValues {
  const { defaults } = model.system.parameters;
  const given: ParameterValues = { ...defaults, ...model.kernel?.set, ...model.set, ...set };
  return Object.fromEntries(Object.keys(defaults).map((name) => [name, given[name] ?? ""]));
}
