/**
 * SPIN's own examples, rewritten: how much partial-order reduction leaves of them, beside what SPIN's does. The README has the table, and what SPIN was run with. The specifications behave
 * as the examples do; their states are counted otherwise, for a queue here is a ring of places, so what is compared are ratios.
 */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Model } from "../../../src/language/model.js";
import { exploreWith } from "../compiled/exploreWith.js";
import { expectSameVerdicts } from "./agree.js";
import { leader } from "./examples/leader.js";
import { snoopy } from "./examples/snoopy.js";
import { sort } from "./examples/sort.js";

interface Counts {
  readonly states: number;
  readonly transitions: number;
}

interface Example {
  readonly model: Model;
  /** What there is, and what is left: ours, and SPIN's. */
  readonly ours: readonly [full: Counts, reduced: Counts];
  readonly spin: readonly [full: Counts, reduced: Counts];
}

const examples: readonly Example[] = [
  {
    model: leader,
    ours: [
      { states: 41_684, transitions: 169_681 },
      { states: 100, transitions: 99 },
    ],
    spin: [
      { states: 15_779, transitions: 58_181 },
      { states: 97, transitions: 97 },
    ],
  },
  {
    model: sort,
    ours: [
      { states: 112_410, transitions: 536_808 },
      { states: 131, transitions: 130 },
    ],
    spin: [
      { states: 107_713, transitions: 512_419 },
      { states: 135, transitions: 135 },
    ],
  },
  {
    model: snoopy,
    ours: [
      { states: 798_855, transitions: 2_738_532 },
      { states: 118_762, transitions: 155_040 },
    ],
    spin: [
      { states: 61_619, transitions: 211_398 },
      { states: 9_343, transitions: 12_706 },
    ],
  },
];

test.each(examples)(
  "$model.name is reduced at least as much as SPIN reduces it, with the same verdicts",
  async ({ model, ours, spin }) => {
    const { full, reduced } = await expectSameVerdicts(model, ["por"]);
    expect([full, reduced].map(({ states, transitions }) => ({ states, transitions }))).toEqual(ours);
    for (const count of ["states", "transitions"] as const) expect(full[count] / reduced[count]).toBeGreaterThanOrEqual(spin[0][count] / spin[1][count]);
  },
  600_000,
);

test("the reduced graph does not depend on the number of threads, nor on where states are kept", async () => {
  const budget = { reductions: ["por"] } as const;
  const wanted = await exploreWith(snoopy, budget);
  expect(await exploreWith(snoopy, { ...budget, workers: 3 })).toEqual(wanted);
  const little = { ...budget, maxMemory: 3 * 2 ** 20 };
  expect(await exploreWith(snoopy, little)).toMatchObject({ reason: "more states than fit into its memory" });
  expect(await exploreWith(snoopy, { ...little, spill: mkdtempSync(join(tmpdir(), "faultline-spill-")) })).toEqual(wanted);
}, 600_000);
