import { sizeName, volume } from "../sweep/sweepJob.js";
import type { SweepResult } from "../sweep/sweepResult.js";
import { formatCount, formatSeconds } from "./formatNumber.js";
import { escapeText, hashOf } from "./html/htmlPage.js";
import type { SweepDocument } from "./sweepDocument.js";

const STYLE = `
:root { color-scheme: light dark; --ink: #1a1a1a; --paper: #fff; --dim: #666; --line: #ddd; --holds: #1a7f37; --violated: #b3261e; --incomplete: #8a6100; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e6e6; --paper: #151515; --dim: #9a9a9a; --line: #333; --holds: #57c26d; --violated: #ff8a80; --incomplete: #e0b050; } }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; color: var(--ink); background: var(--paper); }
h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: right; padding: .2rem .6rem; border-bottom: 1px solid var(--line); font-variant-numeric: tabular-nums; }
th:first-child, td:first-child { text-align: left; }
.holds { color: var(--holds); fill: var(--holds); } .violated { color: var(--violated); fill: var(--violated); } .incomplete { color: var(--incomplete); fill: var(--incomplete); }
.dim { color: var(--dim); } svg { width: 100%; height: auto; } .axis { stroke: var(--line); } text { fill: var(--dim); font-size: 11px; }
`;

/** A sweep as one HTML file that needs nothing else, not even a script: tables, and of each subject the states of every size. */
export function sweepHtml(document: SweepDocument, results: readonly SweepResult[]): string {
  const policy = `default-src 'none'; style-src ${hashOf(STYLE)}; base-uri 'none'; form-action 'none'`;
  const name = escapeText(document.sweep);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${name}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${name}: ${escapeText(document.title)}</h1>
<p>${formatCount(document.done)} of ${formatCount(document.jobs)} jobs done, ${formatCount(document.known)} of them known from before.</p>
${document.subjects
  .map(({ subject }) =>
    section(
      subject,
      results.filter((result) => result.subject === subject),
    ),
  )
  .join("\n")}
<p class="dim">faultline ${escapeText(document.faultline)}</p>
</body>
</html>
`;
}

function section(subject: string, results: readonly SweepResult[]): string {
  const ordered = [...results].sort((one, other) => volume(one.bounds) - volume(other.bounds));
  const rows = ordered.map(
    (result) =>
      `<tr><td>${escapeText(sizeName(result.bounds))}</td><td class="${result.verdict}">${result.verdict}</td><td>${formatCount(result.states)}</td><td>${formatSeconds(result.seconds)}</td></tr>`,
  );
  const head = "<tr><th>bounds</th><th>verdict</th><th>states</th><th>seconds</th></tr>";
  return `<h2>${escapeText(subject)}</h2>\n${plot(ordered)}\n<details><summary>${rows.length} results</summary><table>${head}${rows.join("")}</table></details>`;
}

const WIDTH = 800;
const HEIGHT = 220;
const MARGIN = 45;

/** States over the volume of the bounds, both by their logarithm; a dot a result, in the colour of its verdict. */
function plot(results: readonly SweepResult[]): string {
  if (results.length === 0) return '<p class="dim">nothing yet</p>';
  const across = scale(
    results.map(({ bounds }) => volume(bounds)),
    MARGIN,
    WIDTH - 10,
  );
  const up = scale(
    results.map(({ states }) => states),
    HEIGHT - 25,
    10,
  );
  const dots = results.map((result) => {
    const title = `${sizeName(result.bounds)}: ${result.verdict}, ${formatCount(result.states)} states`;
    return `<circle class="${result.verdict}" cx="${across(volume(result.bounds))}" cy="${up(result.states)}" r="4"><title>${escapeText(title)}</title></circle>`;
  });
  const largest = Math.max(...results.map(({ states }) => states));
  const smallest = Math.min(...results.map(({ states }) => states));
  const axes = `<path class="axis" fill="none" d="M${MARGIN} 10V${HEIGHT - 25}H${WIDTH - 10}"/><text x="0" y="18">${formatCount(largest)}</text><text x="0" y="${HEIGHT - 28}">${formatCount(smallest)}</text>`;
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="states by size">${axes}<text x="${WIDTH / 2}" y="${HEIGHT - 6}">larger bounds →</text>${dots.join("")}</svg>`;
}

function scale(values: readonly number[], from: number, to: number): (value: number) => string {
  const [least, most] = [Math.log(1 + Math.min(...values)), Math.log(1 + Math.max(...values))];
  return (value) => (from + ((to - from) * (Math.log(1 + value) - least)) / (most - least || 1)).toFixed(1);
}
