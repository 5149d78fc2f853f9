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

type Counts = readonly [states: number, transitions: number];

interface Example {
  readonly model: Model;
  /** What there is, and what is left: ours, and SPIN's. */
  readonly ours: readonly [full: Counts, reduced: Counts];
  readonly spin: readonly [full: Counts, reduced: Counts];
}

// biome-ignore format: a row for each search
const examples: readonly Example[] = [
  {
    model: leader,
    ours: [[41_684, 169_681], [100, 99]],
    spin: [[15_779, 58_181], [97, 97]],
  },
  {
    model: sort,
    ours: [[112_410, 536_808], [131, 130]],
    spin: [[107_713, 512_419], [135, 135]],
  },
  {
    model: snoopy,
    ours: [[798_855, 2_738_532], [118_762, 155_040]],
    spin: [[61_619, 211_398], [9_343, 12_706]],
  },
];

test.each(examples)(
  "$model.name is reduced at least as much as SPIN reduces it, with the same verdicts",
  async ({ model, ours, spin }) => {
    const { full, reduced } = await expectSameVerdicts(model, ["por"]);
    const [whole, left] = [full, reduced].map(({ states, transitions }) => [states, transitions] as const) as [Counts, Counts];
    expect([whole, left]).toEqual(ours);
    for (const count of [0, 1] as const) expect(whole[count] / left[count]).toBeGreaterThanOrEqual(spin[0][count] / spin[1][count]);
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
