/**
 * Reductions keep every verdict of checks/: of each run of a few thousand states; with FAULTLINE_LONG=1, of every run. Where a model asks a step property only dead variables
 * are cleared, as `--reduce auto` does.
 */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { reductionsFor } from "../../../src/engine/reductionsFor.js";
import { compose } from "../../../src/language/compose.js";
import { ownChecks, runName, takesItsTurn } from "../../checks/checks.js";
import { expectSameVerdicts } from "./agree.js";

const LONG = process.env.FAULTLINE_LONG === "1";
const SMALL = 3000;

/** How many states each run has; test/checks sees to it that this is so. */
const pinned = JSON.parse(readFileSync(new URL("../../checks/expected.json", import.meta.url), "utf8")) as Readonly<
  Record<string, { readonly states: number }>
>;

const runs = (await ownChecks()).flatMap((check) =>
  check.runs
    .filter(({ decide, model }) => decide === undefined && (model.properties ?? []).every(({ kind }) => kind !== "temporal"))
    .map((run) => ({ name: runName(check, run), run }))
    .filter(({ name }) => LONG || (pinned[name]?.states ?? Number.POSITIVE_INFINITY) <= SMALL),
);
const asked = runs.filter(({ name }, index) => takesItsTurn(name, index));

test.each(asked)(
  "reductions keep every verdict of $name",
  async ({ run }) => {
    const reductions = reductionsFor("auto", compose(run.model), { engine: undefined, wholeGraph: false });
    expect(reductions).toContain("dead");
    await expectSameVerdicts(run.model, reductions);
  },
  3_600_000,
);
