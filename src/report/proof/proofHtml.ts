import type { Proof } from "../../proof/proof.js";
import type { FoundIn } from "../../proof/violations.js";
import { placeText } from "../../trace/placeText.js";
import { textTrace } from "../../trace/textTrace.js";
import { formatCount, formatSeconds } from "../formatNumber.js";
import { escapeText, hashOf } from "../html/htmlPage.js";
import { paintFor } from "../paint.js";
import { effectText, fateNumbers, fateText, noticedText, tellingTrace } from "./fateText.js";
import { changeText, signed } from "./outcomeLines.js";
import { fallbackLines, furtherText } from "./sweepLines.js";

const STYLE = `
:root { color-scheme: light dark; --ink: #1a1a1a; --paper: #fff; --dim: #666; --line: #ddd; --good: #1a7f37; --bad: #b3261e; --open: #8a6100; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e6e6; --paper: #151515; --dim: #9a9a9a; --line: #333; --good: #57c26d; --bad: #ff8a80; --open: #e0b050; } }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; color: var(--ink); background: var(--paper); }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: .25rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
pre { overflow-x: auto; font-size: .8rem; line-height: 1.35; } summary { cursor: pointer; }
.yes { color: var(--good); } .no { color: var(--bad); } .incomplete { color: var(--open); } .dim { color: var(--dim); }
`;

/** A proof as one HTML file that needs nothing else, not even a script: every run is there, to be unfolded. */
export function proofHtml(proof: Proof, version: string): string {
  const names = proof.patches.map(({ name }) => name).join(" + ");
  const title = `${names} on ${proof.kernel}`;
  const policy = `default-src 'none'; style-src ${hashOf(STYLE)}; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeText(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${escapeText(title)}: <span class="${proof.proved}">${escapeText(effectText(proof))}</span></h1>
${list(proof.patches.map(({ name, title: what, source }) => `${name}: ${what}${source === "" ? "" : ` (${source})`}`))}
${shownTrace(proof)}
${bug(proof)}
${gone(proof)}
${kept(proof)}
${outcomes(proof)}
${strong(proof)}
${models(proof)}
<p class="dim">faultline ${escapeText(version)}. Found in models of the source, by trying every order of events within their bounds.</p>
</body>
</html>
`;
}

function heading(text: string, answer?: Proof["proved"]): string {
  return `<h2>${escapeText(text)}${answer === undefined ? "" : ` <span class="${answer}">${answer}</span>`}</h2>`;
}

function list(items: readonly string[]): string {
  return items.length === 0 ? "" : `<ul>${items.map((item) => `<li>${escapeText(item)}</li>`).join("")}</ul>`;
}

/** Cells are HTML; columns of numbers are named with a `#` before. */
function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const classes = columns.map((column) => (column.startsWith("#") ? ' class="n"' : ""));
  const head = columns.map((column, index) => `<th${classes[index]}>${escapeText(column.replace(/^#/, ""))}</th>`).join("");
  const body = rows.map((row) => `<tr>${row.map((cell, index) => `<td${classes[index]}>${cell}</td>`).join("")}</tr>`).join("\n");
  return `<table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
}

function unfold({ model, trace }: FoundIn, summary: string, open = false): string {
  return `<details${open ? " open" : ""}><summary>${escapeText(summary)} <span class="dim">${escapeText(model)}, ${trace.steps.length} steps</span></summary><pre>${escapeText(textTrace(trace, paintFor({})))}</pre></details>`;
}

function shownTrace(proof: Proof): string {
  const shown = tellingTrace(proof);
  return shown === undefined ? "" : unfold(shown, shown.title);
}

function bug({ kernel, bug: { answer, violations } }: Proof): string {
  const rows = violations.map(({ property, models, of, cases, shortest }) => [
    shortest === null ? escapeText(property) : unfold(shortest, property),
    `${models} of ${of}`,
    cases === null ? "" : formatCount(cases),
  ]);
  return heading(`1. Does ${kernel} violate something?`, answer) + (rows.length === 0 ? "" : table(["property", "#models", "#cases"], rows));
}

function gone({ gone: { answer, properties, sweep }, unswept, further, fallbacks }: Proof): string {
  const rows = properties.map((fate) => [
    fate.trace === null ? escapeText(fate.property) : unfold(fate.trace, fate.property),
    escapeText(fateNumbers(fate).models),
    escapeText(fateNumbers(fate).cases),
    `<span class="${fate.fate === "gone" ? "yes" : fate.fate === "undecided" ? "incomplete" : "no"}">${escapeText(fateText(fate))}</span>`,
  ]);
  const swept = sweep.map(({ scenario, sizes, of, largest, lastNew, quiet }) => [
    escapeText(scenario),
    `${sizes} of ${of}`,
    escapeText(largest ?? ""),
    escapeText(lastNew ?? ""),
    sizes < 2 ? "" : `${quiet} more`,
  ]);
  return [
    heading("2. Is that gone?", answer),
    rows.length === 0 ? "" : table(["property", "#models", "#cases", "it is"], rows),
    unswept === null ? "" : `<p>${escapeText(unswept)}</p>`,
    further === null ? "" : `<p>${escapeText(furtherText(further))}</p>`,
    list(fallbackLines(fallbacks)),
    table(["as bounds grow", "#sizes", "the largest", "the last new kind of outcome comes with", "#and none in"], swept),
  ].join("\n");
}

function kept({ kernel, kept: { answer, broken, undecided, untested, held } }: Proof): string {
  const runs = broken.map(({ property, shortest }) => (shortest === null ? `<p>${escapeText(property)}</p>` : unfold(shortest, `broken: ${property}`, true)));
  const notes = [...undecided.map((name) => `undecided: ${name}`), ...untested.map((name) => `nothing puts it to the test any more: ${name}`)];
  return [heading(`3. Is all kept that ${kernel} keeps?`, answer), `<p>${held} properties hold as before.</p>`, ...runs, list(notes)].join("\n");
}

function outcomes({ outcomes: { cases, damage, changes, rows } }: Proof): string {
  const damaged = damage.map(({ damage: what, before, after }) => [escapeText(what), formatCount(before), formatCount(after)]);
  const changed = changes.map((change) => {
    const { what, where, size } = changeText(change);
    return [change.change, unfold(change.witness, what), escapeText(where), escapeText(size)];
  });
  const table4 = rows.map((row) => [
    escapeText(row.scenario),
    escapeText(row.given),
    escapeText(row.comes),
    formatCount(row.before),
    formatCount(row.after),
    signed(row),
  ]);
  return [
    heading("4. Which outcomes change?"),
    `<p>${formatCount(cases)} cases.</p>`,
    damaged.length === 0 ? "" : table(["lasting damage", "#cases without the patch", "#with it"], damaged),
    changed.length === 0 ? "<p>None.</p>" : table(["", "outcome", "case", "#"], changed),
    `<details><summary>All outcomes</summary>${table(["model", "case", "outcome", "#without", "#with", "#"], table4)}</details>`,
  ].join("\n");
}

function strong({ strong: { answer, strength } }: Proof): string {
  const head = heading("5. Would the models notice if the patch were wrong?", answer);
  if (!strength.asked) return `${head}<p>${escapeText(strength.why)}</p>`;
  const { equivalent, undecided, survivors } = strength;
  const open = undecided === 0 ? "" : ` ${undecided} were not tried to the end.`;
  return [
    head,
    `<p>${escapeText(noticedText(strength))}; ${equivalent} more are equivalent within the usual bounds.${open}</p>`,
    list(survivors.map(({ function: name, change, file, line, column }) => `not noticed: ${name}(): ${change} (${placeText(file, line, column)})`)),
  ].join("\n");
}

function models({ models: explored, untouched }: Proof): string {
  const rows = explored.map(({ name, usual, further, states, cases, seconds, reason }) => [
    escapeText(name),
    usual ? "" : further ? "beyond" : "sweep",
    formatCount(cases),
    formatCount(states.before),
    formatCount(states.after),
    formatSeconds(seconds),
    escapeText(reason ?? ""),
  ]);
  return [
    heading("The models"),
    table(["model", "", "#cases", "#states without", "#states with", "#seconds", ""], rows),
    untouched.length === 0 ? "" : "<p>Nothing that runs in these is changed:</p>",
    list(untouched),
  ].join("\n");
}
