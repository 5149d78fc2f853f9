/** The README's table of claims says of each what its check says, and what is pinned of its runs. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Check } from "../../src/language/index.js";
import { formatCount, formatCounted } from "../../src/report/formatNumber.js";
import { ownChecks, runName } from "./checks.js";

const pinned = JSON.parse(readFileSync(new URL("expected.json", import.meta.url), "utf8")) as Readonly<Record<string, { readonly states: number }>>;
const told = readFileSync(new URL("../../README.md", import.meta.url), "utf8")
  .split("\n")
  .filter((line) => /^\| \[\w+\]\(checks\/claims\//.test(line));
const claims = (await ownChecks()).filter(({ id }) => id.startsWith("claims/"));

function rowOf(check: Check): string {
  const { id, title, by, expect: expected, kind, disputed, runs } = check;
  const name = id.replace("claims/", "");
  const states = runs.reduce((sum, run) => sum + (pinned[runName(check, run)]?.states ?? 0), 0);
  const verdict = disputed === undefined ? (expected === "holds" ? "holds" : "**is not so**") : "comes out so (disputed in two details)";
  const extent = kind === "structural" ? "structure" : `${formatCount(states)} states`;
  return `| [${name}](checks/claims/${name}.ts) | ${title} | ${whoOf(by)} | ${verdict}; ${extent}, ${formatCounted(runs.length, "run")} |`;
}
/** Who said it, and when; the check itself has the words. */
function whoOf(by = ""): string {
  return by.replace(/(: "|, as a ).*$/, "");
}

test("each claim stands in the README as it is asked, and as it comes out", () => {
  expect(told).toEqual(claims.map(rowOf));
});
