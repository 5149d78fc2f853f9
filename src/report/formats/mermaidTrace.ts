import { lassoWords } from "../../trace/lassoText.js";
import { tellChanges, tellSettings } from "../../trace/tellChanges.js";
import type { TraceStepDocument } from "../../trace/traceDocument.js";
import type { TraceFile } from "../traceFile.js";
import { failureText } from "./failureText.js";
import { oneLine } from "./oneLine.js";

/** A counterexample as a sequence diagram of Mermaid: a lifeline a process, and one for what they share. */
export function mermaidTrace({ actors, trace }: TraceFile): string {
  const names = [...new Set([...actors, ...trace.steps.map(({ process }) => process)])];
  const lifelines = new Map(names.map((name, index) => [name, `p${index}`]));
  const across = `${lifelines.values().next().value ?? "shared"},shared`;
  const lines = [
    ...[...lifelines].map(([name, id]) => `participant ${id} as ${escaped(name)}`),
    "participant shared as shared state",
    ...note(`over ${across}`, tellSettings(trace.initial.changes).join(", ")),
    ...trace.steps.flatMap((step, index) => [
      ...(index === trace.loop ? ["loop for ever"] : []),
      `${lifelines.get(step.process)}->>shared: ${escaped(stepText(step, index + 1))}`,
      ...note("right of shared", tellChanges(step.changes, step.path).join(", ")),
    ]),
    ...(loops(trace) ? ["end"] : []),
    ...[`✗ ${failureText(trace)}`, ...lassoWords(trace)].flatMap((words) => note(`over ${across}`, words)),
  ];
  return ["sequenceDiagram", ...lines.map((line) => `  ${line}`)].join("\n");
}

/** A run that has ended repeats nothing. */
function loops({ loop, steps }: TraceFile["trace"]): boolean {
  return loop !== undefined && loop < steps.length;
}

function stepText({ function: name, process, step, choices }: TraceStepDocument, number: number): string {
  const chosen = choices.map(({ label, value }) => `${label} = ${value}`).join(", ");
  return `${number} ${name === process ? "" : `${name} · `}${step}${chosen === "" ? "" : ` (${chosen})`}`;
}

function note(where: string, text: string): string[] {
  return text === "" ? [] : [`Note ${where}: ${escaped(text)}`];
}

/** Whatever Mermaid might read as more than text is written as the number of its character; so is the word that ends a block. */
function escaped(text: string): string {
  const numbered = oneLine(text).replace(/[^\p{L}\p{N} .:,=()[\]/_·→✗'|+*?!-]/gu, (character) => `#${character.codePointAt(0)};`);
  return numbered.replace(/\bend\b/gi, (word) => `#${word.charCodeAt(0)};${word.slice(1)}`) || " ";
}
