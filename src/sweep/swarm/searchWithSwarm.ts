import { rmSync } from "node:fs";
import { compile } from "../../compiler/index.js";
import { promelaOf } from "../../compiler/targets/promela/promela.js";
import type { Trace } from "../../engine/result.js";
import type { ComposedModel } from "../../language/compose.js";
import { temporaryFolder } from "../temporaryFolder.js";
import { followSchedule } from "./followSchedule.js";
import { buildSpin, searchWithSpin } from "./spin.js";

/** How a model is searched by a swarm. */
export interface Swarming {
  /** Searches, each with another seed: from `seed` on. */
  readonly searches: number;
  readonly seed: number;
  /** Bytes that one of them may take for states; 16 MiB unless given. */
  readonly maxMemory: number | undefined;
  /** Of all of them together. */
  readonly maxSeconds: number | undefined;
  readonly signal: AbortSignal;
}

/** What a swarm came upon. Its silence is no proof: every search may leave states out. */
export interface SwarmFinding {
  /** Sums over the searches: states that several of them visited count for each. */
  readonly states: number;
  readonly transitions: number;
  /** Searches that were made: the first violation ends it. */
  readonly searches: number;
  /** A real run into a violation, which was taken again on the specification's own functions; not the shortest. */
  readonly trace: Trace | undefined;
  /** Violations that SPIN told of, and that could not be taken again. */
  readonly unconfirmed: number;
}

const USUAL_MEMORY = 2 ** 24;
/** Transitions of the longest run that is looked at. */
const DEPTH = 1_000_000;

/**
 * Has SPIN search our export of a model several times, depth first, each time in another order and with other hash functions.
 * @throws SpecError FL501 if spin or a C compiler is missing, FL310 and FL2xx for a model that cannot be exported
 */
export async function searchWithSwarm(model: ComposedModel, { searches, seed, maxMemory = USUAL_MEMORY, maxSeconds, signal }: Swarming): Promise<SwarmFinding> {
  const folder = temporaryFolder("swarm");
  const found = { states: 0, transitions: 0, searches: 0, unconfirmed: 0 };
  try {
    await buildSpin(folder, promelaOf(compile(model)), signal);
    const search = { bits: Math.floor(Math.log2(8 * maxMemory)), depth: DEPTH, maxSeconds: maxSeconds && maxSeconds / searches, signal };
    for (; found.searches < searches; found.searches++) {
      const { states, transitions, schedule } = await searchWithSpin(folder, { ...search, seed: seed + found.searches });
      found.states += states;
      found.transitions += transitions;
      const trace = schedule && followSchedule(model, schedule);
      if (trace !== undefined) return { ...found, searches: found.searches + 1, trace };
      if (schedule !== undefined) found.unconfirmed++;
    }
    return { ...found, trace: undefined };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
