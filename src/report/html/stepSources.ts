import { readFileSync } from "node:fs";
import type ts from "typescript";
import { findBody } from "../../compiler/findBody.js";
import type { ComposedModel } from "../../language/compose.js";
import { type AnyStep, originOf } from "../../language/machine.js";
import { placeText } from "../../trace/placeText.js";
import type { TraceDocument } from "../../trace/traceDocument.js";
import { colourLines, type Span } from "./colourLines.js";

/** Some lines of a specification. */
export interface Excerpt {
  /** Relative to where the reader is, if it is below. */
  readonly file: string;
  /** The number of the first line; lines start at 1. */
  readonly line: number;
  /** Its lines, each in pieces to be coloured. */
  readonly lines: readonly (readonly Span[])[];
}

/** The text of each step of a trace, as the specification has it today; undefined where it cannot be found. */
export function stepSources(composed: ComposedModel, { steps }: TraceDocument): (Excerpt | undefined)[] {
  const known = new Map<AnyStep, Excerpt | undefined>();
  return steps.map(({ path, step }) => {
    const body = composed.instances.find((instance) => instance.path === path)?.machine.steps[step];
    if (body === undefined) return undefined;
    if (!known.has(body)) known.set(body, excerptOf(body));
    return known.get(body);
  });
}

function excerptOf(body: AnyStep): Excerpt | undefined {
  const origin = originOf(body);
  const node = origin && findBody(origin);
  return node && linesOf(node);
}

/** Whole lines, from a function's first comment to its end, without the indentation that they share. */
function linesOf(node: ts.Node): Excerpt {
  const source = node.getSourceFile();
  const lines = readFileSync(source.fileName, "utf8").split("\n");
  const line = (position: number): number => source.getLineAndCharacterOfPosition(position).line;
  const first = line(node.getStart(source, true));
  const found = lines.slice(first, line(node.end) + 1);
  const margin = Math.min(...found.filter((each) => each.trim() !== "").map((each) => each.length - each.trimStart().length));
  return { file: placeText(source.fileName), line: first + 1, lines: colourLines(found.map((each) => each.slice(margin))) };
}
