import type { ComposedModel } from "../../language/compose.js";
import { SpecError } from "../../language/errors.js";
import type { SearchName } from "./plan.js";
import type { SearchOptions } from "./searchOptions.js";

/** What the best is that a search can say. */
export const BEST_VERDICT: Readonly<Record<SearchName, "holds" | "incomplete">> = {
  bfs: "holds",
  dfs: "holds",
  directed: "holds",
  bitstate: "incomplete",
  compact: "incomplete",
  simulate: "incomplete",
};

/** Every search, bfs first. */
export const SEARCHES = Object.keys(BEST_VERDICT) as readonly SearchName[];

/** All that is asked of a search, as far as it matters whether the search can keep it. */
export interface Asked extends SearchOptions {
  readonly maxStates?: unknown;
  readonly maxTime?: unknown;
  readonly maxMemory?: unknown;
  readonly stopOnFirst?: boolean | undefined;
  readonly workers?: number | undefined;
  readonly engine?: string | undefined;
  readonly reduce?: unknown;
  readonly checkpoint?: unknown;
  readonly spill?: unknown;
  /** Something else is decided on the graph. */
  readonly refinement?: boolean | undefined;
}

/** The parts of a model that not every search can decide. */
export type Demanding = Pick<ComposedModel, "temporal"> & { readonly model: Pick<ComposedModel["model"], "properties"> };

/** An option, or a part of a model, and what it does to each search. */
export interface Feature {
  /** As it is written. */
  readonly name: string;
  /** Whether it was asked for. */
  readonly isAsked: (asked: Asked, model: Demanding | undefined) => boolean;
  /** It cuts a search off: the verdict is at best `incomplete` where anything is left. */
  readonly bounds: boolean;
  /** The searches that refuse it, each with the reason. */
  readonly refusedBy: Readonly<Partial<Record<SearchName, string>>>;
  /** What to do instead, where leaving the option away is not it. */
  readonly instead?: string;
}

const PARTIAL = ["dfs", "directed", "bitstate", "compact", "simulate"] as const;
const NOT_SIMULATED = ["bfs", "dfs", "directed", "bitstate", "compact"] as const;

function refusal(searches: readonly SearchName[], why: string): Feature["refusedBy"] {
  return Object.fromEntries(searches.map((search) => [search, why]));
}

/** Which options and properties go with which search: what the engines' README shows and {@link refuseUnsound} enforces. */
export const SOUNDNESS: readonly Feature[] = [
  {
    name: "--depth",
    isAsked: ({ depth }) => depth !== undefined,
    bounds: true,
    refusedBy: { simulate: "the length of a random run is bounded by --steps" },
  },
  {
    name: "--share",
    isAsked: ({ share }) => share !== undefined,
    bounds: true,
    refusedBy: refusal(PARTIAL, "a share is searched whole, breadth first, so that all of them together decide"),
  },
  { name: "--seed", isAsked: ({ seed }) => seed !== undefined, bounds: false, refusedBy: { bfs: "breadth first there is one order only" } },
  { name: "--swarm", isAsked: ({ swarm }) => swarm !== undefined, bounds: false, refusedBy: { bfs: "breadth first there is one order only" } },
  { name: "--runs", isAsked: ({ runs }) => runs !== undefined, bounds: true, refusedBy: refusal(NOT_SIMULATED, "only a simulation makes runs") },
  {
    name: "--steps",
    isAsked: ({ steps }) => steps !== undefined,
    bounds: true,
    refusedBy: refusal(NOT_SIMULATED, "only a simulation makes runs; --depth bounds a search"),
  },
  {
    name: "--max-states",
    isAsked: ({ maxStates }) => maxStates !== undefined,
    bounds: true,
    refusedBy: { simulate: "a simulation keeps no states; --runs and --steps bound it" },
  },
  { name: "--max-time", isAsked: ({ maxTime }) => maxTime !== undefined, bounds: true, refusedBy: {} },
  { name: "--max-memory", isAsked: ({ maxMemory }) => maxMemory !== undefined, bounds: true, refusedBy: { simulate: "a simulation keeps no states" } },
  { name: "--stop-on-first", isAsked: ({ stopOnFirst }) => stopOnFirst === true, bounds: true, refusedBy: {} },
  {
    name: "several workers for one search",
    isAsked: ({ workers = 1 }) => workers > 1,
    bounds: false,
    refusedBy: refusal(PARTIAL, "it runs in one thread; --swarm is what uses several"),
    instead: "give it one worker",
  },
  {
    name: "--engine compiled",
    isAsked: ({ engine }) => engine === "compiled",
    bounds: false,
    refusedBy: refusal(PARTIAL, "the compiled engine searches breadth first"),
  },
  {
    name: "--checkpoint or --resume",
    isAsked: ({ checkpoint }) => checkpoint !== undefined,
    bounds: false,
    refusedBy: refusal(PARTIAL, "what is kept in a folder is the compiled engine's breadth-first search"),
    instead: "leave --search away",
  },
  {
    name: "--spill",
    isAsked: ({ spill }) => spill !== undefined,
    bounds: false,
    refusedBy: refusal(PARTIAL, "what is spilled to a disk is the compiled engine's breadth-first search"),
    instead: "leave --search away",
  },
  {
    name: "--reduce",
    isAsked: ({ reduce = "none" }) => reduce !== "none",
    bounds: false,
    refusedBy: refusal(PARTIAL, "reductions are proved for the compiled engine's breadth-first search"),
  },
  {
    name: "temporal properties",
    isAsked: (_, model) => (model?.temporal.length ?? 0) > 0,
    bounds: false,
    refusedBy: {
      ...refusal(["dfs", "directed"], "temporal properties are decided on the graph of a breadth-first search"),
      ...refusal(["bitstate", "compact"], "a state that is taken for another closes loops that are no runs"),
      simulate: "a run that is cut short neither keeps nor breaks a temporal property",
    },
    instead: "leave --search away, or the temporal properties out of the model",
  },
  {
    name: "refinement",
    isAsked: ({ refinement }) => refinement === true,
    bounds: false,
    refusedBy: refusal(PARTIAL, "refinement is decided on the graph of a breadth-first search"),
    instead: "leave --search away",
  },
  { name: "step properties", isAsked: (_, model) => (model?.model.properties ?? []).some(({ kind }) => kind === "step"), bounds: false, refusedBy: {} },
];

/** @throws SpecError FL302 for what the search cannot keep, with why, and which option to drop */
export function refuseUnsound(asked: Asked, model?: Demanding): void {
  const { search = "bfs" } = asked;
  if (!SEARCHES.includes(search)) throw new SpecError("FL302", `there is no search '${search}'`, `use one of: ${SEARCHES.join(", ")}`);
  for (const { name, isAsked, refusedBy, instead } of SOUNDNESS) {
    const why = refusedBy[search];
    if (why === undefined || !isAsked(asked, model)) continue;
    throw new SpecError("FL302", `--search ${search} does not go with ${name}: ${why}`, instead ?? `leave ${name} away, or --search ${search}`);
  }
}
