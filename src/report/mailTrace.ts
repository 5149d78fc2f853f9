import type { Legend, PictureRow } from "../language/index.js";
import type { Explanation, InitialMarkDocument } from "../trace/explain/explanation.js";
import { foldedSteps } from "../trace/explain/foldedSteps.js";
import { chanceText, conjunctPlace, conjunctText, conjunctValues, unaskedText } from "../trace/failureText.js";
import { functionsOf, type Stretch, stretchesOf } from "../trace/foldText.js";
import { lassoSentence, lassoWords } from "../trace/lassoText.js";
import { placeText } from "../trace/placeText.js";
import { choicesText } from "../trace/stepText.js";
import { tellChanges, tellSettings } from "../trace/tellChanges.js";
import type { TraceDocument, TraceStepDocument } from "../trace/traceDocument.js";
import { withoutGhosts } from "../trace/withoutGhosts.js";
import { formatCounted } from "./formatNumber.js";
import { commandLines, paragraph } from "./mailLines.js";
import { legendOf, MailPicture } from "./mailPicture.js";
import type { TraceFile } from "./traceFile.js";

/** What a mail says besides the trace. */
export interface MailContext {
  readonly explanation: Explanation | undefined;
  /** Why there is none, as a sentence. */
  readonly unexplained?: string | undefined;
  /** What the items of the picture mean. */
  readonly legend: Legend;
  /** The command that shows the trace again, in words. */
  readonly command: readonly string[];
}

/** How many steps of the run that ends well are told. */
const BESIDE = 8;

/**
 * A counterexample as the body of a mail to a kernel list, with its subject: plain ASCII in lines of at most 72 characters. First what does not hold and on which
 * kernel; then within which bounds, what happens step by step, with the file drawn, what failed and why, and how to see it again.
 */
export function mailTrace(file: TraceFile, { explanation, unexplained, legend, command }: MailContext): string {
  const trace = explanation === undefined ? file.trace : withoutGhosts(file.trace, explanation);
  const pictures = [trace.initial, ...trace.steps].map(({ picture }) => picture ?? []);
  const sections = [
    paragraph(`Subject: ${kernelOf(file)}: not so: ${trace.property.name}`, " ", ""),
    ...opening(file),
    asked(file),
    ["At first:", "", ...atFirst(trace, explanation, legend, pictures)],
    ["What happens:", "", ...whatHappens(trace, explanation, pictures)],
    whatFails(trace, explanation),
    paragraph((explanation === undefined ? unexplained : unaskedText(explanation)) ?? ""),
    ...lastChance(trace, explanation),
    ["To see it again:", "", ...commandLines(command, "  ")],
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}

function kernelOf({ kernel, patches, model }: TraceFile): string {
  return [kernel ?? model, ...patches].join(" + ");
}

function opening(file: TraceFile): string[][] {
  const { property, failure, steps, loop } = file.trace;
  const where = failure.where.map(({ name, index }) => `${name} ${index}`).join(", ");
  const after = `after ${formatCounted(steps.length, "step")}, and after no fewer`;
  const how = loop === undefined ? `It fails${where === "" ? "" : ` at ${where}`}, ${after}.` : "It fails on a run that never gets further.";
  return [
    paragraph(`With ${kernelOf(file)} the following does not hold:`),
    paragraph(property.about || property.name, "  "),
    paragraph(
      `${how} That was found in a model of the source, by trying every order of events within the bounds below (faultline ${file.faultline}); it is not a report from a machine.`,
    ),
  ];
}

function asked({ check, title, run, model, actors, bounds }: TraceFile): string[] {
  const rows: readonly (readonly [string, string])[] = [
    ["check", `${check}: ${title}`],
    ["model", [...(run === null ? [] : [run]), model].join("; ")],
    ["tasks", actors.join(", ")],
    [
      "bounds",
      Object.entries(bounds)
        .map(([name, value]) => `${name}=${value}`)
        .join(" "),
    ],
  ];
  return rows.flatMap(([label, text]) => paragraph(text, "          ", `  ${label.padEnd(6)}  `));
}

function atFirst({ initial }: TraceDocument, explanation: Explanation | undefined, legend: Legend, pictures: readonly (readonly PictureRow[])[]): string[] {
  const [first = []] = pictures;
  const letters = legendOf(legend, pictures);
  return [
    ...paragraph(tellSettings(initial.changes).join(", "), "  "),
    ...initialMarks(explanation?.initial ?? []),
    ...spaced(new MailPicture(pictures, "  ").draw(first)),
    ...spaced(letters.length === 0 ? [] : paragraph(`(${letters.join("; ")})`, "  ")),
  ];
}

function initialMarks(marks: readonly InitialMarkDocument[]): string[] {
  if (marks.length === 0) return [];
  const others = marks.map(({ label, value, instead }) => `${label} = ${instead} (not ${value})`);
  return paragraph(`All is well if one of these is otherwise: ${others.join(", ")}.`, "    ", "  * ");
}

/** Lines with an empty one before them, if there are any. */
function spaced(lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ["", ...lines];
}

function whatHappens(trace: TraceDocument, explanation: Explanation | undefined, pictures: readonly (readonly PictureRow[])[]): string[] {
  const picture = new MailPicture(pictures, "        ");
  const tasks = new Set(trace.steps.map(({ process }) => process));
  const folded = explanation === undefined ? [] : foldedSteps(trace, explanation);
  const goesOn = lassoSentence(trace);
  const told = stretchesOf(trace.steps, folded).flatMap((stretch) => {
    if (stretch.isFolded) return foldedLines(stretch, tasks.size > 1);
    const number = stretch.first + 1;
    const before = pictures[stretch.first] ?? [];
    const after = pictures[number] ?? [];
    const last = number === trace.steps.length;
    return [...stepLines(stretch, tasks.size > 1, explanation), ...picture.draw(after, last ? [] : before)];
  });
  return goesOn === undefined ? told : [...told, "", ...paragraph(goesOn)];
}

function foldedLines({ first, steps }: Stretch, tellTask: boolean): string[] {
  const task = tellTask ? `${steps[0]?.process}: ` : "";
  return paragraph(`${task}${functionsOf(steps).join(", ")}`, "        ", `${`${first + 1}-${first + steps.length}`.padStart(6)}  `);
}

function stepLines({ first, steps }: Stretch, tellTask: boolean, explanation: Explanation | undefined): string[] {
  const [step] = steps as [TraceStepDocument];
  const mark = explanation?.steps[first] ?? null;
  const chosen = choicesText(step.choices);
  const told = tellChanges(step.changes, step.path);
  const task = tellTask ? `${step.process}: ` : "";
  const place = step.function === step.process ? step.step : `${step.function}(), ${step.step}`;
  const otherwise = mark?.instead === null ? "this is not done here" : `this comes out as ${choicesText(mark?.instead ?? [])}`;
  return [
    ...paragraph(`${task}${place}${chosen === "" ? "" : `: ${chosen}`}`, "        ", `${mark === null ? " " : "*"} ${String(first + 1).padStart(4)}  `),
    ...(told.length === 0 ? [] : paragraph(told.join(", "), "          ")),
    ...(mark === null ? [] : paragraph(`All is well if ${otherwise}.`, "          ", "        * ")),
  ];
}

function whatFails(trace: TraceDocument, explanation: Explanation | undefined): string[] {
  const { property, failure, steps } = trace;
  const conjunct = explanation?.conjunct ?? null;
  const source = property.source === "" ? [] : ["", ...paragraph(`It is asked for by: ${property.source}`)];
  if (conjunct === null) {
    const { site } = failure;
    const place = site === null ? [] : paragraph(placeText(site.file, site.line, site.column), "  ");
    return [
      "What fails:",
      "",
      ...paragraph(steps.at(-1)?.state === null ? `The step has no successor: ${failure.message}` : failure.message, "  "),
      ...lassoWords(trace).flatMap((words) => paragraph(words, "  ")),
      ...place,
      ...source,
    ];
  }
  return [
    "What fails:",
    "",
    ...paragraph(conjunctText(conjunct), "    ", "  "),
    ...paragraph(conjunctValues(conjunct).join(", "), "    "),
    ...paragraph(conjunctPlace(conjunct), "    "),
    ...source,
  ];
}

function lastChance({ steps }: TraceDocument, explanation: Explanation | undefined): string[][] {
  const text = explanation && chanceText(explanation);
  if (explanation === undefined || text === undefined) return [];
  if (explanation.lastChance.kind !== "found") return [paragraph(text)];
  const { after, sibling } = explanation.lastChance;
  const tellTask = new Set([...steps, ...sibling.steps].map(({ process }) => process)).size > 1;
  const told = sibling.steps
    .slice(0, BESIDE)
    .flatMap((step, index) => stepLines({ first: after + index, steps: [{ ...step, changes: [] }], isFolded: false }, tellTask, undefined));
  const rest = sibling.steps.length - BESIDE;
  return [
    [...paragraph(`${text} The shortest run from there that ends well goes on like this:`), "", ...told, ...(rest > 0 ? [`        ... ${rest} more`] : [])],
  ];
}
