/**
 * However a random model is searched, the same is told of it, to the last step of every trace: by several threads, in several memories, and in processes that are killed again and
 * again; in files, but for which of the shortest runs it is. What is told is so: the specification's own functions take every trace, to the end of which nothing is wrong.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { search } from "../../../src/engine/compiled/compiledEngine.js";
import { compiledModule } from "../../../src/engine/compiled/compiledModule.js";
import type { Budget } from "../../../src/engine/engine.js";
import type { SearchResult } from "../../../src/engine/result.js";
import { compose } from "../../../src/language/compose.js";
import { SpecError } from "../../../src/language/errors.js";
import type { Model } from "../../../src/language/model.js";
import { type Draw, drawFrom } from "../../compiler/draw.js";
import { randomModels } from "../../compiler/randomModels.js";
import { TURN } from "../../turns.js";
import { expectRuns } from "../expectRuns.js";
import { randomCopies } from "../reductions/randomCopies.js";
import { exploreWith } from "./exploreWith.js";
import { inMemories, tooLittle } from "./littleMemory.js";

const LONG = process.env.FAULTLINE_LONG === "1";
const SEEDS = LONG ? 15 : 1;
/** Of each kind. */
const MODELS_A_SEED = LONG ? 20 : 4;
const MOST_STATES = 20_000;
/** One model in so many is given to several threads: to start one from its source takes half a second. */
const WITH_THREADS = 8;
/** Brute force keeps whole texts of states. */
const MOST_BY_BRUTE_FORCE = 2000;

/** What the models have to come to, if it is to mean anything that they agree. Few models need not come to all of it. */
const WANTED = LONG ? ["holds", "violated", "killed", "spilled", "brute force"] : [];
const seen = new Set<string>();
const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "faultline-searches-"));
  folders.push(folder);
  return folder;
}

test(`${2 * SEEDS * MODELS_A_SEED} random models are told the same of, however they are searched`, async () => {
  const isTheSame = fc.asyncProperty(fc.noBias(fc.integer()), async (seed) => {
    const draw = drawFrom(seed);
    for (const make of [randomModels, randomCopies]) for (const model of await make(seed, MODELS_A_SEED)) await compare(model, draw);
  });
  await fc.assert(isTheSame, { numRuns: SEEDS, endOnFailure: true, seed: TURN });
  expect(WANTED.filter((mark) => !seen.has(mark))).toEqual([]);
}, 3_600_000);

async function compare(model: Model, draw: Draw): Promise<void> {
  const told = await exploredOrRefused(model);
  if (told === undefined || told.reason !== undefined) return;
  seen.add(told.verdict);
  const most = draw(WITH_THREADS) === 0 ? 3 : 1;
  for (let workers = 2; workers <= most; workers++) expect(await exploreWith(model, { workers }, { worthWaking: 0 })).toEqual(told);
  const { budget, scale } = inMemories(model, 3, told.states);
  expect(await exploreWith(model, { ...budget, workers: most }, scale)).toEqual(told);
  const little = tooLittle(model, told.states, newFolder());
  if ((await exploreWith(model, { ...little, spill: undefined })).reason !== undefined) {
    expectSameFromFiles(await exploreWith(model, { ...little, workers: most }, { worthWaking: 0 }), told);
    expectSameFromFiles(await killedAgainAndAgain(model, little, most, draw), told);
    seen.add("spilled");
  }
  expect(await killedAgainAndAgain(model, {}, most, draw)).toEqual(told);
  if (told.states > MOST_BY_BRUTE_FORCE) return;
  expectRuns(compose(model), told, { shortest: true });
  seen.add("brute force");
}

/** Where somebody waits in more states than fit into memory, a search in files leaves open who is stuck, and nothing else. */
function expectSameFromFiles(found: Partial<SearchResult>, told: Told): void {
  const isOpen = found.reason?.startsWith("more states in which a process may wait for ever") === true;
  const toldOf = (result: Partial<SearchResult>): object => withLengths(isOpen ? withoutDeadlock(result) : result);
  expect(toldOf(found)).toEqual(toldOf(told));
}

function withoutDeadlock({ verdict: _, reason: __, properties = [], ...rest }: Partial<SearchResult>): Partial<SearchResult> {
  return { ...rest, properties: properties.filter(({ kind }) => kind !== "deadlock") };
}

/** Where all that lies on shortest paths does not fit into memory, a search in files tells another shortest run. */
function withLengths({ properties = [], ...counts }: Partial<SearchResult>): object {
  const answers = properties.map(({ trace, witness, ...answer }) => ({ ...answer, trace: trace?.steps.length, witness: witness?.steps.length }));
  return { ...counts, answers };
}

type Told = Omit<SearchResult, "seconds" | "bytesPerState" | "workers">;

/** What one thread tells; nothing, where a model breaks a rule. */
async function exploredOrRefused(model: Model): Promise<Told | undefined> {
  try {
    return (await exploreWith(model, { maxStates: MOST_STATES })) as Told;
  } catch (error) {
    if (error instanceof SpecError) return undefined;
    throw error;
  }
}

/** What a search tells in the end that is kept after each level, and killed and taken up again by other threads. */
async function killedAgainAndAgain(model: Model, room: Budget, mostThreads: number, draw: Draw): Promise<Partial<SearchResult>> {
  const composed = compose(model);
  const compiled = await compiledModule(composed);
  const folder = newFolder();
  // A level has to be finished for the search to come further: it is let live a little longer each time.
  for (let lives = 0; ; lives++) {
    const checkpoint = { folder, everySeconds: 0, resume: true };
    const budget = { ...room, ...(room.spill === undefined ? {} : { spill: folder }), workers: 1 + draw(mostThreads), checkpoint };
    const walk = search(composed, budget, compiled, { addressable: 2 ** 32, worthWaking: 0 });
    for (let left = lives + 4 + draw(12); left > 0; left--) {
      const { done, value } = walk.next();
      if (!done) continue;
      const { seconds: _, bytesPerState: __, workers: ___, ...rest } = value;
      return rest;
    }
    // Nothing more is written: what is in the folder is what a killed process leaves.
    walk.return(undefined as never);
    seen.add("killed");
  }
}
