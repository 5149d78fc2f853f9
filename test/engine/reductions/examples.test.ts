/**
 * SPIN's own examples, rewritten: how much partial-order reduction saves, beside what SPIN's does (the counts that its README_tests.txt documents, without and with -DNOREDUCE). The
 * specifications behave as the examples do; their states are counted otherwise, for a queue here is a ring of places, so what is compared are ratios.
 */
import { expect, test } from "vitest";
import type { Model } from "../../../src/language/model.js";
import { explored } from "../compiled/agree.js";
import { expectSameVerdicts } from "./agree.js";
import { leader } from "./examples/leader.js";
import { snoopy } from "./examples/snoopy.js";
import { sort } from "./examples/sort.js";

/** States that SPIN stores without and with its reduction. */
interface Example {
  readonly model: Model;
  readonly spin: readonly [full: number, reduced: number];
}

const asGood: readonly Example[] = [
  { model: leader, spin: [15_779, 97] },
  { model: sort, spin: [107_713, 135] },
];

test.each(asGood)(
  "$model.name is reduced at least as much as SPIN reduces it",
  async ({ model, spin }) => {
    const { full, reduced } = await expectSameVerdicts(model, ["por"]);
    expect(full.states / reduced.states).toBeGreaterThanOrEqual(spin[0] / spin[1]);
  },
  600_000,
);

test("snoopy is reduced to less than a quarter of its states, and a twelfth of its transitions, with the same verdicts; SPIN comes to 1/6.6 and 1/16.6", async () => {
  const { full, reduced } = await expectSameVerdicts(snoopy, ["por"]);
  expect(4 * reduced.states).toBeLessThan(full.states);
  expect(12 * reduced.transitions).toBeLessThan(full.transitions);
}, 600_000);

test("the reduced graph does not depend on the number of threads", async () => {
  const [alone, together] = [await explored(snoopy, { reductions: ["por"], workers: 1 }), await explored(snoopy, { reductions: ["por"], workers: 3 })];
  const { seconds: _, workers: __, bytesPerState: ___, ...wanted } = alone;
  expect(together).toMatchObject(wanted);
}, 600_000);
