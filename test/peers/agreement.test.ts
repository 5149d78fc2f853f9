/**
 * Other model checkers count the same states and transitions in our exports as we do in the models themselves. Every day it is the turn of other
 * random models and other runs of checks: FAULTLINE_ROTATE=N asks for those of turn N again. With FAULTLINE_LONG=1, every run of less than
 * a million states.
 */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { benchWriteLoop } from "../../checks/bench/write-loop.js";
import type { Model } from "../../src/language/index.js";
import { ownChecks, runName } from "../checks/checks.js";
import { callModel } from "../compiler/exampleModels.js";
import { randomModels } from "../compiler/randomModels.js";
import { dieHard } from "../fixtures/dieHard.js";
import { TURN } from "../turns.js";
import { expectCounts, expectSameCounts } from "./compare.js";
import { emptyChoice } from "./emptyChoice.js";
import type { Counted } from "./peer.js";
import { rumur } from "./rumur.js";
import { spin } from "./spin.js";

const LONG = process.env.FAULTLINE_LONG !== undefined;
const PATIENCE = LONG ? 7_200_000 : 600_000;

const writeLoop = benchWriteLoop.runs[0]?.model as Model;

/** What we count in each run; test/checks sees to it that this is so. */
const pinned = JSON.parse(readFileSync(new URL("../checks/expected.json", import.meta.url), "utf8")) as Readonly<Record<string, Counted>>;

interface SizedRun {
  readonly name: string;
  readonly model: Model;
  readonly ours: Counted;
}

/** Runs that are small enough to be counted again. */
async function sizedRuns(): Promise<readonly SizedRun[]> {
  const all = (await ownChecks()).flatMap((check) => check.runs.map((run) => ({ name: runName(check, run), model: run.model })));
  return all.flatMap(({ name, model }) => {
    const { states = 0, transitions = 0 } = pinned[name] ?? {};
    return states > 0 && states < (LONG ? 1_000_000 : 30_000) ? [{ name, model, ours: { states, transitions } }] : [];
  });
}

const sized = await sizedRuns();

/** The runs whose turn it is, so many a turn; every run has its turn before any has its second. */
function runsOfThisTurn(many: number): readonly SizedRun[] {
  const stride = Math.ceil(sized.length / many);
  return LONG ? sized : sized.filter((_, index) => index % stride === TURN % stride);
}

// A check of its own takes the C compiler some seconds.
const peers = [
  { ...spin, aTurn: 3, random: 5 },
  { ...rumur, aTurn: 1, random: 3 },
];

describe.each(peers)("$name finds as many states and transitions in our export as we do", (peer) => {
  describe.skipIf(peer.missing.length > 0)("of", () => {
    const sizes = [
      { pages: 2, cells: 2 },
      { pages: 2, cells: 4 },
      { pages: 3, cells: 4 },
    ];
    test.each(sizes)(
      "the write loop, $pages pages of $cells cells",
      (set) => {
        expect(expectSameCounts(peer, writeLoop, { set })?.states).toBeGreaterThan(50);
      },
      PATIENCE,
    );

    test.each([dieHard, callModel, emptyChoice])(
      "$name",
      (model) => {
        expect(expectSameCounts(peer, model)).toBeDefined();
      },
      PATIENCE,
    );

    test(
      "random models, which break every rule of the language",
      async () => {
        const wanted = LONG ? 100 : peer.random;
        let compared = 0;
        // One in fifteen has no initial state, or too many states to be compared.
        for (const model of await randomModels(TURN, 3 * wanted)) {
          if (compared < wanted && expectSameCounts(peer, model, { most: 20_000 }) !== undefined) compared++;
        }
        expect(compared).toBe(wanted);
      },
      PATIENCE,
    );

    test.each(runsOfThisTurn(peer.aTurn))("$name", ({ model, ours }) => expectCounts(peer, model, ours), PATIENCE);
  });
});
