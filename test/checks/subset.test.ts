import { expect, test } from "vitest";
import { checkSubset } from "../../src/compiler/index.js";
import { compose } from "../../src/language/compose.js";
import { ownChecks, runName } from "./checks.js";

const runs = (await ownChecks()).flatMap((check) => check.runs.map((run) => [runName(check, run), run.model] as const));

test.each(runs)("%s keeps to the subset of the language that the compiler takes", (_, model) => {
  expect(checkSubset(compose(model))).toEqual([]);
});
