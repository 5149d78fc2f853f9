/** Both engines say the same of checks/: of the first run of each check within a budget, and with FAULTLINE_LONG=1 of every run without one. */
import { expect, test } from "vitest";
import { ownChecks, runName } from "../../checks/checks.js";
import { expectSameResults } from "./agree.js";

const LONG = process.env.FAULTLINE_LONG === "1";

const runs = (await ownChecks()).flatMap((check) =>
  check.runs
    .filter(({ decide }) => decide === undefined)
    .slice(0, LONG ? undefined : 1)
    .map((run) => ({ name: runName(check, run), run })),
);

test.each(runs)(
  "the engines agree on $name",
  async ({ run }) => {
    const outcome = await expectSameResults(run.model, LONG ? {} : { maxStates: 2000 });
    expect(outcome).toHaveProperty("states");
  },
  3_600_000,
);
