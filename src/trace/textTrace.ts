import type { Explanation, InitialMarkDocument, MarkDocument } from "./explain/explanation.js";
import { foldedSteps } from "./explain/foldedSteps.js";
import { chanceText, conjunctPlace, conjunctText, conjunctValues, failureTitle, failureWords, unaskedText } from "./failureText.js";
import { functionsOf, type Stretch, stretchesOf } from "./foldText.js";
import type { Ink } from "./ink.js";
import { LOOP_BEGINS, lassoEnd } from "./lassoText.js";
import { picturesOf } from "./picturesOf.js";
import { placeText } from "./placeText.js";
import { NOTHING_FAILED } from "./replay/nothingFailed.js";
import { sideBySide } from "./sideBySide.js";
import { choicesText, INDENT, stepLines, WIDTH } from "./stepText.js";
import { tellSettings } from "./tellChanges.js";
import type { TraceDocument, TraceStepDocument } from "./traceDocument.js";
import { withoutGhosts } from "./withoutGhosts.js";
import { wrapParts } from "./wrapParts.js";

export type { Ink } from "./ink.js";

/** What is told of a trace besides its steps. */
export interface TextOptions {
  /** Why it went wrong: steps that decided are marked, what matters to nobody is folded, and ghosts are left out. */
  readonly explanation?: Explanation | undefined;
  /** Why there is none, as a sentence. */
  readonly unexplained?: string | undefined;
  /** Nothing is folded or left out. */
  readonly all?: boolean;
}

/** How many steps of a run beside the trace are shown. */
const BESIDE = 8;

/**
 * A counterexample for a person: for each step who moved, in which function, what was chosen and what changed, and those rows of
 * the picture that look different from before; the first and the last picture are whole. At the end what failed and where. With an explanation, `●` marks what
 * decided that it went wrong.
 */
export function textTrace(whole: TraceDocument, ink: Ink, { explanation, unexplained, all = false }: TextOptions = {}): string {
  const trace = explanation === undefined || all ? whole : withoutGhosts(whole, explanation);
  const lanes = Math.max(...trace.steps.map(({ process }) => process.length), 0);
  const pictures = picturesOf(trace).map((rows) => rows.map((line) => INDENT + line));
  const folded = explanation === undefined || all ? [] : foldedSteps(trace, explanation);
  const initialMarks = explanation?.initial ?? [];
  const lines = [
    `${numberOf(0, initialMarks.length > 0, ink)}  initial state`,
    ...wrapParts(tellSettings(trace.initial.changes), INDENT, WIDTH),
    ...initialMarkLines(initialMarks, ink),
    ...(pictures[0] ?? []),
    "",
  ];
  for (const stretch of stretchesOf(trace.steps, folded)) {
    if (stretch.first === trace.loop) lines.push(ink.yellow(LOOP_BEGINS));
    if (stretch.isFolded) lines.push(...foldLines(stretch, lanes).map(ink.dim));
    else lines.push(...toldLines(stretch, explanation?.steps[stretch.first] ?? null, lanes, ink), ...(pictures[stretch.first + 1] ?? []));
  }
  if (trace.loop !== undefined) lines.push(ink.yellow(lassoEnd(trace)));
  if (trace.property.name === NOTHING_FAILED) return lines.join("\n");
  const unmarked = unexplained === undefined ? [] : ["", INDENT + unexplained];
  const endLines = explanation === undefined ? unmarked : chanceLines(trace, explanation, all);
  return [...lines, "", ...failureLines(trace, explanation, ink), ...endLines].join("\n");
}

function numberOf(step: number, isMarked: boolean, ink: Ink): string {
  return isMarked ? ink.red("●") + String(step).padStart(2) : String(step).padStart(3);
}

/** `  ⋯  writer  11–17: iomap_iter, gfs2_iomap_end` */
function foldLines({ first, steps }: Stretch, lanes: number): string[] {
  const [{ process }] = steps as [TraceStepDocument];
  const head = `  ⋯  ${process.padEnd(lanes)}  ${first + 1}–${first + steps.length}: `;
  return wrapParts(functionsOf(steps), "", WIDTH - head.length).map((line, index) => (index === 0 ? head : " ".repeat(head.length)) + line);
}

function toldLines({ first, steps: [step] }: Stretch, mark: MarkDocument | null, lanes: number, ink: Ink): string[] {
  const lines = stepLines(step as TraceStepDocument, numberOf(first + 1, mark !== null, ink), lanes, ink);
  if (mark === null) return lines;
  const otherwise = mark.instead === null ? "not taken here" : `taken with ${choicesText(mark.instead)}`;
  return [...lines, ink.red(`${INDENT}● ends well if it is ${otherwise}`)];
}

function initialMarkLines(marks: readonly InitialMarkDocument[], ink: Ink): string[] {
  if (marks.length === 0) return [];
  const others = marks.map(({ label, value, instead }) => `${label} = ${instead} (not ${value})`);
  return wrapParts([`● ends well if one thing is otherwise: ${others[0]}`, ...others.slice(1)], INDENT, WIDTH).map(ink.red);
}

function failureLines(trace: TraceDocument, explanation: Explanation | undefined, ink: Ink): string[] {
  const conjunct = explanation?.conjunct ?? null;
  const lines = [ink.red(`  ✗  ${failureTitle(trace)}`), ...failureWords(trace).map((text) => INDENT + text)];
  const { site } = trace.failure;
  if (conjunct !== null) {
    const { within } = conjunct;
    lines.push(`${INDENT}${ink.bold(conjunctText(conjunct))}`, ...wrapParts(conjunctValues(conjunct), `${INDENT}  `, WIDTH));
    if (within !== null) lines.push(ink.dim(`${INDENT}  in it: ${within.text}   ${placeText(within.site.file, within.site.line, within.site.column)}`));
    lines.push(ink.dim(INDENT + conjunctPlace(conjunct)));
  } else if (site !== null) lines.push(ink.dim(INDENT + placeText(site.file, site.line, site.column)));
  return lines;
}

function chanceLines({ steps }: TraceDocument, explanation: Explanation, all: boolean): string[] {
  const unasked = unaskedText(explanation);
  const text = chanceText(explanation);
  const said = [unasked, text].flatMap((sentence) => (sentence === undefined ? [] : ["", INDENT + sentence]));
  const { lastChance } = explanation;
  if (lastChance.kind !== "found") return said;
  const { after, sibling } = lastChance;
  const columns = [
    { title: "the trace", steps: steps.slice(after) },
    { title: "the shortest run from there that ends well", steps: sibling.steps },
  ] as const;
  return [...said, ...sideBySide(...columns, after + 1, WIDTH, all ? undefined : BESIDE)];
}
