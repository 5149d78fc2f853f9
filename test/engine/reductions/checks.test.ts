/**
 * Reductions keep every verdict of checks/: of each run of a few thousand states; with FAULTLINE_LONG=1, of every run. Where a model asks a step property only dead variables
 * are cleared, as `--reduce auto` does.
 */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { type CheckResult, check } from "../../../src/engine/check.js";
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
    .filter(({ decide }) => decide === undefined)
    .map((run) => ({ name: runName(check, run), run }))
    .filter(({ name }) => LONG || (pinned[name]?.states ?? Number.POSITIVE_INFINITY) <= SMALL),
);
const isTemporal = ({ run }: (typeof runs)[number]): boolean => (run.model.properties ?? []).some(({ kind }) => kind === "temporal");
const asked = runs.filter((each) => !isTemporal(each)).filter(({ name }, index) => takesItsTurn(name, index));
const askedForEver = runs.filter(isTemporal).filter(({ name }, index) => takesItsTurn(name, index));

test.each(asked)(
  "reductions keep every verdict of $name",
  async ({ run }) => {
    const reductions = reductionsFor("auto", compose(run.model), { engine: undefined, wholeGraph: false });
    expect(reductions).toContain("dead");
    await expectSameVerdicts(run.model, reductions);
  },
  3_600_000,
);

test.each(askedForEver)(
  "reductions keep every verdict of $name, of what it does for ever",
  async ({ run: { model } }) => {
    const [full, reduced] = [await check(model), await check(model, { reduce: "auto" })];
    expect(reduced.reductions).toBeDefined();
    const verdicts = ({ verdict, unreached, properties }: CheckResult): object => [
      verdict,
      unreached,
      properties.map(({ name, verdict: each }) => [name, each]),
    ];
    expect(verdicts(reduced)).toEqual(verdicts(full));
  },
  3_600_000,
);
