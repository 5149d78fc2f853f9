import type { Fallback } from "../../proof/fallback.js";
import type { Proof } from "../../proof/proof.js";
import { alignColumns } from "../alignColumns.js";
import { formatCount, formatSeconds } from "../formatNumber.js";

/** What a further sweep came to: `beyond the stated bounds, in 600 s: 30 of 102 larger models`. */
export function furtherText({ seconds, models, of }: NonNullable<Proof["further"]>): string {
  return `beyond the stated bounds, in ${formatSeconds(seconds)} s: ${models} of ${of} larger models`;
}

/** How far each scenario was taken, and since when larger bounds have brought nothing new: a table of plain text, its head first. */
export function sweepTable(sweep: Proof["gone"]["sweep"], width: number): readonly string[] {
  const columns = [
    { title: "as bounds grow" },
    { title: "sizes", right: true },
    { title: "the last new kind of outcome", elastic: true },
    { title: "and none in", right: true },
  ];
  const rows = sweep.map(({ scenario, sizes, of, lastNew, quiet }) => [
    scenario,
    `${sizes} of ${of}`,
    lastNew === null ? "" : boundsOf(lastNew, scenario),
    sizes < 2 ? "" : `${quiet} more`,
  ]);
  return alignColumns(columns, rows, width);
}

/** What was done otherwise than usual, and where: a line each. */
export function fallbackLines(fallbacks: readonly Fallback[]): string[] {
  return fallbacks.map(({ told, models: [first, ...more] }) => `${told} (${first}${more.length === 0 ? "" : `, and ${more.length} more`})`);
}

/** `122 states, 3.1 s of search`, and how much of it was known. */
export function effortText(models: Proof["models"]): string {
  const states = models.reduce((sum, each) => sum + each.states.before + each.states.after, 0);
  const seconds = models.reduce((sum, each) => sum + each.seconds, 0);
  const known = models.reduce((sum, each) => sum + each.known, 0);
  const kept = known === 0 ? "" : `; ${known} of ${2 * models.length} searches made before, and kept`;
  return `${formatCount(states)} states, ${formatSeconds(seconds)} s of search${kept}`;
}

/** The name of a model without that of its scenario. */
function boundsOf(model: string, scenario: string): string {
  return model.startsWith(`${scenario}, `) ? model.slice(scenario.length + 2) : model;
}
