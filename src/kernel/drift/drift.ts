import type { Node } from "web-tree-sitter";
import { absent, type FunctionOutline, type OutlineVersion } from "../../../spec/outlines/function-outline.js";
import type { Problem } from "../../language/index.js";
import { compareOutlines, type Departure } from "./compareOutlines.js";
import { cParser, type ParseC } from "./cParser.js";
import { functionsOf } from "./functionsOf.js";
import type { Mark } from "./mark.js";
import { outlineOf } from "./outlineOf.js";
import { marksOf } from "./outlineText.js";
import type { SourceTree } from "./sourceTree.js";

/** What became of one function of the kernel. */
export interface FunctionDrift {
  readonly outline: FunctionOutline;
  readonly verdict: "matches" | "departs" | "not compared";
  /** The kernels whose version it matches, or is closest to. */
  readonly kernels: readonly string[];
  /** Where it stands, if it was found. */
  readonly file: string | undefined;
  readonly line: number | undefined;
  /** Its name in this source, where that is another. */
  readonly renamed: string | undefined;
  readonly departures: readonly Departure[];
  /** Why it could not be compared. */
  readonly problem: Problem | undefined;
}

/** How the sources of a kernel compare with what the models stand for. */
export interface Drift {
  readonly path: string;
  readonly functions: readonly FunctionDrift[];
  /** The kernels that every function matches. */
  readonly kernels: readonly string[];
}

/**
 * Compares each function of a source with the outlines that are known of it.
 *
 * @throws SpecError FL401 if the parser of C is not installed
 */
export async function drift(tree: SourceTree): Promise<Drift> {
  const parse = await cParser();
  const files = new Map<string, ParsedFile | undefined>();
  const parsed = (name: string): ParsedFile | undefined => {
    if (!files.has(name)) files.set(name, parseFile(tree, name, parse));
    return files.get(name);
  };
  const functions = tree.asked.map((outline) => driftOf(outline, parsed(outline.file), tree));
  const [first, ...others] = functions;
  const kernels = first === undefined ? [] : agreed(first).filter((kernel) => others.every((one) => agreed(one).includes(kernel)));
  return { path: tree.path, functions, kernels };
}

interface ParsedFile {
  readonly path: string;
  readonly functions: ReadonlyMap<string, Node>;
}

function parseFile(tree: SourceTree, name: string, parse: ParseC): ParsedFile | undefined {
  const file = tree.file(name);
  return file && { path: file.path, functions: functionsOf(parse(file.text)) };
}

function agreed({ verdict, kernels }: FunctionDrift): readonly string[] {
  return verdict === "matches" ? kernels : [];
}

function driftOf(outline: FunctionOutline, file: ParsedFile | undefined, tree: SourceTree): FunctionDrift {
  const blank = { outline, kernels: [], file: file?.path, line: undefined, renamed: undefined, departures: [], problem: undefined };
  const refuse = (code: Problem["code"], message: string, hint: string, line?: number): FunctionDrift => {
    return { ...blank, verdict: "not compared", problem: { code, message, hint, file: file?.path ?? tree.path, line, column: undefined } };
  };
  if (file === undefined) return refuse("FL511", `there is no ${outline.file}`, "name the top of a kernel's source");
  const found = file.functions.get(outline.name);
  if (found !== undefined) {
    const line = found.startPosition.row + 1;
    if (found.hasError)
      return refuse(
        "FL513",
        `${outline.name}() is no C that tree-sitter understands`,
        "see src/kernel/drift/plainC.ts if the compiler takes it",
        lineOfError(found),
      );
    return { ...blank, line, ...nearest(outline, outlineOf(found)) };
  }
  const missing = outline.versions.filter((version) => version.outline === absent);
  if (missing.length > 0) return { ...blank, verdict: "matches", kernels: missing.flatMap(({ kernels }) => kernels) };
  const other = renamed(outline, file, tree);
  if (other !== undefined) return other;
  return refuse("FL512", `${outline.name}() is not in ${outline.file}`, "it was renamed and changed, or moved: say in spec/outlines what stands in its place");
}

/** The version that a function's outline is, or the one that it departs from least. */
function nearest(outline: FunctionOutline, marks: readonly Mark[]): Pick<FunctionDrift, "verdict" | "kernels" | "departures"> {
  const compared = outline.versions
    .filter((version) => version.outline !== absent)
    .map(({ kernels, outline }) => ({ kernels, departures: compareOutlines(marksOf(outline), marks) }));
  const [closest] = compared.toSorted((one, other) => sizeOf(one.departures) - sizeOf(other.departures));
  if (closest === undefined) return { verdict: "departs", kernels: [], departures: compareOutlines([], marks) };
  return { verdict: closest.departures.length === 0 ? "matches" : "departs", ...closest };
}

function sizeOf(departures: readonly Departure[]): number {
  return departures.reduce((sum, { expected, found }) => sum + expected.length + found.length, 0);
}

/** A function whose outline is told by fewer marks may be like another by chance. */
const TELLING_MARKS = 4;

/** The function of another name that does what this one did. */
function renamed(outline: FunctionOutline, file: ParsedFile, tree: SourceTree): FunctionDrift | undefined {
  const known = new Set(tree.asked.map(({ name }) => name));
  for (const [name, node] of file.functions) {
    if (known.has(name) || node.hasError) continue;
    const marks = outlineOf(node);
    const version = outline.versions.find((one) => isVersion(one, marks));
    if (version === undefined) continue;
    const line = node.startPosition.row + 1;
    return { outline, verdict: "departs", kernels: version.kernels, file: file.path, line, renamed: name, departures: [], problem: undefined };
  }
  return undefined;
}

function isVersion({ outline }: OutlineVersion, marks: readonly Mark[]): boolean {
  return outline !== absent && marks.length >= TELLING_MARKS && compareOutlines(marksOf(outline), marks).length === 0;
}

function lineOfError(node: Node): number {
  const [error] = node.descendantsOfType("ERROR");
  return (error ?? node).startPosition.row + 1;
}
