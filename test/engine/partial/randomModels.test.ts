/** What searches in other orders, lossy ones and simulations say of random models: nothing that is not so, and all of it where they go everywhere. */
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import type { SearchResult } from "../../../src/engine/result.js";
import { check, type Model, SpecError } from "../../../src/index.js";
import { compose } from "../../../src/language/compose.js";
import { randomModels } from "../../compiler/randomModels.js";
import { counts, explore } from "../../fixtures/explore.js";
import { TURN } from "../../turns.js";
import { expectRuns } from "../expectRuns.js";
import { randomCopies } from "../reductions/randomCopies.js";

const LONG = process.env.FAULTLINE_LONG === "1";
const SEEDS = LONG ? 30 : 2;
/** Of each kind. */
const MODELS_A_SEED = LONG ? 20 : 5;
const MOST_STATES = 1000;

const seen = new Set<string>();
/** What the searches have to come to, if it is to mean anything that nothing was wrong. Few models need not come to all of it. */
const WANTED = LONG ? ["refused", "dfs violated", "dfs holds", "bitstate violated", "compact violated", "simulate violated"] : [];

afterAll(() => expect(WANTED.filter((mark) => !seen.has(mark))).toEqual([]));

test(`of ${2 * SEEDS * MODELS_A_SEED} random models no search says what is not so`, async () => {
  const isTrue = fc.asyncProperty(fc.noBias(fc.nat()), async (seed) => {
    for (const make of [randomModels, randomCopies]) for (const model of await make(seed, MODELS_A_SEED)) await compare(model, seed);
  });
  await fc.assert(isTrue, { numRuns: SEEDS, endOnFailure: true, seed: TURN });
}, 3_600_000);

async function compare(model: Model, seed: number): Promise<void> {
  const whole = await outcomeOf(async () => explore(model, {}, { maxStates: MOST_STATES }));
  if (typeof whole === "string") {
    expect(await outcomeOf(() => check(model, { search: "dfs" }))).toBe(whole);
    seen.add("refused");
    return;
  }
  if (whole.reason !== undefined) return;
  for (const found of [await check(model, { search: "dfs" }), await check(model, { search: "dfs", seed })]) {
    expect(toldOf(found)).toEqual(toldOf(whole));
    expectTrue("dfs", model, found, whole);
  }
  expectTrue("bitstate", model, await check(model, { search: "bitstate", seed }), whole);
  expectTrue("compact", model, await check(model, { search: "compact", seed }), whole);
  expectTrue("simulate", model, await check(model, { search: "simulate", runs: 20, steps: 50, seed }), whole);
}

/** What a search that goes everywhere tells, in whatever order it does. */
function toldOf(result: SearchResult): object {
  const { verdict, fired, unreached, properties } = result;
  return { ...counts(result), verdict, fired, unreached, properties: properties.map(({ name, verdict, vacuous }) => ({ name, verdict, vacuous })) };
}

/** Expects that what is decided is so, and that every run that is told is one. */
function expectTrue(search: string, model: Model, found: SearchResult, whole: SearchResult): void {
  seen.add(`${search} ${found.verdict}`);
  for (const { name, verdict } of found.properties) {
    if (verdict !== "incomplete") expect(verdict, name).toBe(whole.properties.find((each) => each.name === name)?.verdict);
  }
  if (search !== "simulate") expect(found.states).toBeLessThanOrEqual(whole.states);
  expectRuns(compose(model), found, { shortest: false });
}

/** What is found, or the code of the mistake in the model. */
async function outcomeOf(search: () => Promise<SearchResult>): Promise<SearchResult | string> {
  try {
    return await search();
  } catch (error) {
    if (error instanceof SpecError) return error.code;
    throw error;
  }
}
