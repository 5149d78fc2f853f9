import { lassoWords } from "../../trace/lassoText.js";
import { tellChanges, tellSettings } from "../../trace/tellChanges.js";
import type { TraceStepDocument } from "../../trace/traceDocument.js";
import type { TraceFile } from "../traceFile.js";
import { failureText } from "./failureText.js";
import { oneLine } from "./oneLine.js";

/** A counterexample as a graph for Graphviz: a node a state, with what changed in it, and an edge a step, with who took it. */
export function dotTrace({ check, trace }: TraceFile): string {
  const { initial, steps } = trace;
  const last = steps.length;
  const nodes = [tellSettings(initial.changes), ...steps.map(({ changes, path }) => tellChanges(changes, path))].map(
    (told, index) => `s${index} [label=${label([String(index), ...told])}${index === last ? ", color=red, penwidth=2" : ""}];`,
  );
  const edges = steps.map((step, index) => `s${index} -> s${index + 1} [label=${label(stepLines(step))}];`);
  const again = trace.loop === undefined || trace.loop === last ? [] : [`s${last} -> s${trace.loop} [label="again", style=dashed];`];
  const failure = [
    `failure [shape=plaintext, fontcolor=red, label=${label([`✗ ${failureText(trace)}`, ...lassoWords(trace)])}];`,
    `s${last} -> failure [style=dashed, arrowhead=none];`,
  ];
  const title = label([`${check}: ${trace.property.name}`]);
  const all = [`label=${title};`, "node [shape=box, fontname=monospace];", "edge [fontname=monospace];", ...nodes, ...edges, ...again, ...failure];
  return ["digraph trace {", ...all.map((line) => `  ${line}`), "}"].join("\n");
}

function stepLines({ process, function: name, step, choices }: TraceStepDocument): string[] {
  const where = name === process ? step : `${name} · ${step}`;
  return [`${process}: ${where}`, ...choices.map(({ label: asked, value }) => `${asked} = ${value}`)];
}

/** A quoted string of left-aligned lines: in it only quotes and backslashes mean something. */
function label(lines: readonly string[]): string {
  return `"${lines.map((line) => `${oneLine(line).replace(/["\\]/g, "\\$&")}\\l`).join("")}"`;
}
