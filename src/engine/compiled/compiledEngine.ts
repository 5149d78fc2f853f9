import { freemem } from "node:os";
import { MOST_PARTITIONS, MOST_THREADS } from "../../compiler/targets/assemblyscript/index.js";
import type { ComposedModel } from "../../language/compose.js";
import { SpecError } from "../../language/errors.js";
import type { Budget, Engine, Search } from "../engine.js";
import { LEAST_SHARE } from "../memoryBound.js";
import { shareName } from "../search/share.js";
import { Checkpoint } from "./checkpoint.js";
import { type CompiledModule, compiledModule } from "./compiledModule.js";
import { Crew } from "./crew.js";
import { Keeper } from "./keeper.js";
import { refuseWideState } from "./refuseWideState.js";
import { roomIn } from "./room.js";
import { CompiledSearch } from "./search.js";
import { bytesOfState, type SearchLayout, searchLayout } from "./searchLayout.js";
import { Spill } from "./spill.js";
import { StateFiles } from "./stateFiles.js";
import type { WasmModule } from "./webAssembly.js";

/** When a search takes more of the machine. */
export interface Scale {
  /** Bytes of one memory: 4 GiB, which is what WebAssembly can address, or less. */
  readonly addressable: number;
  /** States of a level from which on other threads are woken for it. */
  readonly worthWaking: number;
}

const SCALE: Scale = { addressable: 2 ** 32, worthWaking: 512 };

/** Of the memory that is free, how much a search may take if it is not told. */
const SHARE = 0.75;

/** Bytes by which V8's heap may grow while a search runs. */
const FOR_V8 = 2 ** 24;
/** Bytes that another thread takes besides. */
const FOR_A_THREAD = 2 ** 25;
/** Of the memory that a process may take, what is set aside where states may be spilled: who waits for ever is decided beside them, and is all that such a search does beside them. */
const SHARE_FOR_DEADLOCKS = 1 / 8;

/** Compiles the model to one WebAssembly module with the search in it: the same answers as the reference engine's, much faster. */
export const compiledEngine = {
  name: "compiled",
  async explore(composed, budget) {
    const { name, site, interpreted } = composed.model;
    if (interpreted) throw new SpecError("FL310", `${name} is no specification that could be compiled`, "ask the reference engine: --engine reference", site);
    if (typeof SharedArrayBuffer !== "function")
      throw new SpecError(
        "FL310",
        "this Node has no shared memory, which the compiled engine searches in",
        "ask the reference engine: --engine reference",
        site,
      );
    if (composed.processes.length > 31) throw new SpecError("FL102", `${name} has ${composed.processes.length} processes`, "an engine takes at most 31", site);
    refuseWideState(composed);
    const compiled = await compiledModule(composed, budget.reductions);
    return search(composed, { ...budget, maxMemory: budget.maxMemory && besideProcess(budget.maxMemory, budget) }, compiled);
  },
} as const satisfies Engine;

/**
 * Searches in one memory first. If that is full and the budget has more, the search begins again in as many as that takes, each with the states whose hash
 * falls to it: most searches never need that, and pay nothing for it.
 */
export function* search(composed: ComposedModel, budget: Budget, compiled: CompiledModule, { addressable, worthWaking }: Scale = SCALE): Search {
  const started = performance.now();
  const layout = searchLayout(composed);
  const bytes = budget.maxMemory ?? SHARE * freemem();
  const searched = { module: `${compiled.identity}${budget.share ? ` ${shareName(budget.share)}` : ""}`, stopOnFirst: budget.stopOnFirst ?? false };
  // What is decided on the graph asks for its states in any order.
  const spillTo = budget.onGraph === undefined ? budget.spill : undefined;
  let kept = budget.checkpoint?.resume ? Checkpoint.resume(budget.checkpoint.folder, searched) : undefined;
  for (let memories = kept?.snapshot.partitions.length ?? 1; ; memories = Math.min(MOST_PARTITIONS, Math.ceil(bytes / addressable))) {
    const isLast = memories * addressable >= bytes || memories === MOST_PARTITIONS;
    const crew = hire(compiled.module, layout, { workers: budget.workers ?? 1, worthWaking, memories, bytes: Math.min(bytes / memories, addressable) });
    const checkpoint = budget.checkpoint && (kept?.checkpoint ?? Checkpoint.begin(budget.checkpoint.folder, searched, memories));
    const files = checkpoint?.files ?? (spillTo === undefined ? undefined : temporaryFiles(spillTo, memories));
    const spill = spillTo === undefined || files === undefined ? undefined : new Spill(crew, files, budget.maxStates);
    const keeper = checkpoint && new Keeper(checkpoint, budget.checkpoint.everySeconds, crew);
    try {
      const result = yield* new CompiledSearch(composed, budget, crew, started, keeper, spill).run(isLast, kept?.snapshot);
      if (result !== undefined) return result;
    } finally {
      files?.close();
    }
    kept = undefined;
  }
}

/** @throws SpecError FL307 if the folder cannot be written to */
function temporaryFiles(folder: string, memories: number): StateFiles {
  try {
    return StateFiles.nameless(folder, memories);
  } catch (error) {
    throw new SpecError(
      "FL307",
      `states cannot be spilled to ${folder}: ${(error as Error).message}`,
      "name a folder on a disk with room, or leave --spill away",
    );
  }
}

/**
 * Of the memory that a process may take, what is left for the states of a search that begins now: the process has taken some already, and what V8 allocates and does not
 * give back at once comes on top. A search that is one of many in a large process gets a small share at least.
 */
function besideProcess(bytes: number, { workers = 1, spill }: Budget): number {
  const setAside = FOR_V8 + (workers - 1) * FOR_A_THREAD + (spill === undefined ? 0 : SHARE_FOR_DEADLOCKS * bytes);
  return Math.max(LEAST_SHARE * bytes, bytes - process.memoryUsage.rss() - setAside);
}

/** What a crew consists of. */
interface Outfit {
  readonly workers: number;
  readonly worthWaking: number;
  readonly memories: number;
  /** Of one memory. */
  readonly bytes: number;
}

/** A crew; with less memory where the machine does not have as much. */
function hire(module: WasmModule, layout: SearchLayout, outfit: Outfit): Crew {
  const { workers, worthWaking, memories, bytes } = outfit;
  const room = roomIn(bytes, bytesOfState(layout) + layout.waiting);
  const states = Math.min(room.states, layout.most);
  const rooms = Array.from({ length: memories }, () => ({ places: Math.min(room.places, layout.places), states }));
  try {
    return new Crew(module, layout, Math.min(workers, MOST_THREADS), rooms, worthWaking);
  } catch (error) {
    if (!(error instanceof RangeError) || states < 2 ** 12) throw error;
    return hire(module, layout, { ...outfit, bytes: bytes / 2 });
  }
}
