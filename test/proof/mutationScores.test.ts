/**
 * How many mutants of the functions of the write path the checks notice. By default one function is asked, in one run; with FAULTLINE_LONG=1 all five that issue 6 names, in the runs of
 * paths/attempts and paths/patchwork: some minutes. The other checks notice more; checks/mutants.md has all of it.
 */
import { expect, test } from "vitest";
import { attemptsOfAWrite } from "../../checks/paths/attempts.js";
import { patchworkPages } from "../../checks/paths/patchwork.js";
import type { Check } from "../../src/language/index.js";
import { type MutationQuestion, type MutationScore, mutationScore } from "../../src/proof/mutation.js";

const LONG = process.env.FAULTLINE_LONG !== undefined;

function questionsOf({ id, runs }: Check, wanted?: string): readonly MutationQuestion[] {
  return runs.filter(({ name }) => wanted === undefined || name === wanted).map((run) => ({ check: id, run }));
}

function counts({ killed, survived, equivalent, incomplete }: MutationScore): Readonly<Record<string, number>> {
  return { killed, survived, equivalent, incomplete };
}

test("a write to gfs2 in several attempts notices nine of ten mutants of gfs2_iomap_end", async () => {
  const score = await mutationScore(questionsOf(attemptsOfAWrite, "gfs2, 6.1.192, one eviction"), { functions: ["gfs2_iomap_end"] });
  expect(score.score).toBeGreaterThanOrEqual(0.9);
  expect(counts(score)).toMatchInlineSnapshot(`
    {
      "equivalent": 7,
      "incomplete": 0,
      "killed": 74,
      "survived": 2,
    }
  `);
});

const functions = ["iomap_write_iter", "__iomap_write_begin", "iomap_write_end", "gfs2_iomap_end", "gfs2_file_buffered_write"];

test.runIf(LONG)("two checks notice nine of ten mutants of the five functions, of all their versions", async () => {
  const score = await mutationScore([...questionsOf(attemptsOfAWrite), ...questionsOf(patchworkPages)], { functions });
  expect(score.leftOut).toEqual([]);
  expect(score.score).toBeGreaterThanOrEqual(0.9);
});
