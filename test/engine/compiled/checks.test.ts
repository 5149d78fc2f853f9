/**
 * Both engines say the same of checks/, counts, verdicts and traces: of each run of a few thousand states, and of the first run of each check as far as
 * a budget goes. With FAULTLINE_LONG=1, of every run to its end.
 */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ownChecks, runName, takesItsTurn } from "../../checks/checks.js";
import { expectSameResults } from "./agree.js";

const LONG = process.env.FAULTLINE_LONG === "1";
const SMALL = 5000;
const BUDGET = 2000;

/** How many states each run has; test/checks sees to it that this is so. */
const pinned = JSON.parse(readFileSync(new URL("../../checks/expected.json", import.meta.url), "utf8")) as Readonly<
  Record<string, { readonly states: number }>
>;

const runs = (await ownChecks()).flatMap((check) =>
  check.runs
    .filter(({ decide }) => decide === undefined)
    .map((run, index) => ({ name: runName(check, run), run, isFirst: index === 0 }))
    .map((asked) => ({ ...asked, isWhole: LONG || (pinned[asked.name]?.states ?? BUDGET) <= SMALL }))
    .filter(({ isWhole, isFirst }) => isWhole || isFirst),
);
const asked = runs.filter(({ name }, index) => takesItsTurn(name, index));

test.each(asked)(
  "the engines agree on $name",
  async ({ run, isWhole }) => {
    const outcome = await expectSameResults(run.model, isWhole ? {} : { maxStates: BUDGET });
    expect(outcome).toHaveProperty("reason", isWhole ? undefined : `more than ${BUDGET} states`);
  },
  3_600_000,
);
